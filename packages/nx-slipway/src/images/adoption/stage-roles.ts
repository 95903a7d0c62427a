import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import { withoutDigest } from '../../dockerfile/without-digest';
import { withoutSlash } from '../../python/projects/without-slash';
import type { InstallerName } from '../../python/pyproject/python-project';

/** What the stages of a file are for the image of one of them. By index. */
export interface StageRoles {
  /** All that are needed, in the order of the file. */
  readonly needed: readonly Stage[];
  /** Those that the image is built FROM, and itself. */
  readonly running: ReadonlySet<number>;
  /** Those that packages are installed in, and that such a stage is built FROM. */
  readonly building: ReadonlySet<number>;
  /** Those that give others uv. */
  readonly installers: ReadonlySet<number>;
  /** Those that are carried over as they are. */
  readonly foreign: ReadonlySet<number>;
}

/** Sorts the stages that an image needs. */
export function stageRoles(dockerfile: Dockerfile, target: Stage): StageRoles {
  const needed = reachableStages(dockerfile, target);
  const running = chain(dockerfile, target);
  const base = outermostFrom(dockerfile, target).text;
  const installers = new Set(
    needed.filter(({ from }) => isImageOfUv(from.text)).map(({ index }) => index),
  );
  const installing = needed.filter(
    (stage) => isPython(outermostFrom(dockerfile, stage).text, base) && installs(stage, installers),
  );
  const building = new Set(installing.flatMap((stage) => [...chain(dockerfile, stage)]));
  const foreign = needed.filter(
    ({ index }) => ![running, building, installers].some((each) => each.has(index)),
  );
  const indices = foreign.map(({ index }) => index);
  return { needed, running, building, installers, foreign: new Set(indices) };
}

/** A stage and those it is built FROM. */
function chain({ stages }: Dockerfile, stage: Stage): ReadonlySet<number> {
  const found = new Set([stage.index]);
  for (const index of found) {
    const from = stages[index]?.from.stage;
    if (from !== undefined) found.add(from);
  }
  return found;
}

/** Whether an image is Python's by its name, or the one that the target starts from. */
export function isPython(reference: string, base?: string): boolean {
  const name = withoutDigest(reference).split('/').at(-1) ?? '';
  return reference === base || /python|(^|-)py3/.test(name);
}

const INSTALLS =
  /\bpoetry(?:@\S+)?(?:["',\s]+)(?:install|sync|export|build)\b|\buv(?:["',\s]+)(?:sync|export|pip|build)\b|\bpip3?(?:["',\s]+)(?:install|wheel|download)\b/;

/** A stage that takes uv installs with it, also by a script that nobody reads. */
function installs({ instructions, uses }: Stage, installers: ReadonlySet<number>): boolean {
  return (
    instructions.some(({ keyword, text }) => keyword === 'RUN' && INSTALLS.test(text)) ||
    uses.some(
      ({ how, text, stage }) =>
        how === 'copy' && (isImageOfUv(text) || (stage !== undefined && installers.has(stage))),
    )
  );
}

/** Whether an image holds uv alone. */
export function isImageOfUv(reference: string): boolean {
  return /(?:^|\/)astral-sh\/uv(?:[:@]|$)/.test(reference) && !isPython(reference);
}

/** The installer whose lock the stages use: uv or Poetry, if one of them is called anywhere. */
export function callerOf(stages: readonly Stage[]): InstallerName | undefined {
  const text = stages
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'RUN')
    .map((each) => each.text)
    .join('\n');
  if (/\buv(?:["',\s]+)(?:sync|export)\b/.test(text)) return 'uv';
  return /\bpoetry(?:@\S+)?(?:["',\s]+)(?:install|sync|export)\b/.test(text) ? 'poetry' : undefined;
}

/** Folders that stages make for packages and installers. */
export function environmentsOf(stages: readonly Stage[]): ReadonlySet<string> {
  const text = stages
    .flatMap(({ instructions }) => instructions.map((each) => each.text))
    .join('\n');
  const found = [
    ...text.matchAll(/\b(?:-m venv|virtualenv|uv venv)\s+(?:--?\S+\s+)*(\/[\w./-]+)/g),
    ...text.matchAll(
      /\b(?:VIRTUAL_ENV|UV_PROJECT_ENVIRONMENT|VENV_PATH|POETRY_HOME|PYTHONUSERBASE)[= ]"?(\/[\w./-]+)/g,
    ),
    ...text.matchAll(/--(?:prefix|target|root|wheel-dir)[= ](\/[\w./-]+)/g),
    ...text.matchAll(/\s(?:-w|-t)\s?(\/[\w./-]+)/g),
  ];
  return new Set(found.map(([, path = '']) => withoutSlash(path)));
}
