import type { ReadInstruction, Reading, ReadSource, ReadStage } from 'dockerfile-frontend';
import type { DockerfileProblem } from '../problems/kinds/dockerfiles/dockerfile-problem';
import { askFrontend } from './ask-frontend';
import type { Dockerfile, DockerfileArguments, Instruction, Reference, Stage } from './dockerfile';
import { normalizeArguments } from './normalize-arguments';
import { checkStages } from './stages/check-stages';

/** A Dockerfile as far as it could be read, and all that is wrong with it. */
export interface ParsedDockerfile {
  readonly dockerfile: Dockerfile;
  readonly problems: readonly DockerfileProblem[];
}

/**
 * Reads a Dockerfile by BuildKit's own frontend. Never throws. A file that BuildKit refuses has the stages that
 * can be read, by the names that are written.
 *
 * @param file path relative to the workspace root, with forward slashes
 * @param given build arguments and named contexts, by which names may stand for others
 */
export function parseDockerfile(
  text: string,
  file: string,
  given: DockerfileArguments = {},
): ParsedDockerfile {
  const reading = askFrontend({ text, arguments: given });
  const stages = reading.stages.map((stage, index) => stageOf(stage, index, reading));
  const dockerfile: Dockerfile = {
    file,
    text,
    arguments: given,
    ...(reading.syntax !== undefined && { syntax: reading.syntax }),
    globals: reading.globals.map((each) => instructionOf(each, reading)),
    stages,
  };
  const problems = [...refusals(reading, file), ...checkStages(dockerfile, reading.warnings)];
  return {
    dockerfile,
    problems: problems.sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0)),
  };
}

/**
 * Why BuildKit refuses a file, whatever it is built from. Where it only misses an argument, a build may be given
 * one: then {@link missesArgument} says so.
 */
function refusals({ errors }: Reading, file: string): readonly DockerfileProblem[] {
  return errors
    .filter(({ text, isLate }) => !isLate && !MISSES_ARGUMENT.test(text))
    .map((error) => brokenBy(error, file));
}

/** What keeps a file from being built with the arguments it was read with, and might not with others. */
export function missesArgument({ text, file, ...dockerfile }: Dockerfile): DockerfileProblem[] {
  const { errors } = askFrontend({ text, arguments: dockerfile.arguments });
  return errors
    .filter((each) => MISSES_ARGUMENT.test(each.text))
    .map((error): DockerfileProblem => ({ ...brokenBy(error, file), misses: 'argument' }));
}

function brokenBy(
  { text, line = 1 }: Reading['errors'][number],
  file: string,
): Extract<DockerfileProblem, { readonly kind: 'dockerfile-broken' }> {
  const detail = text.replace(/^dockerfile parse error on line \d+: /, '');
  return { kind: 'dockerfile-broken', place: { file, line }, detail };
}

/** Rule: `buildDispatchStates` of BuildKit's `dockerfile2llb`. */
const MISSES_ARGUMENT =
  /^base name \(.*\) should not be blank|^empty platform value from|^failed to parse stage name|^failed to parse platform/;

function stageOf(stage: ReadStage, index: number, reading: Reading): Stage {
  const { name, platform, base, written, line, endLine, instructions, isReplaced } = stage;
  return {
    index,
    ...(name !== undefined && { name }),
    from: { ...referenceOf(base, line), written },
    ...(platform !== undefined && { platform: unquoted(platform) }),
    instructions: instructions.map((each) => instructionOf(each, reading)),
    uses: instructions.flatMap((each) =>
      (each.uses ?? []).map((use) => referenceOf(use, each.line)),
    ),
    ...(isReplaced && { isReplaced }),
    line,
    endLine,
  };
}

function referenceOf({ how, stage, text }: ReadSource, line: number): Reference {
  if (stage !== undefined) return { how, text, kind: 'stage', stage, line };
  return { how, text, kind: text === 'scratch' ? 'scratch' : 'image', line };
}

/** In the one form that all spellings of an instruction have. */
function instructionOf(
  { keyword, text, line }: ReadInstruction,
  reading: Pick<Reading, 'escape'>,
): Instruction {
  const [, head = '', heredocs = ''] = /^([^\n]*)(.*)$/s.exec(text) ?? [];
  const rest = head.replace(/^\s*\S+/, '');
  const normalized = `${keyword} ${normalizeArguments(keyword, rest, reading.escape)}`.trim();
  return { keyword, text: `${normalized}${heredocs}`, line };
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
