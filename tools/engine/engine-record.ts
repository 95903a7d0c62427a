import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import type { EnginePlace } from './engine-place.ts';
import { replaceFile } from './machine/replace-file.ts';

/** What is remembered of the engine that the last `up` gave. */
export type EngineRecord = Pick<Engine, 'kind' | 'registry' | 'index'>;

/** Remembers it. */
export function writeEngineRecord(place: EnginePlace, engine: Engine): Promise<void> {
  const { kind, registry, index } = engine;
  const record: EngineRecord = { kind, registry, index };
  return replaceFile(recordFile(place), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** Undefined before the first `up`. */
export async function readEngineRecord(place: EnginePlace): Promise<EngineRecord | undefined> {
  const text = await readFile(recordFile(place), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as EngineRecord);
}

function recordFile(place: EnginePlace): string {
  return join(place.state, 'engine.json');
}
