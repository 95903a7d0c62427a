import { randomBytes } from 'node:crypto';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { expect } from 'vitest';
import moveGenerator from '../src/generators/move/generator';
import type { InstallerName } from '../src/python/pyproject/python-project';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

/** The engine remembers earlier runs: names of this one are in what it installs. */
const MARK = randomBytes(3).toString('hex');
const [API, BILLING] = [`api-${MARK}`, `billing-${MARK}`];

/** Layers of an image, the first one first. */
async function layersOf(image: string): Promise<readonly string[]> {
  const format = '{{json .RootFS.Layers}}';
  return JSON.parse(await call('docker', ['image', 'inspect', image, '--format', format]));
}

/** An installer's lock, how it names its versions, and what is installed again after the move. */
interface LockOfInstaller {
  readonly lock: string;
  readonly versions: RegExp;
  readonly installs: readonly string[];
}

const LOCKS: Readonly<Record<InstallerName, LockOfInstaller>> = {
  // Each lock names its versions below.
  uv: {
    lock: 'uv.lock',
    versions: /^(?:name|version) = .*$/gm,
    installs: [`--package ${API}`],
  },
  poetry: { lock: 'poetry.lock', versions: /^(?:name|version) = .*$/gm, installs: [] },
  pip: {
    lock: 'requirements.txt',
    versions: /^[\w-]+==\S+/gm,
    installs: [`cd /lock/services/${BILLING} &&`],
  },
};

/** Moves one of two built services, and checks what another build runs and which layers stay. */
export async function checkMove(installer: InstallerName): Promise<void> {
  const namespace = `slipway-move-${installer}-${MARK}`;
  const service = (name: string) =>
    serviceFiles({ name, libraries: ['shared'], packages: ['six'], installer }, namespace);
  const workspace = await makeWorkspace(
    namespace,
    {
      ...rootFiles('', installer),
      'nx.json': JSON.stringify({
        plugins: [{ plugin: 'nx-slipway', options: { namespace } }],
      }),
      ...stackFiles(namespace, { installer }),
      ...libraryFiles({ name: 'shared', packages: ['zipp'], installer }),
      ...service(API),
      ...service('jobs'),
    },
    installer,
  );
  try {
    await moveApi(workspace, installer);
  } finally {
    await workspace.dispose();
  }
}

async function moveApi(workspace: RealWorkspace, installer: InstallerName): Promise<void> {
  const { root, read, namespace } = workspace;
  const { lock, versions, installs } = LOCKS[installer];
  expect((await workspace.build(['python', API, 'jobs'])).failed).toEqual({});
  const [api, jobs] = await Promise.all(
    [API, 'jobs'].map((name) => layersOf(`${namespace}/${name}`)),
  );
  const locked = (folder: string) => {
    const file = lock === 'uv.lock' ? lock : `${folder}/${lock}`;
    return read(file).match(versions);
  };
  const before = locked(`services/${API}`);

  const tree = new FsTree(root, false);
  const options = { project: API, directory: `services/${BILLING}`, name: BILLING };
  const finish = await moveGenerator(tree, options);
  flushChanges(root, tree.listChanges());
  await finish();

  expect(locked(`services/${BILLING}`)).toEqual(before);
  const report = await workspace.build(['python', BILLING, 'jobs']);
  expect(report.failed).toEqual({});
  const installed = report.runs.filter((run) => !run.includes('install-projects'));
  expect(installed).toEqual(installs.map((each) => expect.stringContaining(each)));
  expect(await layersOf(`${namespace}/jobs`)).toEqual(jobs);
  const moved = await layersOf(`${namespace}/${BILLING}`);
  const ofApplication = 1;
  const same = installs.length === 0 ? (api ?? []).length - ofApplication : 0;
  expect(moved.slice(0, same)).toEqual((api ?? []).slice(0, same));
  expect(moved.length).toBe(api?.length);
}
