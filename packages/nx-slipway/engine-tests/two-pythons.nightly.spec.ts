import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-pythons-${randomBytes(3).toString('hex')}`;

/** What differs by Python, what is for another platform, and two versions of one package. */
const packages = [
  "tomli; python_version < '3.12'",
  "colorama; sys_platform == 'win32'",
  "idna==3.10; python_version >= '3.12'",
  "idna==3.9; python_version < '3.12'",
];
const code = `import sys
from importlib.metadata import distributions


def main() -> None:
    print("%d.%d" % sys.version_info[:2], *sorted(f"{d.name} {d.version}" for d in distributions()), sep="\\n")
`;

function service(name: string, stack: string) {
  return serviceFiles(
    { name, libraries: ['shared'], code: 'from shared import main as main\n', stack },
    NAMESPACE,
  );
}

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE),
    ...stackFiles(NAMESPACE, { name: 'legacy', python: '3.11', suite: 'bookworm' }),
    ...libraryFiles({ name: 'shared', packages, code }),
    ...service('new', 'python'),
    ...service('old', 'legacy'),
  });
  const { failed } = await workspace.build(['python', 'legacy', 'new', 'old']);
  expect(failed).toEqual({});
});

afterAll(() => workspace?.dispose());

test.each([
  ['new', ['3.13', 'idna 3.10', 'new 0.1.0', 'shared 0.1.0']],
  ['old', ['3.11', 'idna 3.9', 'old 0.1.0', 'shared 0.1.0', expect.stringMatching(/^tomli 2/)]],
])('%s has the packages of its own Python', async (name, expected) => {
  const printed = await call('docker', ['run', '--rm', '--network=none', `${NAMESPACE}/${name}`]);
  expect(printed.split('\n')).toEqual(expected);
});
