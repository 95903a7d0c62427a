import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-pins-${randomBytes(3).toString('hex')}`;

let workspace: RealWorkspace;

/** `whole` has all that jinja2 requires, `left` lacks it beside its own package, `alone` in the shared layer. */
beforeAll(async () => {
  const service = (name: string, packages: readonly string[]) =>
    serviceFiles({ name, packages, installer: 'pip' }, NAMESPACE);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE, { installer: 'pip' }),
    ...service('whole', ['jinja2==3.1.6', 'six==1.17.0']),
    ...service('left', ['jinja2==3.1.6', 'six==1.17.0']),
    ...service('alone', ['jinja2==3.1.6']),
    [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: { web: ['jinja2'] } } }),
  });
  for (const name of ['whole', 'left', 'alone']) {
    const folder = join(workspace.root, 'services', name);
    const args = ['--quiet', '--universal', '--generate-hashes', '--no-annotate', '--no-header'];
    const output = '--output-file=requirements.txt';
    await call('uv', ['pip', 'compile', ...args, output, 'pyproject.toml'], folder);
    const file = join(folder, 'requirements.txt');
    const text = readFileSync(file, 'utf8');
    const without = text.replace(/^markupsafe==.*\n(?: .*\n)+/m, '');
    expect(without).not.toBe(text);
    if (name !== 'whole') writeFileSync(file, without);
  }
});

afterAll(() => workspace?.dispose());

test('a requirements file that lacks what a shared package requires is refused, as pip refuses it', async () => {
  const { failed } = await workspace.build(['python', 'whole', 'left', 'alone']);
  expect(Object.keys(failed).sort()).toEqual(['alone', 'left']);
  for (const name of ['alone', 'left']) {
    expect(failed[name]).toMatch(
      /^(alone|left): the requirements files do not fit together: jinja2 3\.1\.6 requires markupsafe, which is not installed\n {2}Compile them again/i,
    );
  }
});
