import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockWorkspace } from '../workspace/nx/lock-workspace';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'two-at-once-')));
  writeFileSync(join(root, 'nx.json'), '{ "analytics": false }\n');
  writeFileSync(join(root, 'package.json'), '{ "name": "shop" }\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const SCRIPT = join(__dirname, '../../test-support/run-generator.ts');

/** A generator that runs in a process of its own, without uv and docker, which are not what this is about. */
interface Generating {
  /** Resolves once it waits for another one. */
  readonly isWaiting: Promise<void>;
  /** Its exit code, and on the next lines what it printed. */
  readonly outcome: Promise<string>;
}

function generate(name: string, options: object): Generating {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', SCRIPT, root, name, JSON.stringify(options)],
    { env: { ...process.env, PATH: '', NX_DAEMON: 'false' }, cwd: join(__dirname, '../..') },
  );
  let said = '';
  const isWaiting = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        said += part;
        if (said.includes('Waiting for another nx-slipway generator')) resolve();
      });
    }
  });
  const outcome = new Promise<string>((resolve) => {
    child.on('close', (code) => resolve(`${code}\n${said}`));
  });
  return { isWaiting, outcome };
}

test('two services that are made at the same time are both members of the workspace', {
  timeout: 180_000,
}, async () => {
  const { outcome } = generate('stack', { name: 'python', pin: false });
  expect(await outcome).toMatch(/^0\n/);

  // Both are kept out until both want in, and then there is room for one.
  const { release } = await lockWorkspace(root, { limit: 0, onWait: () => {} });
  const both = ['api', 'mail'].map((name) =>
    generate('service', { name, role: 'http', directory: name }),
  );
  await Promise.race([
    Promise.all(both.map(({ isWaiting }) => isWaiting)),
    ...both.map((each) => each.outcome),
  ]);
  release();
  const outcomes = await Promise.all(both.map((each) => each.outcome));

  expect(outcomes.map((said) => said.split('\n')[0])).toEqual(['0', '0']);
  for (const said of outcomes) expect(said).toContain(`(process ${process.pid})`);
  const members = readFileSync(join(root, 'pyproject.toml'), 'utf8');
  expect(members).toContain('"api"');
  expect(members).toContain('"mail"');
});
