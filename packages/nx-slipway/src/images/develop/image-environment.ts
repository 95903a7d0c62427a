import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { stageChain } from '../../dockerfile/stages/stage-chain';
import { readPairs } from '../roles/environment';

/** Variables of an image that mean its own folders, or the number of its processes. */
const LEFT_OUT = new Set(['PATH', 'PYTHONPATH', 'WEB_CONCURRENCY']);

/**
 * The variables that a stage sets for what it runs, as far as its Dockerfile says. One process is enough to develop
 * with, and others are not reloaded.
 */
export function imageEnvironment(
  dockerfile: Dockerfile,
  stage: Stage | undefined,
): Readonly<Record<string, string>> {
  const pairs = [...stageChain(dockerfile, stage)]
    .reverse()
    .flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'ENV'))
    .flatMap(({ text }) => readPairs(text))
    .filter(({ name, value }) => !LEFT_OUT.has(name) && !value.includes('$'));
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
}
