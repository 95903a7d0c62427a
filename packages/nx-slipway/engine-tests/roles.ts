import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import serviceGenerator from '../src/generators/service/generator';
import type { ServiceSchema } from '../src/generators/service/schema';
import stackGenerator from '../src/generators/stack/generator';
import { contentsOf, treeWith } from '../test-support/generator-tree';
import { call, makeWorkspace } from '../test-support/real-workspace';
import { type Files, rootFiles } from '../test-support/workspace-files';

const REDIS_FOLDER = join(__dirname, '../../../tools/demo/containers');
const REDIS_URL = 'redis://redis/0';

/** A project, and the roles that it has images of. */
export interface RolesSpec {
  readonly dependencies: readonly string[];
  /** Relative to the folder of the project. */
  readonly files: Files;
  /** The first one has the name of the project alone. */
  readonly roles: readonly (Partial<ServiceSchema> & { readonly role: string })[];
  /** What the images are for; the engine's own platform where nothing is said. */
  readonly platform?: string;
}

/** Containers of the roles of one project, beside a Redis that answers as `redis`. */
export interface RunningRoles {
  /** The workspace's folder. */
  readonly root: string;
  readonly namespace: string;
  /** Starts a role as production does: nothing but /tmp can be written. */
  readonly start: (role: string, options?: readonly string[]) => Promise<void>;
  /** Starts an image from outside the workspace; the network knows it by that name. */
  readonly startOther: (name: string, dockerfile: string, folder: string) => Promise<void>;
  /** Runs Python in the container of a role. @returns what it prints */
  readonly python: (role: string, code: string) => Promise<string>;
  /** Waits until a container prints these words, for a minute. @throws with all that it printed */
  readonly untilPrints: (name: string, words: string, seconds?: number) => Promise<void>;
  /** Stops a container within seconds, 10 by default. @returns its exit code */
  readonly stop: (role: string, seconds?: number) => Promise<string>;
  /** Waits for the end of a job. @returns its exit code, with what it printed if that is not 0 */
  readonly wait: (role: string) => Promise<string>;
  readonly dispose: () => Promise<void>;
}

/** Generates, locks and builds the project, and starts a Redis. */
export async function runRoles(spec: RolesSpec): Promise<RunningRoles> {
  const { roles, platform } = spec;
  const namespace = `slipway-role-${randomBytes(3).toString('hex')}`;
  const workspace = await makeWorkspace(namespace, {
    ...rootFiles(),
    ...(await generatedFiles(namespace, spec)),
  });
  const started: string[] = [];
  const containerOf = (name: string): string => `${namespace}-${name}`;
  const run = async (name: string, image: string, options: readonly string[]): Promise<void> => {
    started.push(name);
    await call('docker', [
      ...['run', '--detach', `--name=${containerOf(name)}`, `--network=${namespace}`],
      ...['--read-only', '--tmpfs=/tmp', `--env=REDIS_URL=${REDIS_URL}`, ...options],
      `${namespace}/${image}`,
    ]);
  };
  const outputOf = (name: string): Promise<string> =>
    call('sh', ['-c', 'docker logs "$1" 2>&1', 'sh', containerOf(name)]);
  const running: RunningRoles = {
    ...{ root: workspace.root, namespace },
    start: (role, options = []) =>
      run(role, role === roles[0]?.role ? 'shop' : `shop-${role}`, [
        `--env=RQ_REDIS_URL=${REDIS_URL}`,
        ...(platform === undefined ? [] : [`--platform=${platform}`]),
        ...options,
      ]),
    async startOther(name, dockerfile, folder) {
      await call('docker', [
        ...['buildx', 'build', '--load', '--provenance=false', `--tag=${namespace}/${name}`],
        ...[`--file=${dockerfile}`, folder],
      ]);
      await run(name, name, [`--network-alias=${name}`]);
    },
    python: (role, code) => call('docker', ['exec', containerOf(role), 'python', '-c', code]),
    async untilPrints(name, words, seconds = 60) {
      for (let tries = 0; tries < seconds * 4; tries += 1) {
        if ((await outputOf(name)).includes(words)) return;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      throw new Error(`${name} does not print ${words}:\n${await outputOf(name)}`);
    },
    async stop(role, seconds = 10) {
      await call('docker', ['stop', `--time=${seconds}`, containerOf(role)]);
      return await call('docker', ['wait', containerOf(role)]);
    },
    async wait(role) {
      const code = await call('docker', ['wait', containerOf(role)]);
      return code === '0' ? code : `${code}\n${await outputOf(role)}`;
    },
    async dispose() {
      if (started.length > 0) {
        await call('docker', ['rm', '--force', '--volumes', ...started.map(containerOf)]);
      }
      await call('docker', ['network', 'rm', '--force', namespace]);
      await workspace.dispose();
    },
  };
  const built = await workspace.build(
    platform === undefined ? ['python', 'shop'] : ['shop'],
    platform === undefined ? {} : { platforms: [platform] },
  );
  expect(built.failed).toEqual({});
  await call('docker', ['network', 'create', namespace]);
  await running.startOther('redis', join(REDIS_FOLDER, 'redis.Dockerfile'), REDIS_FOLDER);
  await running.untilPrints('redis', 'Ready to accept connections');
  return running;
}

async function generatedFiles(
  namespace: string,
  { dependencies, files, roles }: Omit<RolesSpec, 'platform'>,
): Promise<Files> {
  const folder = 'services/shop';
  const plugin = { plugin: 'nx-slipway', options: { namespace } };
  const project = {
    ...rootFiles(),
    'nx.json': JSON.stringify({ plugins: [plugin] }),
    [`${folder}/pyproject.toml`]: [
      '[project]',
      'name = "shop"',
      'version = "0.1.0"',
      'requires-python = ">=3.11"',
      `dependencies = ${JSON.stringify(dependencies)}`,
      '[build-system]',
      'requires = ["hatchling"]',
      'build-backend = "hatchling.build"',
      '',
    ].join('\n'),
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text])),
  };
  const tree = treeWith(project);
  await stackGenerator(tree, { name: 'python' });
  for (const role of roles) await serviceGenerator(tree, { name: 'shop', ...role });
  return contentsOf(tree);
}
