import { expect, test } from 'vitest';
import { knowingEngine } from '../../../test-support/knowing-engine';
import { engineOf } from '../../engine/engine-of';
import type { RunCommand } from '../../process/run-command';
import { rereadTags } from './reread-tags';

const TAG = 'docker.io/library/busybox:1';

async function digestBy(run: RunCommand): Promise<string | undefined> {
  const client = { run, cwd: '/', abort: new AbortController().signal };
  const asked = { engine: engineOf('docker'), client };
  const [base] = await rereadTags([{ reference: TAG, pull: false }], asked);
  return base?.digest;
}

test('a tag is what the engine says of it now', async () => {
  const asked: string[] = [];
  const engine = knowingEngine((reference) => {
    asked.push(reference);
    return 'cd'.repeat(32);
  });
  expect(await digestBy(engine)).toBe(`sha256:${'cd'.repeat(32)}`);
  expect(asked).toEqual([TAG]);
});

test('of which nothing is told any more is none that any key was read with', async () => {
  const gone: RunCommand = async () => ({ exitCode: 1, stdout: '', stderr: 'gone' });
  expect(await digestBy(gone)).not.toMatch(/^sha256:/);
});
