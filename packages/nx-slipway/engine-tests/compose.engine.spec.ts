import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import jobGenerator from '../src/generators/job/generator';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import { runCommand } from '../src/process/run-command';
import { treeWith } from '../test-support/generator-tree';
import { call } from '../test-support/real-workspace';
import { type Files, libraryFiles, rootFiles } from '../test-support/workspace-files';
import { type ComposeWorkspace, composeWorkspace } from './compose';

const NAMESPACE = `slipway-compose-${randomBytes(3).toString('hex')}`;
const FOLDER = 'services/shop';
const WORDS = 'libs/words/src/words/__init__.py';

/** An application and a worker, which share a library, and a job. */
const FILES: Files = {
  ...rootFiles(),
  'nx.json': JSON.stringify({
    plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
  }),
  // Stands in for the image of Redis, which not every machine can pull.
  'redis/Dockerfile': [
    'FROM python:3.13-slim-trixie',
    'RUN apt-get update && apt-get install -y --no-install-recommends redis-server',
    'CMD ["redis-server", "--bind", "0.0.0.0", "--protected-mode", "no", "--save", ""]',
    '',
  ].join('\n'),
  ...libraryFiles({ name: 'words', code: 'WORD = "before"\n' }),
  [`${FOLDER}/pyproject.toml`]: [
    '[project]',
    'name = "shop"',
    'version = "0.1.0"',
    'requires-python = ">=3.11"',
    'dependencies = ["uvicorn", "dramatiq[redis]", "words"]',
    'scripts = { shop-say = "shop.say:main" }',
    '[build-system]',
    'requires = ["hatchling"]',
    'build-backend = "hatchling.build"',
    '[tool.uv.sources]',
    'words = { workspace = true }',
    '',
  ].join('\n'),
  [`${FOLDER}/src/shop/__init__.py`]: '',
  [`${FOLDER}/src/shop/app.py`]: [
    'from words import WORD',
    '',
    '',
    'async def app(scope, receive, send):',
    '    if scope["type"] != "http":',
    '        return',
    '    await send({"type": "http.response.start", "status": 200})',
    '    await send({"type": "http.response.body", "body": WORD.encode()})',
    '',
  ].join('\n'),
  [`${FOLDER}/src/shop/actors.py`]: [
    'import os',
    '',
    'import dramatiq',
    'from dramatiq.brokers.redis import RedisBroker',
    'from words import WORD',
    '',
    'dramatiq.set_broker(RedisBroker(url=os.environ["REDIS_URL"]))',
    '',
    '',
    '@dramatiq.actor',
    'def sell(what):',
    '    print("sold", what, WORD, flush=True)',
    '',
  ].join('\n'),
  [`${FOLDER}/src/shop/say.py`]:
    'from words import WORD\n\n\ndef main():\n    print("say", WORD)\n',
};

let shop: ComposeWorkspace;

beforeAll(async () => {
  const tree = treeWith(FILES);
  await stackGenerator(tree, { name: 'python' });
  await serviceGenerator(tree, {
    ...{ name: 'shop', role: 'http', module: 'shop.app:app', server: 'uvicorn' },
    healthPath: '/',
  });
  await serviceGenerator(tree, { name: 'shop', role: 'dramatiq', image: 'worker' });
  await jobGenerator(tree, { project: 'shop', name: 'say', command: 'shop-say' });
  shop = await composeWorkspace(NAMESPACE, tree, { 'redis:8': 'redis' });
});

afterAll(() => shop?.dispose());

async function sell(what: string): Promise<string> {
  const { compose, until } = shop;
  const script = `from shop.actors import sell; sell.send("${what}")`;
  await compose('exec', '-T', 'shop', 'python', '-c', script);
  const sold = async () => /sold .*/.exec(await compose('logs', '--tail=3', 'shop-worker'))?.[0];
  await until(async () => (await sold())?.includes(what) === true);
  return (await sold()) ?? '';
}

test('compose accepts the file, and brings up what it has', async () => {
  const { compose, until, answer } = shop;
  expect(await compose('config', '--services')).toMatch(/^(?:redis|shop|shop-worker|\n)+$/);
  // Not --wait: compose 2.40 takes a worker without a probe for one that has failed.
  await compose('up', '--detach');
  await until(async () => (await answer()) === 'before');
  expect(await sell('apples')).toBe('sold apples before');
  expect(await compose('run', '--rm', '-T', 'shop-say')).toBe('say before');
});

test('a change of the library is answered by the running containers, also where a file is gone', async () => {
  const { workspace, compose, until, answer } = shop;
  const stop = new AbortController();
  const args = ['compose', 'watch', '--no-up'];
  let output = '';
  const onLine = (line: string): void => {
    output += `${line}\n`;
  };
  const watching = runCommand(
    { command: 'docker', args, cwd: workspace.root },
    { abort: stop.signal, onStdoutLine: onLine, onStderrLine: onLine },
  );
  try {
    await until(async () => output.includes('Watch enabled'));
    workspace.write({
      [WORDS]: 'from .more import WORD\n',
      'libs/words/src/words/more.py': 'WORD = "after"\n',
    });
    const took = await until(async () => (await answer()) === 'after');
    console.log(`a change was answered after ${took} ms`);
    expect(await sell('pears')).toBe('sold pears after');
    expect(await compose('run', '--rm', '-T', 'shop-say')).toBe('say after');
    await call('rm', ['libs/words/src/words/more.py'], workspace.root);
    workspace.write({ [WORDS]: 'WORD = "alone"\n' });
    await until(async () => (await answer()) === 'alone');
    expect(output).not.toMatch(/error/i);
  } finally {
    stop.abort();
    await watching;
  }
});

test('a container whose sources are gone does not start', async () => {
  const { workspace, compose } = shop;
  await compose('stop', '--timeout=3', 'shop');
  await call('mv', ['libs/words/src/words', 'libs/words/src/moved'], workspace.root);
  await expect(compose('up', '--detach', '--force-recreate', 'shop')).rejects.toThrow(
    /bind source path does not exist/,
  );
  await call('mv', ['libs/words/src/moved', 'libs/words/src/words'], workspace.root);
});
