import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockerEngine } from '../src/engine/docker/docker-engine';
import { askLinks } from '../src/generators/upgrade-base/outside/ask-links';
import { runCommand } from '../src/process/run-command';
import { type ProvenUpgrade, provenUpgrade } from '../test-support/proven-upgrade';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { sharedObject } from '../test-support/shared-object';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-linked-${randomBytes(3).toString('hex')}`;
const FORWARD = { stack: 'python', python: '3.13', suite: 'trixie', pin: false, json: true };

let workspace: RealWorkspace;
let proven: ProvenUpgrade;

/** Services with a compiled module among their sources, the library that it needs, and what brings that. */
const NATIVE = {
  charts: ['libicuuc.so.72', 'libicu72'],
  render: ['libxml2.so.2', 'libxml2'],
  absent: ['libnever.so.1', 'libxml2'],
} as const;

/** A library of that name where no module of the service finds it. */
const OF_OTHERS = 'COPY services/charts/other.so /opt/other/lib/libicuuc.so.72\n';

beforeAll(async () => {
  const native = Object.entries(NATIVE).map(([name, [, apt]]) =>
    serviceFiles({ name, apt: [apt] }, NAMESPACE),
  );
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    'nx.json': `${JSON.stringify({ plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }] })}\n`,
    ...stackFiles(NAMESPACE, { python: '3.11', suite: 'bookworm' }),
    ...serviceFiles({ name: 'api', packages: ['pyyaml', 'markupsafe', 'numpy'] }, NAMESPACE),
    ...Object.assign({}, ...native),
  });
  const dockerfile = 'services/charts/Dockerfile';
  workspace.write({
    [dockerfile]: workspace.read(dockerfile).replace('\nUSER', `\n${OF_OTHERS}USER`),
  });
  writeFileSync(join(workspace.root, 'services/charts/other.so'), sharedObject('libc.so.6'));
  for (const [name, [library]] of Object.entries(NATIVE)) {
    const file = join(workspace.root, `services/${name}/src/${name}/native.so`);
    writeFileSync(file, sharedObject(library));
  }
  proven = provenUpgrade(workspace, []);
});

afterAll(() => workspace?.dispose());

/** What the linker of a base does not find for the module of a service, with the service's packages that it has. */
async function unlinked(name: keyof typeof NATIVE, base: string): Promise<string> {
  const [library, apt] = NATIVE[name];
  const script = `apt-get update -qq && apt-get install -qq --yes --no-install-recommends "$1" || true
printf %s "$2" | base64 -d > /tmp/native.so && chmod +x /tmp/native.so && ldd /tmp/native.so`;
  const words = [apt, sharedObject(library).toString('base64')];
  const run = ['run', '--rm', '--entrypoint=sh', base, '-c', script, 'sh', ...words];
  return /(\S+) => not found/.exec(await call('docker', run))?.[1] ?? '';
}

/** What a plan finds of shared libraries, and what it takes. */
async function planned(options: object = FORWARD) {
  const refused = await proven.upgrade({ ...options }).then(
    () => '',
    (error: Error) => error.message,
  );
  const [plan] = JSON.parse(proven.printed()[0] ?? '').stacks;
  const findings = plan.findings.filter(({ kind }: { kind: string }) => kind.startsWith('linked-'));
  return { refused, findings };
}

test('images that are not built are unchecked, and that is no refusal of its own', async () => {
  const { findings, refused } = await planned();
  expect(refused).toMatch(/a problem/);
  expect(findings).toEqual([
    expect.objectContaining({
      ...{ severity: 'unchecked', kind: 'linked-unchecked' },
      services: ['absent', 'api', 'charts', 'render'],
      next: expect.stringContaining('nx run-many -t build-image -p absent,api,charts,render'),
    }),
  ]);
}, 300_000);

test('a library that only the old base has, and none that the new one has or nobody ever had', async () => {
  const { failed } = await workspace.build(['python', 'api', ...Object.keys(NATIVE)]);
  expect(failed).toEqual({});
  const { findings } = await planned();
  expect(findings).toEqual([
    expect.objectContaining({
      ...{ severity: 'problem', kind: 'linked-library-missing', services: ['charts'] },
      file: 'services/charts/src/charts/native.so',
      message: expect.stringMatching(
        /\/native\.so is linked with libicuuc\.so\.72, which is in the Debian package libicu72, and /,
      ),
    }),
  ]);
}, 900_000);

test('the linker of both bases says the same', async () => {
  const said = async (base: string) =>
    await Promise.all(
      (['charts', 'render', 'absent'] as const).map((name) => unlinked(name, base)),
    );
  expect(await said('python:3.11-slim-bookworm')).toEqual(['', '', 'libnever.so.1']);
  expect(await said('python:3.13-slim-trixie')).toEqual(['libicuuc.so.72', '', 'libnever.so.1']);
}, 300_000);

test('images that differ in labels and command alone are asked in one container', async () => {
  const references = ['api', 'labelled'].map((name) => `${NAMESPACE}/${name}`);
  const [api = '', labelled = ''] = references;
  const folder = join(workspace.root, 'labelled');
  workspace.write({ 'labelled/Dockerfile': `FROM ${api}\nLABEL a=b\nCMD ["other"]\n` });
  await call('docker', ['build', `--tag=${labelled}`, folder]);
  const started: string[] = [];
  const answers = await askLinks(references, {
    engine: dockerEngine,
    async run(command, options) {
      if (command.args[0] === 'run') started.push(command.command);
      return await runCommand(command, options);
    },
  });
  expect(started).toHaveLength(1);
  expect(answers.get(api)).toEqual(expect.objectContaining({ linked: expect.any(Array) }));
  expect(answers.get(labelled)).toEqual(answers.get(api));
}, 300_000);
