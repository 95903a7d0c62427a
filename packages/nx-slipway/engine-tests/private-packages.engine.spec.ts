import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layersWith } from '../test-support/layers-with';
import { type PackageServers, startPackageServers } from '../test-support/package-servers';
import {
  type BuildReport,
  call,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-private-${randomBytes(3).toString('hex')}`;
const login = {
  user: `user-${randomBytes(6).toString('hex')}`,
  password: `password-${randomBytes(6).toString('hex')}`,
};
const ALL = ['python', 'api', 'bare'];

let servers: PackageServers;
let workspace: RealWorkspace;
let refused: BuildReport;
let built: BuildReport;

/** The variables uv reads, here and on the host alike. */
function logIn(password: string): void {
  process.env.UV_INDEX_ACME_PY_USERNAME = login.user;
  process.env.UV_INDEX_ACME_PY_PASSWORD = password;
}

beforeAll(async () => {
  servers = await startPackageServers(login);
  const { index, files } = servers;
  const sources = [
    `acme-private = { index = "acme-py" }`,
    `acme-git = { git = "${files}/acme-git.git" }`,
    '',
  ].join('\n');
  const code = `import acme_private, acme_wheel, acme_sdist, acme_git\n\n\ndef main() -> None:\n    print(acme_private.NAME, acme_wheel.NAME, acme_sdist.NAME, acme_git.NAME)\n`;
  logIn(login.password);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(
      `\n[tool.uv.sources]\n${sources}\n[[tool.uv.index]]\nname = "acme-py"\nurl = "${index}"\nexplicit = true\n`,
    ),
    ...stackFiles(NAMESPACE),
    ...serviceFiles(
      {
        name: 'api',
        packages: [
          'acme-private',
          'acme-git',
          `acme-wheel @ ${files}/acme_wheel-1.0-py3-none-any.whl`,
          `acme-sdist @ ${files}/acme_sdist-1.0.tar.gz`,
        ],
        code,
        settings: '[tool.hatch.metadata]\nallow-direct-references = true\n',
        buildApt: ['git'],
      },
      NAMESPACE,
    ),
    ...serviceFiles({ name: 'bare', packages: ['acme-git'] }, NAMESPACE),
  });
  logIn('not-the-one');
  refused = await workspace.build(ALL);
  logIn(login.password);
  built = await workspace.build(['python', 'api']);
});

afterAll(async () => {
  for (const each of ['USERNAME', 'PASSWORD']) delete process.env[`UV_INDEX_ACME_PY_${each}`];
  await workspace?.dispose();
  await servers?.stop();
});

test('a wrong password fails with the address that refused it, and what to set', () => {
  expect(refused.failed.api).toContain('The server refused access to http://');
  expect(refused.failed.api).toContain(new URL(servers.index).host);
  expect(refused.failed.api).toContain('UV_INDEX_<NAME>_PASSWORD');
  expect(refused.failed.api).not.toContain('not-the-one');
});

test('without git a note comes before the build, and the failure says what to install', () => {
  expect(refused.printed).toMatch(/note: services\/bare\/Dockerfile:\d+: .*acme-git from git/);
  expect(refused.printed).not.toMatch(/note: services\/api\/Dockerfile/);
  expect(refused.failed.bare).toContain('--build-apt=git');
});

test('packages come from an index with a login, from git, and by URL', async () => {
  expect(built.failed).toEqual({});
  expect(await call('docker', ['run', '--rm', '--network=none', `${NAMESPACE}/api`])).toBe(
    'acme-private acme-wheel acme-sdist acme-git',
  );
});

test('user and password are nowhere', async () => {
  const images = ['api', 'python-base-builder'].map((name) => `${NAMESPACE}/${name}`);
  const seen = [
    built.printed,
    refused.printed,
    ...built.bakeFiles,
    await call('docker', ['history', '--no-trunc', `${NAMESPACE}/api`]),
    await call('docker', ['image', 'inspect', ...images]),
    workspace.read('uv.lock'),
  ];
  const secrets = Object.values(login);
  for (const secret of secrets) for (const each of seen) expect(each).not.toContain(secret);
  // An image is saved, and its layers unpacked, once for both.
  for (const image of images) expect(await layersWith(image, ...secrets)).toBe('none');
});
