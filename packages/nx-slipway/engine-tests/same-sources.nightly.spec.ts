import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { groupLayers } from '../test-support/group-layers';
import { compareTrees, type ImageTree, imageTree } from '../test-support/image-tree';
import { type PackageServers, startPackageServers } from '../test-support/package-servers';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-sources-${randomBytes(3).toString('hex')}`;
const login = {
  user: `user-${randomBytes(6).toString('hex')}`,
  password: `password-${randomBytes(6).toString('hex')}`,
};
const names = ['api', 'jobs'];
const projects = ['python', ...names];
const GROUPS = {
  // One has a wheel, one is built; both are at a private index, which has a `toolz` of its own as well.
  acme: ['acme-private', 'acme-tool', 'toolz'],
  'acme-wheel': ['acme-wheel'],
  // Only the lock's own installer knows how to get these: every image does so for itself.
  'acme-git': ['acme-git', 'acme-sdist'],
  // There is a wheel, which a setting beside the lock says not to take.
  six: ['six'],
};

let servers: PackageServers;
let workspace: RealWorkspace;
const trees = { plain: new Map<string, ImageTree>(), shared: new Map<string, ImageTree>() };

async function build(to: Map<string, ImageTree>): Promise<readonly string[]> {
  const { failed, runs } = await workspace.build(projects);
  expect(failed).toEqual({});
  for (const name of names) to.set(name, await imageTree(`${NAMESPACE}/${name}`));
  return runs.filter((run) => / uv (sync|pip)/.test(run));
}

beforeAll(async () => {
  servers = await startPackageServers(login);
  process.env.UV_INDEX_ACME_PY_USERNAME = login.user;
  process.env.UV_INDEX_ACME_PY_PASSWORD = login.password;
  const { index, files } = servers;
  const sources = [
    'acme-private = { index = "acme-py" }',
    'acme-tool = { index = "acme-py" }',
    `acme-git = { git = "${files}/acme-git.git" }`,
    '',
  ].join('\n');
  const service = (name: string) =>
    serviceFiles(
      {
        name,
        packages: [
          ...['acme-private', 'acme-tool', 'acme-git', 'six', 'toolz'],
          `acme-wheel @ ${files}/acme_wheel-1.0-py3-none-any.whl`,
          `acme-sdist @ ${files}/acme_sdist-1.0.tar.gz`,
        ],
        settings: '[tool.hatch.metadata]\nallow-direct-references = true\n',
      },
      NAMESPACE,
    );
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(
      `\n[tool.uv.sources]\n${sources}\n[[tool.uv.index]]\nname = "acme-py"\nurl = "${index}"\nexplicit = true\n\n[tool.uv]\nno-binary-package = ["six"]\n`,
    ),
    ...stackFiles(NAMESPACE, { buildApt: ['git'] }),
    ...service('api'),
    ...service('jobs'),
  });
});

afterAll(async () => {
  await workspace?.dispose();
  await servers?.stop();
});

test('what comes from git, from a URL and from an index with a login is the same in shared layers', async () => {
  await build(trees.plain);
  const stacks = { python: GROUPS };
  workspace.write({ [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks }) });
  const runs = await build(trees.shared);
  expect(runs.filter((run) => run.includes('uv pip install --no-deps '))).toHaveLength(2);
  expect(runs.filter((run) => run.startsWith('RUN uv sync '))).toHaveLength(names.length);
  for (const name of names) {
    const [plain, shared] = [trees.plain.get(name), trees.shared.get(name)];
    expect(plain && shared && compareTrees(plain, shared)).toEqual([]);
    expect(shared?.stale).toEqual([]);
  }
});

test('both images have everything, and the same layers but for their own', async () => {
  const script =
    'import importlib.metadata as m; print(*sorted(d.name for d in m.distributions()))';
  for (const name of names) {
    const run = ['run', '--rm', '--network=none', `${NAMESPACE}/${name}`];
    expect(await call('docker', [...run, 'python', '-c', script])).toBe(
      ['acme-git acme-private acme-sdist acme-tool acme-wheel', name, 'six toolz'].join(' '),
    );
  }
  const [acme, wheel] = ['acme', 'acme-wheel'];
  expect(await groupLayers(NAMESPACE, { [acme]: names, [wheel]: names })).toEqual({
    [acme]: [names],
    [wheel]: [names],
  });
});
