import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { randomOf } from '../random';
import { compareUv } from './compare-uv';
import { randomUvWorkspace } from './random-uv-workspace';

const { SLIPWAY_ORACLE_WORKSPACES: count = '25', SLIPWAY_ORACLE_SEED: seed = '1' } = process.env;

/** The Python that uv takes here, whose minor the markers are settled for. */
function pythonMinor(): string | undefined {
  const { stdout } = spawnSync('uv', ['python', 'find'], { encoding: 'utf8' });
  if (!stdout) return undefined;
  const { stdout: version } = spawnSync(stdout.trim(), ['--version'], { encoding: 'utf8' });
  return /\d+\.\d+/.exec(version)?.[0];
}

const python = pythonMinor();
const machines = [process.arch === 'arm64' ? 'aarch64' : 'x86_64'];

test.skipIf(python === undefined)('an image installs what uv would from the whole lock', () => {
  const counts = { equal: 0, refused: 0, unlocked: 0 };
  const failures: string[] = [];
  for (let index = 0; index < Number(count); index += 1) {
    const workspace = randomUvWorkspace(randomOf(Number(seed) * 100_000 + index));
    const found = compareUv(workspace, { ...(python && { python }), machines });
    if (typeof found === 'string') counts[found] += 1;
    else {
      const files = Object.entries(workspace.files).map(([file, text]) => `== ${file}\n${text}`);
      const asked = JSON.stringify(workspace.selection);
      failures.push(`workspace ${index}: ${asked}\n${found.difference}\n${files.join('\n')}`);
    }
  }
  console.log(`oracle of uv, seed ${seed}: ${JSON.stringify(counts)}`);
  // The smallest is the one to begin with.
  expect(failures.sort((a, b) => a.length - b.length)[0] ?? '').toBe('');
  expect(counts.equal).toBeGreaterThan(Number(count) / 4);
});
