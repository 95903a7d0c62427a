import { join } from 'node:path';
import { type AnswerStore, answerStore } from './answer-store.ts';
import { askFrontend } from './frontend.ts';
import type { Reading } from './reading.ts';
import type { ReadRequest } from './request.ts';
import { userCacheFolder } from './user-cache.ts';

/** Answers of this process, by question. */
const known = new Map<string, Reading>();

let stored: AnswerStore | undefined;

/**
 * Reads a Dockerfile as BuildKit does. Answers are remembered by content, over processes too, so that the
 * frontend itself is loaded only for what nobody has asked before. Never throws for what is in the file.
 */
export function readDockerfile(request: ReadRequest): Reading {
  const question = questionOf(request);
  const before = remembered(question);
  if (before) return before;
  const reading = asked(question);
  known.set(question, reading);
  return reading;
}

function asked(question: string): Reading {
  try {
    const answer = askFrontend(question);
    stored?.write(question, answer);
    return JSON.parse(answer) as Reading;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof WebAssembly.RuntimeError)) throw error;
    const text = 'it is nested too deep, or has too many stages in a row, to be read';
    return { errors: [{ text }], warnings: [], escape: '\\', globals: [], stages: [] };
  }
}

/** Whether a Dockerfile has been read before, by this process or by another. */
export function isRead(request: ReadRequest): boolean {
  return remembered(questionOf(request)) !== undefined;
}

function remembered(question: string): Reading | undefined {
  const found = known.get(question);
  if (found) return found;
  stored ??= openStore();
  const reading = parse(stored.read(question));
  if (reading) known.set(question, reading);
  return reading;
}

function openStore(): AnswerStore {
  const folder = userCacheFolder(process.env);
  return answerStore(folder === undefined ? undefined : join(folder, 'dockerfiles'));
}

/** The same question has the same text, in whatever order it was put together. */
function questionOf(request: ReadRequest): string {
  return JSON.stringify(sortKeys(request));
}

function parse(answer: string | undefined): Reading | undefined {
  try {
    return answer === undefined ? undefined : (JSON.parse(answer) as Reading);
  } catch {
    return undefined;
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, each]) => [key, sortKeys(each)]));
}
