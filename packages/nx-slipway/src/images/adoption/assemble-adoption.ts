import { APPLICATION } from '../bindings/service-view';
import type { AdoptedOptions, Adoption, AdoptionFacts } from './adoption';
import { type CarriedPlace, rewritten } from './carried-stages';
import { type CommandPaths, commandPaths } from './code/command-paths';
import { moved } from './code/moves';
import { type PlannedCode, planCode } from './code/plan-code';
import { portOfCommand } from './commands/command-port';
import { withFastapiEntrypoint } from './commands/fastapi-command';
import { numbersOfUser } from './commands/users';
import type { Adds, StageState } from './part';
import { adoptedInstruction, type ReadLine } from './read-line';

/** What an adoption is put together from, besides its lines. */
export interface AdoptionParts {
  readonly base: string;
  readonly facts: AdoptionFacts;
  /** Folders that hold packages or installers, absolute. */
  readonly environments: ReadonlySet<string>;
  readonly place: CarriedPlace;
  /** The state at the end of the stage that makes the image. */
  readonly final: StageState;
  readonly stages: readonly string[];
  readonly globals: readonly string[];
}

/** Puts the parts of all instructions together as options and text of a new Dockerfile. */
export function assembleAdoption(
  lines: readonly ReadLine[],
  { base, facts, environments, place, final, stages, globals }: AdoptionParts,
): Adoption {
  const adds = lines.flatMap(({ parts }) => parts.flatMap((part) => part.adds ?? []));
  const isInstalled = adds.some(({ installsProject }) => installsProject);
  const entrypoint = last(adds, 'entrypoint');
  const commands = [...(last(adds, 'command') ?? []), ...(entrypoint ?? [])];
  const probes = listOf(adds, 'settings').filter((each) => each.startsWith('HEALTHCHECK'));
  const code = planCode(final.copies, facts, {
    ...{ isInstalled, paths: importPathOf(final) },
    packages: facts.packages.map(({ path }) => path),
    elsewhere: final.elsewhere.map(({ target }) => target),
    commands: [...commands, ...probes, last(adds, 'probe') ?? ''].join(' '),
    ...(final.hasWorkdir && { place: final.workdir }),
  });
  const paths = commandPaths({ environments, locked: facts.locked, final, code });
  const options = optionsOf(adds, { facts, code, final, paths });
  const importPath = importPathIn(code);
  const settings = [
    ...(importPath === undefined ? [] : [`ENV PYTHONPATH=${importPath}`]),
    ...listOf(adds, 'settings').map(paths.inSetting),
    ...otherPorts(adds, options),
  ];
  const ownProbe = last(adds, 'probe');
  const probe =
    options.role === 'http' || ownProbe === undefined ? undefined : paths.inSetting(ownProbe);
  return {
    ...{ base, options },
    old: { files: code.taken, moves: code.moves, environments: [...environments] },
    carried: {
      globals,
      stages,
      copies: copiesOf(lines, code, { place, paths }),
      settings: [
        ...argumentsOf(settings, lines),
        ...settings,
        ...(probe === undefined ? [] : [probe]),
      ],
      replaces: [
        ...listOf(adds, 'replaces'),
        ...(probe === undefined ? [] : ['HEALTHCHECK']),
        ...(entrypoint !== undefined && last(adds, 'command') === undefined ? ['CMD'] : []),
      ],
    },
    instructions: lines
      .map(adoptedInstruction)
      .map((each) => withCode(each, code))
      .map((each, _, all) => withPaths(each, { options, importPath, all })),
  };
}

/** What takes files, in the order of the old file. */
function copiesOf(
  lines: readonly ReadLine[],
  { copies }: PlannedCode,
  { place, paths }: { readonly place: CarriedPlace; readonly paths: CommandPaths },
): readonly string[] {
  const others = lines.flatMap(({ line, parts }) =>
    parts
      .flatMap(({ adds }) => adds?.copies ?? [])
      .map((text) => rewritten(text, { ...place, context: '.' }) ?? text)
      .map((text) => ({ text: paths.inTarget(text), line })),
  );
  const all = [...others, ...copies].sort((a, b) => a.line - b.line);
  return [...new Set(all.map(({ text }) => text))];
}

/** ARGs that carried settings use. */
function argumentsOf(settings: readonly string[], lines: readonly ReadLine[]): readonly string[] {
  const text = settings.join('\n');
  return lines.flatMap(({ text: instruction }) => {
    const name = /^ARG\s+(\w+)/.exec(instruction)?.[1];
    return name !== undefined && new RegExp(`\\$\\{?${name}\\b`).test(text) ? [instruction] : [];
  });
}

