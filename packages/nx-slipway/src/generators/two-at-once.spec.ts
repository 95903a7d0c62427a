import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'two-at-once-')));
  writeFileSync(join(root, 'nx.json'), '{ "analytics": false }\n');
  writeFileSync(join(root, 'package.json'), '{ "name": "shop" }\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const SCRIPT = join(__dirname, '../../test-support/run-generator.ts');

/** Runs a generator without uv and docker, which are not what this is about. */
function generate(name: string, options: object) {
  return new Promise<string>((resolve) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', SCRIPT, root, name, JSON.stringify(options)],
      { env: { ...process.env, PATH: '', NX_DAEMON: 'false' }, cwd: join(__dirname, '../..') },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        said += part;
      });
    }
    child.on('close', (code) => resolve(`${code}\n${said}`));
  });
}

test('two services that are made at the same time are both members of the workspace', {
  timeout: 180_000,
}, async () => {
  expect(await generate('stack', { name: 'python', pin: false })).toMatch(/^0\n/);
  const outcomes = await Promise.all(
    ['api', 'mail'].map((name) => generate('service', { name, role: 'http', directory: name })),
  );
  expect(outcomes.map((said) => said.split('\n')[0])).toEqual(['0', '0']);
  expect(outcomes.join('')).toMatch(/Waiting for another nx-slipway generator \(process \d+\)/);
  const members = readFileSync(join(root, 'pyproject.toml'), 'utf8');
  expect(members).toContain('"api"');
  expect(members).toContain('"mail"');
});
