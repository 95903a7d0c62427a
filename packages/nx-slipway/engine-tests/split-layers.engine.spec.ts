import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import {
  call,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
  SECRETS,
} from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-split-${randomBytes(3).toString('hex')}`;
const [SPLIT, PLAIN] = [`${NAMESPACE}/a`, `${NAMESPACE}/plain`];
const code = `import yaml


def main() -> None:
    print(yaml.safe_load("[1]"), yaml.__with_libyaml__)
`;
/** Of every file and folder: its kind and mode, and what it holds. */
const LIST = `cd /venv && find . -path ./bin -prune -o -print0 | sort -z | xargs -0 stat -c '%n %F %a' && find . -type f ! -name '*.pyc' ! -name RECORD -print0 | sort -z | xargs -0 sha256sum`;

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE),
    ...serviceFiles({ name: 'a', packages: ['pyyaml', 'toolz'], code }, NAMESPACE),
    [LAYER_GROUPS_FILE]: JSON.stringify({
      version: 1,
      // Less than packages are taken to have whose lock tells no size.
      maxLayerMegabytes: 1,
      stacks: { python: { pyyaml: ['pyyaml', 'toolz'] } },
    }),
  });
  const { failed } = await workspace.build(['python', 'a']);
  expect(failed).toEqual({});
});

afterAll(() => workspace?.dispose());

test('a package that is too large for one layer is in several, which hold what one would', async () => {
  const secrets = SECRETS.map((secret) => `--secret=${secret}`);
  await call(
    'docker',
    ['build', '--quiet', ...secrets, `--tag=${PLAIN}`, '--file=services/a/Dockerfile', '.'],
    workspace.root,
  );
  const list = (image: string) => call('docker', ['run', '--rm', image, 'sh', '-c', LIST]);
  const files = await list(SPLIT);
  expect(files).toContain('/yaml/__init__.py regular file 644');
  expect(files.split('\n')).toEqual((await list(PLAIN)).split('\n'));
});

test('there are as many layers more as there are parts', async () => {
  const layers = new Map(
    [...(await inspectImages([SPLIT, `${NAMESPACE}/python-base`]))].map(([name, image]) => [
      name.replace(`${NAMESPACE}/`, ''),
      image.layers,
    ]),
  );
  const base = layers.get('python-base') ?? [];
  const above = (layers.get('a') ?? []).slice(base.length);
  // Two packages of an unknown size are five parts of 0.7 MB; then what every service has.
  expect(above).toHaveLength(5 + 3);
  expect(new Set(above.slice(0, 5)).size).toBe(5);
});

test('what is split can be imported', async () => {
  expect(await call('docker', ['run', '--rm', '--network=none', SPLIT])).toBe('[1] True');
});

test('built again, no step runs', async () => {
  const { failed, stepsRun } = await workspace.build(['python', 'a']);
  expect(failed).toEqual({});
  expect(stepsRun).toEqual([]);
});
