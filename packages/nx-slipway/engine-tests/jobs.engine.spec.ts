import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunImageSchema } from '../src/executors/run-image/schema';
import jobGenerator from '../src/generators/job/generator';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import { callBuilt } from '../test-support/call-built';
import { contentsOf, treeWith } from '../test-support/generator-tree';
import {
  call,
  executorContext,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { type Files, rootFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-jobs-${randomBytes(3).toString('hex')}`;
const FOLDER = 'services/shop';

/** An application, its migrations by alembic, a script and a worker. */
const SHOP: Files = {
  ...rootFiles(),
  'nx.json': JSON.stringify({
    plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
  }),
  [`${FOLDER}/pyproject.toml`]: [
    '[project]',
    'name = "shop"',
    'version = "0.1.0"',
    'requires-python = ">=3.11"',
    'dependencies = ["uvicorn"]',
    'scripts = { shop-count = "shop.count:main" }',
    '[dependency-groups]',
    'worker = ["dramatiq[redis]"]',
    '[build-system]',
    'requires = ["hatchling"]',
    'build-backend = "hatchling.build"',
    '',
  ].join('\n'),
  [`${FOLDER}/src/shop/__init__.py`]: '',
  [`${FOLDER}/src/shop/app.py`]: 'async def app(scope, receive, send): ...\n',
  [`${FOLDER}/src/shop/actors.py`]: 'import dramatiq\n\n\n@dramatiq.actor\ndef sell(): ...\n',
  [`${FOLDER}/src/shop/count.py`]: [
    'import sys, time',
    'def main() -> None:',
    '    print("counted", *sys.argv[1:], flush=True)',
    '    if "wait" in sys.argv: time.sleep(60)',
    '    sys.exit(3 if "fail" in sys.argv else 0)',
    '',
  ].join('\n'),
};

let workspace: RealWorkspace;

beforeAll(async () => {
  const tree = treeWith(SHOP);
  await stackGenerator(tree, { name: 'python' });
  const shop = { name: 'shop' };
  await serviceGenerator(tree, {
    ...{ ...shop, role: 'http', module: 'shop.app:app', server: 'uvicorn', healthPath: '/health' },
  });
  await serviceGenerator(tree, {
    ...{ ...shop, role: 'dramatiq', groups: ['worker'], image: 'worker' },
    queues: ['mail', 'reports'],
  });
  const job = { project: 'shop', command: 'shop-count' };
  await jobGenerator(tree, { ...job, name: 'count' });
  await jobGenerator(tree, { ...job, name: 'fail', command: 'shop-count fail' });
  await jobGenerator(tree, { ...job, name: 'wait', command: 'shop-count wait' });
  await jobGenerator(tree, { ...job, name: 'consume', continuous: true, image: 'worker' });
  workspace = await makeWorkspace(NAMESPACE, contentsOf(tree));
  expect((await workspace.build(['python', 'shop'])).failed).toEqual({});
});

afterAll(() => workspace?.dispose());

interface Target {
  readonly options: RunImageSchema;
  readonly continuous?: true;
}

/** Runs a target of project.json in a process of its own, as Nx does. */
function run(name: string, options: RunImageSchema = {}, abort?: AbortController) {
  const { targets } = JSON.parse(workspace.read(`${FOLDER}/project.json`)) as {
    targets: Record<string, Target>;
  };
  const target = targets[name];
  const context = {
    ...executorContext(workspace.root, NAMESPACE),
    ...{ projectName: 'shop', targetName: name, target },
  };
  const args = [{ ...target?.options, ...options }, context];
  return callBuilt(
    { path: 'executors/run-image/executor', name: 'default', args },
    abort ? { abort: abort.signal } : {},
  );
}

/** What an engine says of the containers of the images, left ones included. */
async function containers(format: string): Promise<string> {
  const filter = ['--filter=name=^shop-'];
  return (await call('docker', ['ps', '--all', `--format=${format}`, ...filter])).trim();
}

async function untilThere(): Promise<string> {
  for (let tries = 0; tries < 240; tries += 1) {
    const name = await containers('{{.Names}}');
    if (name && (await call('docker', ['logs', name])) !== '') return name;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('no container');
}

test('a job runs its command in the image of the project, and leaves no container', async () => {
  const { stdout } = await run('count');
  expect(stdout).toMatch(/^Container shop-\d+\ncounted\n\{"success":true\}$/);
  expect(await containers('{{.Names}}')).toBe('');
});

test('a job whose command fails is a failure that names the exit code', async () => {
  const { stdout, stderr } = await run('fail');
  expect(stdout).toMatch(/\ncounted fail\n\{"success":false\}$/);
  expect(stderr).toMatch(/Container shop-\d+ ended with exit code 3$/m);
  expect(await containers('{{.Names}}')).toBe('');
});

test('a job has neither the port nor the health check of its image; one that is stopped has failed', async () => {
  const stop = new AbortController();
  const running = run('wait', { stopTimeout: 1 }, stop);
  const name = await untilThere();
  expect(await containers('{{.Status}} {{.Ports}}')).toMatch(/^Up [^(]*8000\/tcp$/);
  const format = '--format={{json .Config.Healthcheck.Test}} {{json .HostConfig.PortBindings}}';
  expect(await call('docker', ['inspect', format, name])).toBe('["NONE"] {}');
  stop.abort();
  expect((await running).stdout).toMatch(/\{"success":false\}$/);
  expect(await containers('{{.Names}}')).toBe('');
});

test('a continuous job in another image of the project ends well when it is stopped', async () => {
  const stop = new AbortController();
  const running = run('consume', { command: ['shop-count', 'wait'], stopTimeout: 1 }, stop);
  const name = await untilThere();
  const image = await call('docker', ['inspect', '--format={{.Config.Image}}', name]);
  expect(image).toBe(`${NAMESPACE}/shop-worker`);
  stop.abort();
  expect((await running).stdout).toMatch(/\{"success":true\}$/);
});

test('a worker takes its queues from the command of its image, as Dramatiq reads it', async () => {
  const image = `${NAMESPACE}/shop-worker`;
  const command = await call('docker', ['inspect', '--format={{json .Config.Cmd}}', image]);
  const program = [
    'import json, sys',
    'from dramatiq.cli import make_argument_parser',
    `args = make_argument_parser().parse_args(json.loads(sys.argv[1])[1:])`,
    'print(args.broker, args.modules, args.queues, args.threads)',
  ].join('\n');
  expect(await call('docker', ['run', '--rm', image, 'python', '-c', program, command])).toBe(
    "shop.actors [] ['mail', 'reports'] 8",
  );
});
