import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import {
  BOTH,
  BOTH_MACHINES,
  canRunBoth,
  emulatedRuns,
  FOREIGN,
  runOn,
  UNTESTED,
} from '../test-support/both-platforms';
import { compareTrees, imageTree } from '../test-support/image-tree';
import {
  type BuildReport,
  call,
  makeWorkspace,
  type RealWorkspace,
  SECRETS,
} from '../test-support/real-workspace';
import {
  rootFiles,
  type ServiceSpec,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-crossing-${randomBytes(3).toString('hex')}`;
const BUILDER = 'images/python/builder-requirements.txt';

/** Compiled packages, one for all machines, and one for each. */
const PACKAGES = [
  ...['click', 'idna', 'markupsafe', 'sqlalchemy<2.1'],
  ...["six; platform_machine == 'x86_64'", "zipp; platform_machine == 'aarch64'"],
];

/** Prints which processor it runs on, what a compiled package is for, and what is installed for it alone. */
const CODE = `import platform
from importlib.metadata import distributions

import greenlet._greenlet
import markupsafe._speedups

MACHINES = {"six", "zipp"}


def main() -> None:
    names = sorted(each.name for each in distributions() if each.name in MACHINES)
    print(platform.machine(), markupsafe._speedups.__file__.split(".")[-2], *names)
`;

const SERVICES: readonly ServiceSpec[] = [
  { name: 'mail', installer: 'pip', packages: PACKAGES, code: CODE },
  { name: 'orders', installer: 'poetry', packages: PACKAGES, code: CODE },
  // docopt has no wheel.
  { name: 'old', installer: 'poetry', packages: [...PACKAGES, 'docopt'], code: CODE },
];
const NAMES = SERVICES.map(({ name }) => name);

/** Services of pip and Poetry on one stack, with locks of their own and a shared layer. */
async function makeServices(): Promise<RealWorkspace> {
  const stacks = (['pip', 'poetry'] as const).map((installer) =>
    stackFiles(NAMESPACE, { installer }),
  );
  const lines = stacks.flatMap((files) => (files[BUILDER] ?? '').split('\n'));
  const workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles('[tool.uv.workspace]\nmembers = []\n', 'pip'),
    ...stacks[0],
    [BUILDER]: `${[...new Set(lines)].join('\n')}\n`,
    ...Object.assign({}, ...SERVICES.map((each) => serviceFiles(each, NAMESPACE))),
    [LAYER_GROUPS_FILE]: JSON.stringify({
      version: 1,
      stacks: { python: { shared: ['click', 'markupsafe'] } },
    }),
  });
  const options = ['--quiet', '--universal', '--generate-hashes', '--emit-build-options'];
  const wheels = ['--only-binary=:all:', '--output-file=requirements.txt', 'pyproject.toml'];
  for (const { name, installer } of SERVICES) {
    const dir = join(workspace.root, 'services', name);
    if (installer === 'poetry') await call('poetry', ['lock', '--no-interaction', '--quiet'], dir);
    else await call('uv', ['pip', 'compile', ...options, ...wheels], dir);
  }
  return workspace;
}

/** The RUNs of an image's own, without those of the stack. */
function ownRuns(report: BuildReport): readonly string[] {
  return emulatedRuns(report).filter((text) => /\/lock|\/requirements|\/check/.test(text));
}

describe('images that pip and Poetry install for two platforms', () => {
  let workspace: RealWorkspace;
  let report: BuildReport;
  let isRun = false;

  beforeAll(async () => {
    isRun = await canRunBoth();
    if (!isRun) return;
    workspace = await makeServices();
    report = await workspace.build(['mail', 'orders'], { platforms: BOTH });
    expect(report.failed).toEqual({});
    // An emulator on a busy machine.
  }, 1_800_000);

  afterAll(() => workspace?.dispose());

  beforeEach(({ skip }) => skip(!isRun, UNTESTED));

  test('run no step of theirs under an emulator', () => {
    // That of the stack's base may be cached: other tests on the same engine have the same.
    const ofBase = /^RUN python -m pip uninstall /;
    expect(emulatedRuns(report).filter((text) => !ofBase.test(text))).toEqual([]);
    expect(report.printed).not.toMatch(/under an emulator/);
  });

  test.each(BOTH_MACHINES)('have packages of their own on %s', async (platform, machine) => {
    const own = machine === 'x86_64' ? 'six' : 'zipp';
    const said = `${machine} cpython-313-${machine}-linux-gnu ${own}`;
    expect(await runOn(platform, `${NAMESPACE}/mail`)).toBe(said);
    expect(await runOn(platform, `${NAMESPACE}/orders`)).toBe(said);
  });

  test('build on the platform itself what has no wheel, by Poetry', async () => {
    const built = await workspace.build(['old'], { platforms: BOTH });
    expect(built.failed).toEqual({});
    expect(built.printed).toMatch(/has no wheel of docopt 0\S+, so it is built on/);
    expect(ownRuns(built)).toEqual([
      expect.stringMatching(/^RUN VIRTUAL_ENV=\/venv poetry install/),
    ]);
  });

  test('have the files that the installer writes on the platform itself', async () => {
    expect((await workspace.build(['python'], { platforms: BOTH })).failed).toEqual({});
    // Layers of shared packages are uv's on each platform.
    workspace.write({ [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: {} }) });
    expect((await workspace.build(NAMES, { platforms: BOTH })).failed).toEqual({});
    for (const name of NAMES) {
      const tag = `${NAMESPACE}/${name}-there`;
      await call(
        'docker',
        [
          ...['buildx', 'build', '--quiet', '--load', `--platform=${FOREIGN}`, `--tag=${tag}`],
          ...SECRETS.map((each) => `--secret=${each}`),
          ...[`--file=services/${name}/Dockerfile`, '.'],
        ],
        workspace.root,
      );
      const trees = [`${NAMESPACE}/${name}`, tag].map((each) => imageTree(each, '/venv', FOREIGN));
      const [crossed, there] = await Promise.all(trees);
      expect(crossed && there && compareTrees(crossed, there)).toEqual([]);
      expect(crossed?.entries.size).toBeGreaterThan(100);
    }
  }, 3_600_000);
});
