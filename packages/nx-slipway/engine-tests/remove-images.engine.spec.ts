import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { call, removeImages } from '../test-support/real-workspace';

const NAMESPACES = ['mine', 'other'].map(
  (name) => `slipway-${name}-${randomBytes(3).toString('hex')}`,
);
const [MINE = '', OTHER = ''] = NAMESPACES;

const folder = mkdtempSync(join(tmpdir(), 'slipway-remove-images-'));

afterAll(async () => {
  rmSync(folder, { recursive: true });
  for (const namespace of NAMESPACES) await removeImages(namespace);
});

test('images of another workspace stay that are the same, and have the same ids', async () => {
  writeFileSync(join(folder, 'Dockerfile'), `FROM scratch\nLABEL a=${MINE}\n`);
  const tags = NAMESPACES.map((namespace) => `--tag=${namespace}/base`);
  await call('docker', ['buildx', 'build', '--quiet', '--load', ...tags, folder]);
  await removeImages(MINE);
  const list = ['image', 'ls', '--quiet'];
  expect(await call('docker', [...list, `${MINE}/base`])).toBe('');
  expect(await call('docker', [...list, `${OTHER}/base`])).not.toBe('');
});
