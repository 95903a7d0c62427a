import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import { contentsOf, treeWith } from '../test-support/generator-tree';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { SEED_SERVICES, seedStacks } from '../test-support/seed-images';
import { seedProject } from '../test-support/seed-projects';
import type { Files } from '../test-support/workspace-files';

/*
 * Shapes of well-known Dockerfiles that were written by hand: images of one stage and of several, wheels that are built
 * first, an image to develop in, a server that is told its workers, images of one code base on common sources. Each is
 * made by options alone, and does its work.
 */
const MARK = randomBytes(3).toString('hex');
const NAMESPACE = `slipway-seeds-${MARK}`;
const FULL = `${NAMESPACE}/full:3.13-trixie`;
const PAYMENTS = [...new Set(SEED_SERVICES.map(({ name }) => name))].filter(
  (name) => name !== 'shop',
);
const DOCKERFILES: Files = {
  // Stands in for the full image, which not every machine can pull.
  'full.Dockerfile': aptOnSlim('build-essential git'),
  'redis.Dockerfile': `${aptOnSlim('redis-server')}CMD ["redis-server", "--bind", "0.0.0.0", "--protected-mode", "no", "--save", ""]\n`,
};

let workspace: RealWorkspace;

beforeAll(async () => {
  const files: Record<string, string> = {
    'nx.json': JSON.stringify({
      plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
    }),
    'pyproject.toml': '',
    ...DOCKERFILES,
    ...below('shop', seedProject('shop', 'shop', process.env.UV_DEFAULT_INDEX ?? '')),
  };
  for (const name of PAYMENTS) {
    Object.assign(files, below(name, seedProject('pay', name, process.env.UV_DEFAULT_INDEX ?? '')));
  }
  workspace = await makeWorkspace(NAMESPACE, files, 'poetry');
  await buildByHand(FULL, 'full');
  await buildByHand(`${NAMESPACE}/redis`, 'redis');
  const tree = treeWith(files);
  for (const name of [...PAYMENTS, 'shop']) {
    tree.write(`services/${name}/poetry.lock`, workspace.read(`services/${name}/poetry.lock`));
  }
  const stacks = seedStacks(FULL);
  for (const stack of stacks) await stackGenerator(tree, stack);
  for (const service of SEED_SERVICES) await serviceGenerator(tree, service);
  workspace.write(contentsOf(tree));
  const names = stacks.map(({ name }) => name);
  const { failed } = await workspace.build([...names, ...PAYMENTS, 'shop']);
  expect(failed).toEqual({});
  // Eleven images on six stacks, uwsgi and psycopg2 compiled among them.
}, 1_800_000);

afterAll(() => workspace?.dispose());

function below(name: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [`services/${name}/${file}`, text]),
  );
}

function aptOnSlim(packages: string): string {
  return `FROM python:3.13-slim-trixie\nRUN apt-get update && apt-get install --yes --no-install-recommends ${packages}\n`;
}

function buildByHand(reference: string, name: string): Promise<string> {
  const build = ['buildx', 'build', '--load', '--provenance=false', `--tag=${reference}`];
  return call('docker', [...build, `--file=${name}.Dockerfile`, 'services'], workspace.root);
}

/** Does `work` while a container runs, and returns the code that it ends with after `docker stop`. */
async function whileRunning(
  image: string,
  options: readonly string[],
  work: (name: string) => Promise<void>,
): Promise<string> {
  const name = `${NAMESPACE}-${image}`;
  const run = ['run', '--detach', '--read-only', '--tmpfs=/tmp', `--name=${name}`, ...options];
  await call('docker', [...run, `${NAMESPACE}/${image}`]);
  try {
    await work(name).catch(async (error: unknown) => {
      throw new Error(`${error}\n${await logsOf(name)}`);
    });
    await call('docker', ['stop', '--timeout=20', name]);
    return await call('docker', ['inspect', '--format={{.State.ExitCode}}', name]);
  } finally {
    await call('docker', ['rm', '--force', name]);
  }
}

/** What a container has written, to either stream. */
function logsOf(name: string): Promise<string> {
  return call('sh', ['-c', `docker logs ${name} 2>&1`]);
}

/** What a container's server answers on a port, or the failure of asking. */
function ask(name: string, port: number): Promise<string> {
  const script = `import urllib.request as u; print(u.urlopen('http://127.0.0.1:${port}/health').read().decode())`;
  return call('docker', ['exec', name, 'python', '-c', script]).catch(String);
}

async function answers(name: string, text: string, port = 8000): Promise<void> {
  await expect.poll(() => ask(name, port), { timeout: 60_000 }).toBe(text);
}

test.each([
  ...['basic-full', 'basic-slim', 'layered', 'multi-production', 'cached'],
  ...['pip-wheels', 'built-wheels', 'canopy-production'],
])('%s answers and stops', async (image) => {
  expect(await whileRunning(image, [], (name) => answers(name, 'ok'))).toBe('0');
});

test('the images of one code base answer and stop', async () => {
  expect(await whileRunning('shop-http', [], (name) => answers(name, 'hello'))).toBe('0');
});

test('a server takes its port and the number of its workers from variables of one’s own', async () => {
  const options = ['--env=PORT=9001', '--env=WORKER_COUNT=3'];
  const code = await whileRunning('canopy-production', options, async (name) => {
    await answers(name, 'ok', 9001);
    const script =
      "import glob; print(sum(b'gunico' + b'rn' in open(f, 'rb').read() for f in glob.glob('/proc/[0-9]*/cmdline')))";
    // One that has the others as children.
    const count = () => call('docker', ['exec', name, 'python', '-c', script]);
    await expect.poll(count, { timeout: 20_000 }).toBe('4');
  });
  expect(code).toBe('0');
});

test('a worker works off a message of a real Redis, and stops', async () => {
  await call('docker', ['network', 'create', NAMESPACE]);
  const network = [`--network=${NAMESPACE}`];
  try {
    await whileRunning('redis', [...network, '--network-alias=redis'], async () => {
      const options = [...network, '--env=REDIS_URL=redis://redis:6379/0'];
      const code = await whileRunning('shop-dramatiq', options, async (name) => {
        const send = ['python', '-c', "from worker.tasks import greet; greet.send('you')"];
        await call('docker', ['run', '--rm', ...options, `${NAMESPACE}/shop-dramatiq`, ...send]);
        await expect.poll(() => logsOf(name), { timeout: 30_000 }).toContain('hello you');
      });
      expect(code).toBe('0');
    });
  } finally {
    await call('docker', ['network', 'rm', NAMESPACE]);
  }
});

test.each(['multi-dev', 'canopy-dev', 'shop-dev'])('%s runs the tests', async (image) => {
  const run = ['run', '--rm', '--network=none', `${NAMESPACE}/${image}`];
  expect(await call('docker', [...run, 'python', '-m', 'pytest', '-q'])).toContain('1 passed');
});
