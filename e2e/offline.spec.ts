import { afterAll, expect, test } from 'vitest';
import { withoutIndex } from '../tools/engine/services/index-proxy-switch.ts';
import { edit } from './edit.ts';
import { nx } from './nx.ts';
import { readResults } from './read-results.ts';
import { restore } from './restore.ts';

afterAll(restore);

/** Tests beside this one need the index, those of the engine for many minutes. @see affected.spec.ts */
const onRace = { retry: 2, timeout: 3_600_000 };

test('with the package index cut off, changed code builds', onRace, async () => {
  await edit('services/worker/src/worker/actors.py', (text) => `${text}\n# ${Date.now()}\n`);
  await edit('libs/greetings/src/greetings/__init__.py', (text) => `${text}\n# ${Date.now()}\n`);

  const { exitCode, output } = await withoutIndex(() => nx(['run-many', '-t', 'build-image']));

  expect(output).toContain('Successfully ran target build-image');
  expect(exitCode).toBe(0);
  const { api, worker } = readResults(output).stepsRun;
  expect(api).toBeGreaterThan(0);
  expect(worker).toBeGreaterThan(api ?? 0);
});
