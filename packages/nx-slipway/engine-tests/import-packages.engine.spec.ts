import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from '../test-support/real-workspace';
import { WHEEL_LAYOUTS } from '../test-support/wheel-layouts';
import { writeFiles } from '../test-support/write-files';

/** Top-level modules of a wheel; what is installed is what a service imports. */
async function modulesOf(wheel: string): Promise<readonly string[]> {
  const listing = await call('python3', ['-m', 'zipfile', '--list', wheel]);
  const files = listing.split('\n').flatMap((line) => line.split(/\s/)[0] ?? []);
  const tops = files
    .filter((file) => file.endsWith('.py'))
    .map((file) => (file.split('/')[0] ?? '').replace(/\.py$/, ''));
  return [...new Set(tops)].sort();
}

test.each(WHEEL_LAYOUTS)(
  'the wheel holds the modules that are expected of $name',
  async (layout) => {
    const root = mkdtempSync(join(tmpdir(), 'slipway-wheel-'));
    writeFiles(root, layout.files);
    try {
      await call('uv', ['build', '--wheel', '--quiet', '--out-dir', 'dist'], root);
      const [wheel = ''] = readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.whl'));
      expect(await modulesOf(join(root, 'dist', wheel))).toEqual(
        Object.keys(layout.modules).sort(),
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  },
);
