import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineRegistry } from '../test-support/engine-registry';
import { podman, removePodmanImages } from '../test-support/podman-workspace';
import {
  makeVerifiedWorkspace,
  VERIFIED,
  type VerifiedWorkspace,
} from '../test-support/verified-workspace';

const NAMESPACE = `${engineRegistry()}/slipway-verify-${randomBytes(3).toString('hex')}`;
const OPTIONS = { ...VERIFIED, stack: 'python' };

let made: VerifiedWorkspace;

beforeAll(async () => {
  made = await makeVerifiedWorkspace(NAMESPACE, 'podman');
});

afterAll(async () => {
  await removePodmanImages(NAMESPACE);
  await made?.workspace.dispose();
});

test('where a service fails, every file is as before, and podman has no image of it', async () => {
  const { proven } = made;
  const before = proven.files();
  await expect(proven.upgrade(OPTIONS)).rejects.toThrow(
    'the upgrade of python failed for worker, and every file is as before',
  );
  const text = proven.printed().join('\n');
  expect(text).toMatch(/^api +\S+\/api +passed +built +- +port 8000 +all found +\S+ MB -> /m);
  expect(text).toMatch(/^worker +\S+\/worker +failed +built +FAILED: 1 failed +imports/m);
  expect(text).toMatch(/all: Python 3\.11\.\d+ -> 3\.13\.\d+/);
  expect(proven.files()).toEqual(before);
  expect(await proven.proofImages()).toBe('');
});

test('what is proven stays, under the names of the images', async () => {
  const { proven, mend } = made;
  mend();
  const text = await proven.upgrade(OPTIONS);
  expect(text).toMatch(/^worker +\S+\/worker +passed +built +1 passed +imports +all found/m);
  expect(await proven.pythonOf('api')).toBe('3.13');
  expect(await proven.pythonOf('worker')).toBe('3.13');
  expect(await proven.proofImages()).toBe('');
  expect(await podman('ps', '--all', '--quiet', '--filter=name=slipway-probe')).toBe('');
});
