import { randomBytes } from 'node:crypto';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { afterEach, expect, test } from 'vitest';
import moveGenerator from '../src/generators/move/generator';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

/** The engine remembers earlier runs: names of this one are in what it installs. */
const MARK = randomBytes(3).toString('hex');
const [API, BILLING] = [`api-${MARK}`, `billing-${MARK}`];

let workspace: RealWorkspace | undefined;
afterEach(async () => {
  await workspace?.dispose();
  workspace = undefined;
});

/** Layers of an image, the first one first. */
async function layersOf(image: string): Promise<readonly string[]> {
  const format = '{{json .RootFS.Layers}}';
  return JSON.parse(await call('docker', ['image', 'inspect', image, '--format', format]));
}

test.each([
  // Each lock names its versions below.
  ['uv', 'uv.lock', /^(?:name|version) = .*$/gm, [`--package ${API}`]],
  ['poetry', 'poetry.lock', /^(?:name|version) = .*$/gm, []],
  ['pip', 'requirements.txt', /^[\w-]+==\S+/gm, [`cd /lock/services/${BILLING} &&`]],
] as const)(
  'after a move no other image of %s changes, and its own installs only what names the folder',
  async (installer, lock, versions, installs) => {
    const namespace = `slipway-move-${installer}-${MARK}`;
    const service = (name: string) =>
      serviceFiles({ name, libraries: ['shared'], packages: ['six'], installer }, namespace);
    workspace = await makeWorkspace(
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
    const { root, read } = workspace;
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
  },
);
