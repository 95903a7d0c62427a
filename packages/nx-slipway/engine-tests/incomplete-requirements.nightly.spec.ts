import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-pins-${randomBytes(3).toString('hex')}`;

const JINJA = 'jinja2==3.1.6';
const REQUESTS = 'requests[socks]==2.32.4';

/** What each service asks for, and what its requirements file lacks of it. */
const SERVICES: Readonly<
  Record<string, { readonly packages: readonly string[]; readonly lacks?: string }>
> = {
  whole: { packages: [JINJA, REQUESTS, 'six==1.17.0'] },
  // Beside a package of its own, and with everything in shared layers.
  left: { packages: [JINJA, 'six==1.17.0'], lacks: 'markupsafe' },
  alone: { packages: [JINJA], lacks: 'markupsafe' },
  // Only with its extra the package requires it; the second one has a package with an extra of its own as well.
  extra: { packages: [JINJA, REQUESTS], lacks: 'pysocks' },
  'extra-left': { packages: [JINJA, 'coverage[toml]==7.6.0', REQUESTS], lacks: 'pysocks' },
};

let workspace: RealWorkspace;
beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE, { installer: 'pip' }),
    ...Object.fromEntries(
      Object.entries(SERVICES).flatMap(([name, { packages }]) =>
        Object.entries(serviceFiles({ name, packages, installer: 'pip' }, NAMESPACE)),
      ),
    ),
    [LAYER_GROUPS_FILE]: JSON.stringify({
      version: 1,
      stacks: { python: { web: ['jinja2'], http: ['idna', 'requests', 'urllib3'] } },
    }),
  });
  for (const [name, { lacks }] of Object.entries(SERVICES)) {
    const folder = join(workspace.root, 'services', name);
    const args = ['--quiet', '--universal', '--generate-hashes', '--no-annotate', '--no-header'];
    const output = '--output-file=requirements.txt';
    const input = [...args, '--no-strip-extras', output, 'pyproject.toml'];
    await call('uv', ['pip', 'compile', ...input], folder);
    if (lacks === undefined) continue;
    const file = join(folder, 'requirements.txt');
    const text = readFileSync(file, 'utf8');
    const without = text.replace(new RegExp(`^${lacks}==.*\\n(?: .*\\n)+`, 'm'), '');
    expect(without).not.toBe(text);
    writeFileSync(file, without);
  }
});

afterAll(() => workspace?.dispose());

test('a requirements file that lacks what a shared package requires is refused, as pip refuses it', async () => {
  const { failed } = await workspace.build(['python', ...Object.keys(SERVICES)]);
  expect(Object.keys(failed).sort()).toEqual(['alone', 'extra', 'extra-left', 'left']);
  for (const name of ['alone', 'left']) {
    expect(failed[name]).toMatch(
      /^(alone|left): the requirements files do not fit together: jinja2 3\.1\.6 requires markupsafe, which is not installed\n {2}Compile them again/i,
    );
  }
  for (const name of ['extra', 'extra-left']) {
    expect(failed[name]).toMatch(
      /^extra(-left)?: the requirements files do not fit together: requests\[socks\] requires PySocks[^\n]*, which is not installed\n {2}Compile them again/,
    );
  }
});
