import type { DockerfileProblem } from '../problems/dockerfile-problem';
import type { Instruction, Reference, Stage } from './dockerfile';
import type { DraftStage, DraftStep } from './draft-stages';
import type { MappedText } from './mapped-text';
import { normalizeArguments } from './normalize-arguments';
import { closestPlatform, normalizePlatform } from './platform';
import { mountWithoutDashes, readUses, type Use } from './read-uses';

/** What a stage's references are resolved against. */
export interface StageScope {
  readonly file: string;
  readonly escapeToken: string;
  readonly drafts: readonly DraftStage[];
  /** Line of an offset, counted from 1. */
  readonly lineAt: (offset: number) => number;
}

/** Makes a draft a stage; `index` is its place in the scope's drafts. */
export function resolveStage(
  draft: DraftStage,
  index: number,
  scope: StageScope,
): { stage: Stage; problems: readonly DockerfileProblem[] } {
  const { from, line, steps } = draft;
  const uses = steps.flatMap(readUses).map((use) => resolveUse(use, scope));
  const above = scope.drafts.slice(0, index).map((other) => other.from.name);
  const problems = [
    ...sameName(draft, above, scope),
    ...unknownPlatform(draft, scope),
    ...uses.flatMap((use) => use.problems),
    ...steps.flatMap((step) => bareMount(step, scope)),
  ];
  const stage: Stage = {
    index,
    ...(from.name !== undefined && { name: from.name }),
    // FROM sees the stages above it only, and of two with one name the nearer.
    from: reference('from', from.source, {
      text: from.text,
      stage: above.lastIndexOf(from.text.toLowerCase()),
      scope,
    }),
    ...(from.platform !== undefined && { platform: from.platform }),
    instructions: steps.map((step) => instructionOf(step, scope.escapeToken)),
    uses: uses.map((use) => use.reference),
    line,
  };
  return { stage, problems };
}

/** A draft's instruction in the one form that all of its spellings have. */
export function instructionOf(
  { keyword, rest, line }: DraftStep,
  escapeToken: string,
): Instruction {
  const head = `${keyword} ${normalizeArguments(keyword, rest.text, escapeToken)}`.trim();
  return { keyword, text: line.heredocs ? `${head}\n${line.heredocs}` : head, line: line.line };
}

/** `COPY` and mounts see every stage of the file, also those below. */
function resolveUse(
  { how, source }: Use,
  scope: StageScope,
): { reference: Reference; problems: readonly DockerfileProblem[] } {
  const { text } = source;
  const count = scope.drafts.length;
  // Only COPY counts stages: to a mount `from=0` is an image.
  const counted = how === 'copy' && /^\d+$/.test(text);
  const names = scope.drafts.map((draft) => draft.from.name);
  const stage = counted ? Number(text) : names.lastIndexOf(text.toLowerCase());
  const known = stage < count;
  const found = reference(how, source, { text, stage: known ? stage : -1, scope });
  const place = { file: scope.file, line: found.line };
  const problems: DockerfileProblem[] = [];
  if (!known) problems.push({ kind: 'stage-index-unknown', place, stageIndex: stage, count });
  if (text.includes('$')) {
    const detail = `BuildKit fills no variable into ${text}; name a stage that is built FROM it`;
    problems.push({ kind: 'dockerfile-broken', place, detail });
  }
  return { reference: found, problems };
}

function reference(
  how: Reference['how'],
  source: MappedText,
  { text, stage, scope }: { text: string; stage: number; scope: StageScope },
): Reference {
  const start = source.at[0] ?? 0;
  const where = { line: scope.lineAt(start), start, end: (source.at.at(-1) ?? start) + 1 };
  if (stage >= 0) return { how, text, kind: 'stage', stage, ...where };
  return { how, text, kind: text === 'scratch' ? 'scratch' : 'image', ...where };
}

function sameName(
  { from: { name }, line }: DraftStage,
  above: readonly (string | undefined)[],
  { file, drafts }: StageScope,
): DockerfileProblem[] {
  const twin = name === undefined ? undefined : drafts[above.indexOf(name)];
  if (name === undefined || !twin) return [];
  return [{ kind: 'stage-name-taken', place: { file, line }, name, firstLine: twin.line }];
}

function unknownPlatform({ from, line }: DraftStage, { file }: StageScope): DockerfileProblem[] {
  const { platform } = from;
  // A variable may stand for any.
  if (platform === undefined || platform.includes('$') || normalizePlatform(platform)) return [];
  const meant = closestPlatform(platform);
  const place = { file, line };
  return [{ kind: 'platform-unknown', place, platform, ...(meant && { meant }) }];
}

function bareMount(step: DraftStep, { file, lineAt }: StageScope): DockerfileProblem[] {
  const offset = mountWithoutDashes(step);
  if (offset === undefined) return [];
  return [{ kind: 'mount-without-dashes', place: { file, line: lineAt(offset) } }];
}
