import type { Dockerfile, Instruction, Stage } from '../../dockerfile/dockerfile';
import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import type { Adoption, AdoptionFacts } from './adoption';
import { assembleAdoption } from './assemble-adoption';
import { carriedStage, newNames } from './carried-stages';
import { copiedThrough, elsewhereThrough, exportedThrough } from './code/code-copy';
import { HAS_UV, left, type Part, recognised, type StageContext, type StageState } from './part';
import { readCopy } from './read-copy';
import { pairsOf } from './read-environment';
import type { ReadLine } from './read-line';
import { readRun } from './read-run';
import { readSetting } from './read-setting';
import { callerOf, environmentsOf, stageRoles } from './stage-roles';

/**
 * Reads what a hand-written Dockerfile makes, as options of a generated one. Every instruction of the stage and of
 * those that it needs is in the answer once: what no rule explains is left for a person.
 *
 * @param target the stage that makes the image
 */
export function readAdoption(
  dockerfile: Dockerfile,
  target: Stage,
  facts: AdoptionFacts,
): Adoption {
  const roles = stageRoles(dockerfile, target);
  const python = roles.needed.filter(
    ({ index }) => !roles.foreign.has(index) && !roles.installers.has(index),
  );
  const caller = callerOf(python);
  const environments = environmentsOf(python);
  const states = new Map<number, StageState>();
  const lines: ReadLine[] = [];
  const globals = globalValues(dockerfile);
  for (const stage of python) {
    const runs = roles.running.has(stage.index);
    const context = {
      ...{ facts, caller, environments, runs, installers: roles.installers },
      builds: roles.building.has(stage.index),
      stageState: (index: number) => states.get(index),
      exported: () => [...states.values()].flatMap((each) => each.exported),
    };
    lines.push({
      line: stage.line,
      text: `FROM ${stage.from.written ?? stage.from.text}`,
      parts: readFrom(stage, { dockerfile, target, runs }),
    });
    let state = stateBefore(stage, states, globals);
    for (const instruction of stage.instructions) {
      const read = readInstruction(instruction, stage, { ...context, state });
      lines.push({ line: instruction.line, text: instruction.text, parts: read.parts });
      state = read.state;
    }
    states.set(stage.index, state);
  }
  const foreign = roles.needed.filter(({ index }) => roles.foreign.has(index));
  const place = { context: facts.context, names: newNames(foreign) };
  const texts = foreign.map((stage) => carriedStage(dockerfile, stage, place));
  const carriedLines = foreign.flatMap((stage, at) => foreignLines(stage, texts[at] !== undefined));
  const used = texts.flatMap((text) => text ?? []).join('\n');
  const installerLines = roles.needed
    .filter(({ index }) => roles.installers.has(index))
    .flatMap((stage) => stageLines(stage, HAS_UV));
  const globalLines = dockerfile.globals.map((each) => globalLine(each, used));
  const all = [...globalLines, ...lines, ...installerLines, ...carriedLines].sort(
    (a, b) => a.line - b.line,
  );
  const final = states.get(target.index);
  if (!final) throw new Error('The stage of an image is not carried over.');
  return assembleAdoption(all, {
    base: outermostFrom(dockerfile, target).text,
    ...{ facts, environments, place, final },
    stages: texts.flatMap((text) => text ?? []),
    globals: globalLines
      .filter(({ parts }) => parts[0]?.verdict === 'carried')
      .map(({ text }) => text),
  });
}

function readInstruction(
  instruction: Instruction,
  stage: Stage,
  context: StageContext,
): { readonly parts: readonly Part[]; readonly state: StageState } {
  const { keyword, text, line } = instruction;
  if (keyword === 'RUN') return readRun(instruction, context);
  if (keyword !== 'COPY' && keyword !== 'ADD') return readSetting(instruction, context);
  const from = stage.uses.find((use) => use.how === 'copy' && use.line === line);
  const read = readCopy(instruction, from, context);
  const through = from?.stage === undefined ? undefined : context.stageState(from.stage);
  return through
    ? {
        parts: read.parts,
        state: {
          ...read.state,
          copies: [...read.state.copies, ...copiedThrough(text, through, context)],
          elsewhere: [...read.state.elsewhere, ...elsewhereThrough(text, through, context)],
          exported: [...read.state.exported, ...exportedThrough(text, through, context)],
        },
      }
    : read;
}

function stateBefore(
  { from }: Stage,
  states: ReadonlyMap<number, StageState>,
  globals: ReadonlyMap<string, string>,
): StageState {
  const above = from.stage === undefined ? undefined : states.get(from.stage);
  return (
    above ?? {
      ...{ workdir: '/', hasWorkdir: false, copies: [], exported: [], elsewhere: [] },
      ...{ env: globals, users: new Map(), groups: new Map(), shell: ['/bin/sh', '-c'] },
    }
  );
}

/** Defaults of the ARGs before the first stage. A stage sees them where it declares them again, with the same name. */
function globalValues({ globals }: Dockerfile): ReadonlyMap<string, string> {
  const pairs = globals.flatMap(({ text }) => pairsOf(text.replace(/^ARG\s+/i, '')));
  return new Map(
    pairs.flatMap(({ name, value }): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

function globalLine({ text, line }: Instruction, used: string): ReadLine {
  const names = pairsOf(text.replace(/^ARG\s+/i, '')).map(({ name }) => name);
  const isUsed = names.some((name) => new RegExp(`\\$\\{?${name}\\b|ARG\\s+${name}\\b`).test(used));
  const parts = isUsed
    ? [{ verdict: 'carried' as const, what: 'argument of a carried stage' }]
    : [recognised(`argument ${names.join(', ')}: its default counts`)];
  return { line, text, parts };
}

function readFrom(
  { from, platform, index }: Stage,
  {
    dockerfile,
    target,
    runs,
  }: { readonly dockerfile: Dockerfile; readonly target: Stage; readonly runs: boolean },
): readonly Part[] {
  const own = from.kind === 'stage' ? 'stage' : from.text;
  const base = outermostFrom(dockerfile, target).text;
  const isOther = !runs && from.kind === 'image' && minorOf(from.text) !== minorOf(base);
  const parts = [
    isOther
      ? left(
          `packages are installed on ${from.text}, and run on ${base}`,
          'The new image installs them on the Python that runs them.',
        )
      : recognised(from.kind === 'image' ? `base: ${own}` : 'a stage above'),
  ];
  const isFixed = platform !== undefined && !/\$/.test(platform);
  return index >= 0 && isFixed
    ? [
        ...parts,
        left(`the stage is fixed to ${platform}`, 'Give platforms to the build: --platforms.'),
      ]
    : parts;
}

/** Python of a reference in any place of its tag; undefined where it says none. */
function minorOf(reference: string): string | undefined {
  return /python:?[^/]*?(\d+\.\d+)/.exec(reference)?.[1];
}

function foreignLines(stage: Stage, isCarried: boolean): readonly ReadLine[] {
  const name = stage.name ?? `${stage.index}`;
  const part: Part = isCarried
    ? { verdict: 'carried', what: `stage ${name} as it is` }
    : left(
        `the stage ${name} has paths that cannot be rewritten for the new build context`,
        'Copy the stage into the new file and correct its paths: they are relative to the workspace root there.',
      );
  return stageLines(stage, part);
}

/** All lines of a stage, which came to the same. */
function stageLines(stage: Stage, part: Part): readonly ReadLine[] {
  const head = { line: stage.line, text: `FROM ${stage.from.written ?? stage.from.text}` };
  return [head, ...stage.instructions].map(({ line, text }) => ({ line, text, parts: [part] }));
}
