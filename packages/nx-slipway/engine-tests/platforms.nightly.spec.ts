import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BOTH, BOTH_MACHINES, canRunBoth, runOn, UNTESTED } from '../test-support/both-platforms';
import { platformsOf } from '../test-support/platforms-of';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-platforms-${randomBytes(3).toString('hex')}`;
/** As the header of an ELF file names the processor it is for. */
const MACHINES: Readonly<Record<string, number>> = { 'linux/amd64': 62, 'linux/arm64': 183 };

/** Prints which processor it runs on, and those its Python and a compiled package are for. */
const CODE = `import platform
import sys

import a
import markupsafe._speedups


def machine(file: str) -> int:
    with open(file, "rb") as binary:
        return int.from_bytes(binary.read(20)[18:], "little")


def main() -> None:
    print(platform.machine(), a.greet(), machine(sys.executable), machine(markupsafe._speedups.__file__))
`;

const files: Files = {
  ...rootFiles(),
  ...stackFiles(NAMESPACE),
  ...libraryFiles({ name: 'a', code: 'def greet() -> str:\n    return "greeted"\n' }),
  ...serviceFiles(
    { name: 'api', libraries: ['a'], packages: ['markupsafe'], code: CODE },
    NAMESPACE,
  ),
};

describe('an image for two platforms', () => {
  let workspace: RealWorkspace;
  let isRun = false;

  beforeAll(async () => {
    isRun = await canRunBoth();
    if (!isRun) return;
    workspace = await makeWorkspace(NAMESPACE, files);
    const report = await workspace.build(['python', 'api'], { platforms: BOTH });
    expect(report.failed).toEqual({});
    expect(report.invocations).toBe(1);
    // An emulator on a busy machine.
  }, 1_800_000);

  afterAll(() => workspace?.dispose());

  beforeEach(({ skip }) => skip(!isRun, UNTESTED));

  test.each(BOTH_MACHINES)(
    'has Python, packages and libraries of its own on %s',
    async (platform, machine) => {
      const elf = MACHINES[platform];
      const said = await runOn(platform, `${NAMESPACE}/api`);
      expect(said).toBe(`${machine} greeted ${elf} ${elf}`);
    },
  );

  test.each(BOTH)('is built from a base and by a builder of %s', async (platform) => {
    const machine = `od -An -td2 -j18 -N2`;
    const script = `${machine} $(readlink -f /venv/bin/python); ${machine} $(readlink -f $(command -v uv))`;
    const builder = await runOn(platform, `${NAMESPACE}/python-base-builder`, ['sh', '-c', script]);
    expect(builder.split('\n').map(Number)).toEqual([MACHINES[platform], MACHINES[platform]]);
    const base = await runOn(platform, `${NAMESPACE}/python-base`, [
      'sh',
      '-c',
      `${machine} /bin/sh`,
    ]);
    expect(Number(base)).toBe(MACHINES[platform]);
  });

  test('is written as an index of both, and no step is run again', async () => {
    const dest = join(workspace.root, 'api-image');
    const output = [`type=oci,tar=false,dest=${dest}`];
    const report = await workspace.build(['api'], { platforms: BOTH, output });
    expect(report.failed).toEqual({});
    expect(report.runs).toEqual([]);
    expect(platformsOf(dest)).toEqual(BOTH);
  });

  test('is built anew once for both where its code changes, and its libraries and packages for neither', async () => {
    workspace.write({
      'services/api/src/api/more.py': `X = "${randomBytes(8).toString('hex')}"`,
    });
    const report = await workspace.build(['python', 'api'], { platforms: BOTH });
    expect(report.failed).toEqual({});
    const install = 'RUN --network=none install-projects services/api/pyproject.toml';
    expect(report.runs).toEqual([install]);
  });
});
