import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upgradeJournalPlace } from '../src/generators/upgrade-base/proof/upgrade-journal';
import {
  makeVerifiedWorkspace,
  VERIFIED,
  type VerifiedWorkspace,
} from '../test-support/verified-workspace';

const NAMESPACE = `slipway-verify-${randomBytes(3).toString('hex')}`;
const OPTIONS = { ...VERIFIED, stack: 'python' };

let made: VerifiedWorkspace;

beforeAll(async () => {
  made = await makeVerifiedWorkspace(NAMESPACE);
  const { failed } = await made.workspace.build(['python', 'api', 'worker']);
  expect(failed).toEqual({});
});

afterAll(() => made?.workspace.dispose());

test('where the tests of a service fail on the new Python, every file and every image is as before', async () => {
  const { workspace, proven } = made;
  const { files, pythonOf } = proven;
  const before = files();
  await expect(proven.upgrade(OPTIONS)).rejects.toThrow(
    'the upgrade of python failed for worker, and every file is as before',
  );
  expect(files()).toEqual(before);
  expect(existsSync(upgradeJournalPlace(workspace.root).file)).toBe(false);
  expect([await pythonOf('api'), await pythonOf('worker')]).toEqual(['3.11', '3.11']);
  expect(await proven.proofImages()).toBe('');
  const text = proven.printed().join('\n');
  expect(text).toMatch(/^api +\S+\/api +passed +built +- +port 8000 +all found +\S+ MB -> /m);
  expect(text).toMatch(
    /^worker +\S+\/worker +failed +built +FAILED: 1 failed +imports +all found/m,
  );
  expect(text).toMatch(/^worker, tests: failed \(1 failed\)\n[\s\S]*assert sys\.version_info/m);
  expect(text).toMatch(/all: Python 3\.11\.\d+ -> 3\.13\.\d+/);
});

test('the others are upgraded where that is allowed, and the service follows once its tests pass', async () => {
  const { workspace, proven, mend } = made;
  const { pythonOf } = proven;
  const text = await proven.upgrade({ ...OPTIONS, allowPartial: true });
  expect(text).toContain('worker stays on python:3.11-slim-bookworm, in the new stack python-old');
  const read = (file: string) => readFileSync(join(workspace.root, file), 'utf8');
  expect(read('images/python/Dockerfile')).toContain('FROM python:3.13-slim-trixie AS base');
  expect(read('images/python-old/Dockerfile')).toContain('FROM python:3.11-slim-bookworm AS base');
  const { failed } = await workspace.build(['python', 'python-old', 'api', 'worker'], {
    reuse: true,
  });
  expect(failed).toEqual({});
  expect([await pythonOf('api'), await pythonOf('worker')]).toEqual(['3.13', '3.11']);

  mend();
  const green = await proven.upgrade({ ...OPTIONS, stack: 'python-old' });
  expect(green).toMatch(/^worker +\S+\/worker +passed +built +1 passed +imports +all found/m);
  expect(read('images/python-old/Dockerfile')).toContain('FROM python:3.13-slim-trixie AS base');
  expect(await pythonOf('worker')).toBe('3.13');
  expect(await proven.proofImages()).toBe('');
});
