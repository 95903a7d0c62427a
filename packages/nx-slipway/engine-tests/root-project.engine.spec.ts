import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, type ExampleWorkspace } from '../test-support/example-workspace';
import { buildIn, call, recordsOf, removeImages } from '../test-support/real-workspace';
import { writeFiles } from '../test-support/write-files';

const NAMESPACE = `slipway-root-${randomBytes(3).toString('hex')}`;

let example: ExampleWorkspace;

beforeAll(async () => {
  example = await copyExample('root-project', NAMESPACE);
  writeFiles(example.root, {
    'src/clock/.env': 'PASSWORD=of-nobody\n',
    'src/clock/table.csv': '1,2\n',
    'docs/index.md': 'a\n',
  });
});

afterAll(async () => {
  example?.dispose();
  await removeImages(NAMESPACE);
  rmSync(recordsOf(NAMESPACE), { recursive: true, force: true });
});

function build(reuse: boolean) {
  const { root, projects, context } = example;
  return buildIn(root, NAMESPACE, projects, { reuse }, () => {}, context);
}

test('the image has what its wheel takes, and no password', async () => {
  const { failed } = await build(false);
  expect(failed).toEqual({});
  const script =
    'import importlib.resources as r; print(*sorted(p.name for p in r.files("clock").iterdir()))';
  const run = ['run', '--rm', '--network=none', `${NAMESPACE}/clock`, 'python', '-c', script];
  expect(await call('docker', run)).toBe('__init__.py __pycache__ table.csv');
});

test('what no wheel takes changes no image', async () => {
  writeFiles(example.root, { 'docs/index.md': 'b\n', 'docs/new.md': '', 'package.json': '{}\n' });
  const { failed, invocations, stepsRun } = await build(true);
  expect([failed, stepsRun, invocations]).toEqual([{}, [], 0]);
});
