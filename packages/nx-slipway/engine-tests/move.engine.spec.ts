import { randomBytes } from 'node:crypto';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { afterEach, expect, test } from 'vitest';
import moveGenerator from '../src/generators/move/generator';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

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
  ['uv', 'uv.lock', /^(?:name|version) = .*$/gm, [/^RUN uv sync .*--package api$/]],
  ['poetry', 'poetry.lock', /^(?:name|version) = .*$/gm, []],
  ['pip', 'requirements.txt', /^[\w-]+==\S+/gm, [/^RUN cd \/lock\/services\/billing && .* pip /]],
] as const)(
  'after a move no other image of %s changes, and its own installs only what names the folder',
  async (installer, lock, versions, installs) => {
    const namespace = `slipway-move-${installer}-${randomBytes(3).toString('hex')}`;
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
        ...service('api'),
        ...service('jobs'),
      },
      installer,
    );
    const { root, read } = workspace;
    expect((await workspace.build(['python', 'api', 'jobs'])).failed).toEqual({});
    const [api, jobs] = await Promise.all(
      ['api', 'jobs'].map((name) => layersOf(`${namespace}/${name}`)),
    );
    const locked = (folder: string) => {
      const file = lock === 'uv.lock' ? lock : `${folder}/${lock}`;
      return read(file).match(versions);
    };
    const before = locked('services/api');

    const tree = new FsTree(root, false);
    const options = { project: 'api', directory: 'services/billing', name: 'billing' };
    const finish = await moveGenerator(tree, options);
    flushChanges(root, tree.listChanges());
    await finish();

    expect(locked('services/billing')).toEqual(before);
    const report = await workspace.build(['python', 'billing', 'jobs']);
    expect(report.failed).toEqual({});
    const installed = report.runs.filter((run) => !run.includes('install-projects'));
    expect(installed).toEqual(installs.map((each) => expect.stringMatching(each)));
    expect(await layersOf(`${namespace}/jobs`)).toEqual(jobs);
    const moved = await layersOf(`${namespace}/billing`);
    const ofApplication = 1;
    const same = installs.length === 0 ? (api ?? []).length - ofApplication : 0;
    expect(moved.slice(0, same)).toEqual((api ?? []).slice(0, same));
    expect(moved.length).toBe(api?.length);
  },
);
