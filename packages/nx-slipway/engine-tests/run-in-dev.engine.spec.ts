import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callBuilt } from '../test-support/call-built';
import {
  call,
  executorContext,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-dev-${randomBytes(3).toString('hex')}`;
const FOLDER = 'services/shop';
/** Somebody who is not root, and whom the image does not know. */
const USER = { uid: 12345, gid: 23456 };

const TEST = [
  'from pathlib import Path',
  '',
  'import prices',
  '',
  'import shop',
  '',
  '',
  'def test_shop():',
  '    assert shop.main() is None and prices.PRICE == 42',
  '    Path("written.txt").write_text("by the test")',
  '',
].join('\n');

let workspace: RealWorkspace;

beforeAll(async () => {
  const dev = '[dependency-groups]\ndev = ["pytest", "ruff"]\n';
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(dev),
    ...stackFiles(NAMESPACE),
    ...libraryFiles({ name: 'prices', code: 'PRICE = 42\n' }),
    ...serviceFiles({ name: 'shop', libraries: ['prices'] }, NAMESPACE),
    [`${FOLDER}/tests/test_shop.py`]: TEST,
  });
  await call('chown', ['-R', `${USER.uid}:${USER.gid}`, workspace.root]);
  await buildDev();
});

afterAll(() => workspace?.dispose());

/** What the targets depend on. */
async function buildDev() {
  const { failed } = await workspace.build(['python'], { image: 'dev' });
  expect(failed).toEqual({});
}

/** Runs a command as the target of a project does; the output goes through this process. */
function inDev(command: readonly string[], project = 'shop') {
  const context = { ...executorContext(workspace.root, NAMESPACE), projectName: project };
  const args = [{ command }, context, { user: USER, hasColors: false }];
  return callBuilt({ path: 'build/containers/run-in-dev', name: 'runInDev', args }, {});
}

const PYTEST = ['uv', 'run', '--package', 'shop', 'pytest'];

test('tests run on the sources as they are, and what they write belongs to the user', async () => {
  const { stdout, stderr } = await inDev(PYTEST);
  expect(stdout, stderr).toMatch(/^Container python-dev-\d+\n[\s\S]*1 passed[\s\S]*"success":true/);
  const { uid, gid } = statSync(join(workspace.root, FOLDER, 'written.txt'));
  expect({ uid, gid }).toEqual(USER);
  // Everything else is as it was: no environment, no caches, no metadata of builds.
  const all = await call('find', ['.', '-user', 'root', '-not', '-path', './.nx*'], workspace.root);
  expect(all).toBe('');
  expect(existsSync(join(workspace.root, FOLDER, '.venv'))).toBe(false);
});

test('a change of the sources is tested without a build, and a failure is one', async () => {
  workspace.write({ 'libs/prices/src/prices/__init__.py': 'PRICE = 43\n' });
  const { stdout, stderr } = await inDev(PYTEST);
  expect(stdout).toMatch(/1 failed[\s\S]*"success":false/);
  expect(stderr).toMatch(/ended with exit code 1$/m);
  workspace.write({ 'libs/prices/src/prices/__init__.py': 'PRICE = 42\n' });
});

test('the linter runs in the folder of the project', async () => {
  expect((await inDev(['ruff', 'check'])).stdout).toMatch(/All checks passed![\s\S]*true/);
  workspace.write({ [`${FOLDER}/src/shop/bad.py`]: 'import os\n' });
  expect((await inDev(['ruff', 'check'])).stdout).toMatch(/F401[\s\S]*"success":false/);
  expect((await inDev(['ruff', 'check'], 'prices')).stdout).toMatch(/"success":true/);
});

test('a changed lock needs the image again: without it nothing is fetched, with it the package is there', async () => {
  workspace.write({
    [`${FOLDER}/pyproject.toml`]: workspace
      .read(`${FOLDER}/pyproject.toml`)
      .replace('"prices"', '"prices", "six"'),
    [`${FOLDER}/tests/test_six.py`]: 'import six\n\n\ndef test_six():\n    assert six.PY3\n',
  });
  await workspace.lock();
  const stale = await inDev(PYTEST);
  expect(stale.stdout).toMatch(/"success":false/);
  expect(stale.stderr).toMatch(/Failed to download `six==[\s\S]*Network connectivity is disabled/);
  await buildDev();
  const { stdout, stderr } = await inDev(PYTEST);
  expect(stdout, stderr).toMatch(/2 passed[\s\S]*"success":true/);
});

test('a project that no stage dev has the packages of is told so', async () => {
  const { stdout, stderr } = await inDev(['pytest'], 'python');
  expect(stdout).toBe('{"success":false}');
  expect(stderr).toContain('the project python (images/python) is not a Python project');
});
