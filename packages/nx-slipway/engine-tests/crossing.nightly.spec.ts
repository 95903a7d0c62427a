import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import {
  BOTH,
  BOTH_MACHINES,
  canRunBoth,
  emulatedRuns,
  layersOn,
  runOn,
  UNTESTED,
} from '../test-support/both-platforms';
import {
  type BuildReport,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-crossing-${randomBytes(3).toString('hex')}`;

/** Prints which processor it runs on, and that compiled packages are for it. */
const CODE = `import platform

import a
import click
import greenlet._greenlet
import markupsafe._speedups


def main() -> None:
    print(platform.machine(), a.greet(), markupsafe._speedups.__file__.split(".")[-2])
`;

/** The same of a service with a package that has no wheel at all. */
const OLD = `import platform

import docopt
import markupsafe._speedups


def main() -> None:
    print(platform.machine(), docopt.__version__)
`;

const files: Files = {
  ...rootFiles(),
  ...stackFiles(NAMESPACE),
  ...libraryFiles({ name: 'a', code: 'def greet() -> str:\n    return "greeted"\n' }),
  ...serviceFiles(
    {
      name: 'api',
      libraries: ['a'],
      packages: ['markupsafe', 'click', 'idna', 'greenlet'],
      code: CODE,
    },
    NAMESPACE,
  ),
  ...serviceFiles({ name: 'worker', libraries: ['a'], packages: ['click'] }, NAMESPACE),
  ...serviceFiles({ name: 'old', packages: ['docopt', 'markupsafe'], code: OLD }, NAMESPACE),
  [LAYER_GROUPS_FILE]: JSON.stringify({
    version: 1,
    stacks: { python: { any: ['click'], each: ['markupsafe'] } },
  }),
};

describe('images for two platforms', () => {
  let workspace: RealWorkspace;
  let report: BuildReport;
  let isRun = false;

  beforeAll(async () => {
    isRun = await canRunBoth();
    if (!isRun) return;
    workspace = await makeWorkspace(NAMESPACE, files);
    report = await workspace.build(['api', 'worker'], { platforms: BOTH });
    expect(report.failed).toEqual({});
    // An emulator on a busy machine.
  }, 1_800_000);

  afterAll(() => workspace?.dispose());

  beforeEach(({ skip }) => skip(!isRun, UNTESTED));

  test.each(BOTH_MACHINES)('have packages of their own on %s', async (platform, machine) => {
    const said = await runOn(platform, `${NAMESPACE}/api`);
    expect(said).toBe(`${machine} greeted cpython-313-${machine}-linux-gnu`);
  });

  test('run no step of theirs under an emulator', () => {
    // That of the stack's base may be cached: other tests on the same engine have the same.
    const ofBase = /^RUN python -m pip uninstall /;
    expect(emulatedRuns(report).filter((text) => !ofBase.test(text))).toEqual([]);
    const bake = JSON.parse(report.bakeFiles[0] ?? '{}');
    expect(bake.target['python-base-builder'].platforms).not.toContain('linux/arm64');
  });

  test('hold the same layers but for what is compiled', async () => {
    const [one = [], other = []] = await Promise.all(
      BOTH.map((each) => layersOn(each, `${NAMESPACE}/worker`)),
    );
    const same = one.filter((layer) => other.includes(layer));
    // The packages, the library and the service; `dependencies` and `libraries` are empty.
    expect(same.length).toBeGreaterThanOrEqual(3);
    expect(same).toEqual(one.slice(-same.length));
  });

  test('build on the platform itself what has no wheel, and nothing else', async () => {
    const built = await workspace.build(['old'], { platforms: BOTH });
    expect(built.failed).toEqual({});
    expect(built.printed).toMatch(/linux\/arm64 has no wheel of docopt 0\S+, so it is built on/);
    const [run, ...others] = emulatedRuns(built).filter((text) => !/ -m |apt-get/.test(text));
    expect(run).toMatch(/^RUN uv sync .*--package old/);
    expect(run).not.toContain('--python-platform');
    expect(others).toEqual([]);
    expect(await runOn('linux/arm64', `${NAMESPACE}/old`)).toMatch(/^aarch64 0\./);
  });

  test('for one platform are those among both', async () => {
    const both = await layersOn('linux/amd64', `${NAMESPACE}/api`);
    const single = await workspace.build(['api'], { platforms: ['linux/amd64'] });
    expect(single.failed).toEqual({});
    expect(single.runs).toEqual([]);
    const after = await layersOn('linux/amd64', `${NAMESPACE}/api`);
    expect(after.slice(-4)).toEqual(both.slice(-4));
  });
});