function optionsOf(
  adds: readonly Adds[],
  {
    facts,
    code,
    final,
    paths,
  }: {
    readonly facts: AdoptionFacts;
    readonly code: PlannedCode;
    readonly final: StageState;
    readonly paths: CommandPaths;
  },
): AdoptedOptions {
  // Official images of Python start an interpreter.
  const words = last(adds, 'command') ?? last(adds, 'entrypoint') ?? ['python3'];
  const command = withFastapiEntrypoint(words, facts).map(paths.inWord);
  const isShell = command.length === 1 && /^(bash|sh|\/bin\/(ba)?sh)$/.test(command[0] ?? '');
  const port = portOf(adds, command, final);
  const role = isShell ? 'dev' : port === undefined ? 'command' : 'http';
  const removed = new Set(listOf(adds, 'removed'));
  const installer = adds.flatMap((each) => each.installer ?? []).at(-1);
  const { uid, gid } = numbersOfUser(final);
  const healthPath = last(adds, 'healthPath');
  const isDev = role === 'dev';
  return {
    role,
    ...(installer !== undefined &&
      (installer !== facts.installer || facts.hasSeveralLocks) && { installer }),
    extras: unique(listOf(adds, 'extras')),
    groups: unique(listOf(adds, 'groups')),
    apt: unique(listOf(adds, 'apt').filter((name) => !removed.has(name))),
    buildApt: unique(listOf(adds, 'buildApt')),
    // An image to develop in holds the whole folder.
    sources: code.sources,
    files: isDev ? [] : code.files,
    env: listOf(adds, 'env').map(paths.inVariable),
    label: listOf(adds, 'label'),
    // Images of Python work in the root folder, and a stack has another one.
    ...(!isDev && { workdir: code.workdir ?? '/' }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && gid !== uid && { gid }),
    ...(role === 'http' && port !== undefined && { port }),
    ...(role === 'http' && healthPath !== undefined && { healthPath }),
    ...(!isDev && { command }),
  };
}

/** The port that the image listens on: what PORT says if it is exposed, else the first one that is. */
function portOf(
  adds: readonly Adds[],
  command: readonly string[],
  { env }: StageState,
): number | undefined {
  const exposed = adds.flatMap(({ exposes = [] }) => exposes);
  const variable = last(adds, 'port');
  return variable !== undefined && exposed.includes(variable)
    ? variable
    : (exposed[0] ?? variable ?? portOfCommand(command, env));
}

/** Ports besides the one that the options say, and a PORT that is another one. */
function otherPorts(adds: readonly Adds[], { port }: AdoptedOptions): readonly string[] {
  const exposed = unique(adds.flatMap(({ exposes = [] }) => exposes.map(String)));
  const variable = last(adds, 'port');
  return [
    ...exposed.filter((each) => each !== String(port)).map((each) => `EXPOSE ${each}`),
    ...(variable === undefined || variable === port ? [] : [`ENV PORT=${variable}`]),
  ];
}

/** What a copy became is known where the whole image is. */
function withCode<I extends Adoption['instructions'][number]>(
  instruction: I,
  { became, movedFrom, workdir }: PlannedCode,
): I {
  if (movedFrom !== undefined && instruction.what === `--workdir=${movedFrom}`) {
    return { ...instruction, what: `--workdir=${workdir}, to which the code moves` };
  }
  const what = became.get(instruction.line);
  return instruction.verdict === 'recognised' && what !== undefined
    ? { ...instruction, what: instruction.what.replace(/^code: [^;]*/, what) }
    : instruction;
}

/** Folders of the import path that an ENV names, absolute. */
function importPathOf({ env }: StageState): readonly string[] {
  return (env.get('PYTHONPATH') ?? '').split(':').filter((path) => path.startsWith('/'));
}

/** The import path, for code that stays where it was; undefined where all is in one place. */
function importPathIn({ importPaths, moves }: PlannedCode): string | undefined {
  const paths = importPaths.map((path) => moved(path, moves));
  return paths.filter((path) => path !== APPLICATION).join(':') || undefined;
}

/** A command, an entrypoint or an import path, as it is in the new image. */
function withPaths<I extends Adoption['instructions'][number]>(
  instruction: I,
  {
    options: { command },
    importPath,
    all,
  }: {
    readonly options: AdoptedOptions;
    readonly importPath: string | undefined;
    readonly all: readonly I[];
  },
): I {
  const { what } = instruction;
  if (what.startsWith('PYTHONPATH: ') && importPath !== undefined) {
    return { ...instruction, what: `PYTHONPATH: ${importPath}, where code stays` };
  }
  const [, note = ''] = /^command: .*?( \([^()]*\))?$/s.exec(what) ?? [];
  const isLast = instruction === all.findLast((each) => each.what.startsWith('command: '));
  return isLast && command !== undefined
    ? { ...instruction, what: `command: ${command.join(' ')}${note}` }
    : instruction;
}

type ListKey = {
  [K in keyof Adds]-?: NonNullable<Adds[K]> extends readonly string[] ? K : never;
}[keyof Adds];

function listOf(adds: readonly Adds[], key: ListKey): readonly string[] {
  return adds.flatMap((each) => each[key] ?? []);
}

function last<K extends keyof Adds>(adds: readonly Adds[], key: K): Adds[K] | undefined {
  return adds.findLast((each) => each[key] !== undefined)?.[key];
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}
