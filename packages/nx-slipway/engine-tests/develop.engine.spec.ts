import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevelopOptions } from '../src/build/containers/develop';
import { callBuilt } from '../test-support/call-built';
import { freePort } from '../test-support/free-port';
import {
  call,
  executorContext,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-develop-${randomBytes(3).toString('hex')}`;
const PRICES = 'libs/prices/src/prices/__init__.py';
/** Somebody who is not root, and whom the image does not know. */
const USER = { uid: 12345, gid: 23456 };

const APP = [
  'import prices',
  '',
  '',
  'async def app(scope, receive, send):',
  '    if scope["type"] != "http":',
  '        return',
  '    await send({"type": "http.response.start", "status": 200})',
  '    await send({"type": "http.response.body", "body": str(prices.PRICE).encode()})',
  '',
].join('\n');
const LOOP = [
  'import time',
  '',
  'import prices',
  '',
  'while True:',
  '    print("price", prices.PRICE, flush=True)',
  '    time.sleep(0.5)',
  '',
].join('\n');
const SERVE = ['CMD ["sh", "-c", "exec uvicorn shop.app:app --host=0.0.0.0 --port=$PORT"]'];

let workspace: RealWorkspace;

beforeAll(async () => {
  const dev = '[dependency-groups]\ndev = ["debugpy", "watchfiles"]\n';
  const service = serviceFiles(
    { name: 'shop', libraries: ['prices'], packages: ['uvicorn'] },
    NAMESPACE,
  );
  const dockerfile = service['services/shop/Dockerfile'] ?? '';
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(dev),
    ...stackFiles(NAMESPACE),
    ...libraryFiles({ name: 'prices', code: 'PRICE = 1\n' }),
    ...service,
    'services/shop/Dockerfile': dockerfile.replace(
      /^CMD.*$/m,
      ['ENV PORT=8000', 'EXPOSE 8000', ...SERVE].join('\n'),
    ),
    'services/shop/loop.Dockerfile': dockerfile.replace(
      /^CMD.*$/m,
      'CMD ["python", "-m", "shop.loop"]',
    ),
    'services/shop/src/shop/app.py': APP,
    'services/shop/src/shop/loop.py': LOOP,
  });
  await call('chown', ['-R', `${USER.uid}:${USER.gid}`, workspace.root]);
  const { failed } = await workspace.build(['python'], { image: 'dev' });
  expect(failed).toEqual({});
});

afterAll(() => workspace?.dispose());

/** Runs an image as its target does, until the end of a function. */
async function whileDeveloped(
  options: DevelopOptions,
  use: () => Promise<void>,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const context = { ...executorContext(workspace.root, NAMESPACE), projectName: 'shop' };
  const stop = new AbortController();
  const args = [options, context, { user: USER, hasColors: false }];
  const call = { path: 'build/containers/develop', name: 'develop', args };
  const running = callBuilt(call, { abort: stop.signal });
  const failure = await use().catch((error: unknown) => error);
  stop.abort();
  const { stdout, stderr } = await running;
  if (failure !== undefined) throw new Error(`${failure}\n${stdout}\n${stderr}`);
  return { stdout, stderr };
}

async function until(isSo: () => Promise<boolean>, seconds = 60): Promise<number> {
  const start = Date.now();
  while (!(await isSo())) {
    if (Date.now() - start > seconds * 1000) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Date.now() - start;
}

async function answer(port: number): Promise<string | undefined> {
  // A port is open before its container listens, and would never answer.
  return await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) })
    .then((response) => response.text())
    .catch(() => undefined);
}

/** Names of containers of this test that are there. */
function containers(): Promise<string> {
  return call('docker', ['ps', '--all', '--filter=name=python-dev-shop', '--format={{.Names}}']);
}

/** What the one container of this test has printed so far. */
async function output(): Promise<string> {
  const name = await containers();
  return name === '' ? '' : await call('docker', ['logs', '--tail=20', name]).catch(() => '');
}

test('a server answers a change of a library, and is gone after Ctrl-C', async () => {
  const port = await freePort();
  const { stdout, stderr } = await whileDeveloped(
    { ports: [`127.0.0.1:${port}:8000`] },
    async () => {
      await until(async () => (await answer(port)) === '1');
      const took = await until(async () => {
        // More than once: on a busy machine a server answers before its watcher looks.
        workspace.write({ [PRICES]: 'PRICE = 2\n' });
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        return (await answer(port)) === '2';
      });
      console.log(`a change was answered after ${took} ms`);
    },
  );
  expect(stdout, stderr).toMatch(/"success":true/);
  expect(await containers()).toBe('');
  const all = await call('find', ['.', '-user', 'root', '-not', '-path', './.nx*'], workspace.root);
  expect(all.split('\n').filter((line) => line !== '' && !line.includes('prices'))).toEqual([]);
});

test('a program that does not reload is restarted', async () => {
  workspace.write({ [PRICES]: 'PRICE = 2\n' });
  const { stdout, stderr } = await whileDeveloped({ image: 'loop' }, async () => {
    await until(async () => (await output()).includes('price 2'));
    await until(async () => {
      workspace.write({ [PRICES]: 'PRICE = 3\n' });
      return (await output()).includes('price 3');
    });
  });
  expect(stdout, stderr).toMatch(/price 2[\s\S]*price 3[\s\S]*"success":true/);
});

test('a debugger can connect', async () => {
  const [port, debugPort] = [await freePort(), await freePort()];
  const options = { ports: [`127.0.0.1:${port}:8000`], debug: true, debugPort };
  await whileDeveloped(options, async () => {
    await until(async () => (await answer(port)) !== undefined);
    expect(await hello(debugPort)).toMatch(/"event": ?"output"|"type": ?"event"/);
  });
});

/** What a debugger says first to who connects (Debug Adapter Protocol). */
function hello(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', (data) => {
      resolve(String(data));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
