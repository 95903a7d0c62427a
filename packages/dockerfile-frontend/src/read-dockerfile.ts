import { type AnswerStore, answerStore, answersFolder } from './answer-store.ts';
import { askFrontend } from './frontend.ts';
import type { Reading } from './reading.ts';
import type { ReadRequest } from './request.ts';

/** Answers of this process, by question. */
const known = new Map<string, Reading>();

let stored: AnswerStore | undefined;

/**
 * Reads a Dockerfile as BuildKit does. Answers are remembered by content, over processes too, so that the
 * frontend itself is loaded only for what nobody has asked before. Never throws for what is in the file.
 */
export function readDockerfile(request: ReadRequest): Reading {
  const question = JSON.stringify(sortKeys(request));
  const found = known.get(question);
  if (found) return found;
  stored ??= answerStore(answersFolder());
  const before = parse(stored.read(question));
  const reading = before ?? (JSON.parse(askFrontend(question)) as Reading);
  if (!before) stored.write(question, JSON.stringify(reading));
  known.set(question, reading);
  return reading;
}

function parse(answer: string | undefined): Reading | undefined {
  try {
    return answer === undefined ? undefined : (JSON.parse(answer) as Reading);
  } catch {
    return undefined;
  }
}

/** The same question has the same text, in whatever order it was put together. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, each]) => [key, sortKeys(each)]));
}
