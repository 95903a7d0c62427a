import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineRegistry } from '../test-support/engine-registry';
import { podman, removePodmanImages } from '../test-support/podman-workspace';
import { type ProvenUpgrade, provenUpgrade } from '../test-support/proven-upgrade';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `${engineRegistry()}/slipway-verify-${randomBytes(3).toString('hex')}`;
const OPTIONS = { stack: 'python', python: '3.13', suite: 'trixie', pin: false, verify: true };
const OLD_PYTHON = 'import sys\n\n\ndef test_worker():\n    assert sys.version_info < (3, 12)\n';

const SERVER = [
  'from http.server import BaseHTTPRequestHandler, HTTPServer',
  '',
  'def main() -> None:',
  '    HTTPServer(("", 8000), BaseHTTPRequestHandler).serve_forever()',
  '',
].join('\n');

let workspace: RealWorkspace;
let proven: ProvenUpgrade;

beforeAll(async () => {
  const api = serviceFiles({ name: 'api', code: SERVER }, NAMESPACE);
  const dockerfile = api['services/api/Dockerfile'] ?? '';
  const plugin = { plugin: 'nx-slipway', options: { namespace: NAMESPACE, engine: 'podman' } };
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles('[dependency-groups]\ndev = ["pytest"]\n'),
    'nx.json': `${JSON.stringify({ plugins: [plugin] })}\n`,
    ...stackFiles(NAMESPACE, { python: '3.11', suite: 'bookworm' }),
    ...api,
    'services/api/Dockerfile': dockerfile.replace('\nCMD', '\nEXPOSE 8000\nCMD'),
    ...serviceFiles({ name: 'worker', packages: ['six'] }, NAMESPACE),
    'services/worker/tests/test_worker.py': OLD_PYTHON,
  });
  proven = provenUpgrade(workspace, ['worker'], 'podman');
});

afterAll(async () => {
  await removePodmanImages(NAMESPACE);
  await workspace?.dispose();
});

test('where a service fails, every file is as before, and podman has no image of it', async () => {
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
  workspace.write({
    'services/worker/tests/test_worker.py': OLD_PYTHON.replace('< (3, 12)', '>= (3, 11)'),
  });
  const text = await proven.upgrade(OPTIONS);
  expect(text).toMatch(/^worker +\S+\/worker +passed +built +1 passed +imports +all found/m);
  expect(await proven.pythonOf('api')).toBe('3.13');
  expect(await proven.pythonOf('worker')).toBe('3.13');
  expect(await proven.proofImages()).toBe('');
  expect(await podman('ps', '--all', '--quiet', '--filter=name=slipway-probe')).toBe('');
});
