import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canRunBoth, FOREIGN, UNTESTED } from '../test-support/both-platforms';
import { type RunningRoles, runRoles } from './roles';

/** Seconds for what starts under an emulator on a busy machine. */
const PATIENCE = 600;

/** An application and a worker that say which processor they run on. */
const FILES = {
  'src/shop/__init__.py': '',
  'src/shop/app.py': [
    'import platform',
    'from fastapi import FastAPI',
    '',
    'app = FastAPI()',
    '',
    '',
    '@app.get("/")',
    'def machine() -> str:',
    '    return platform.machine()',
    '',
  ].join('\n'),
  'src/shop/actors.py': [
    'import os, platform',
    'import dramatiq',
    'from dramatiq.brokers.redis import RedisBroker',
    '',
    'dramatiq.set_broker(RedisBroker(url=os.environ["REDIS_URL"]))',
    '',
    '',
    '@dramatiq.actor',
    'def greet(name: str) -> None:',
    '    print(f"Hello, {name}, from {platform.machine()}!", flush=True)',
    '',
  ].join('\n'),
};

const ASK =
  'import urllib.request as r; print(r.urlopen("http://127.0.0.1:8000/").read().decode())';

describe('a service for the other platform, built without an emulator', () => {
  const machine = FOREIGN === 'linux/arm64' ? 'aarch64' : 'x86_64';
  let shop: RunningRoles;
  let isRun = false;

  beforeAll(async () => {
    isRun = await canRunBoth();
    if (!isRun) return;
    shop = await runRoles({
      // pydantic and httptools are compiled.
      dependencies: ['fastapi', 'uvicorn[standard]', 'dramatiq[redis]'],
      files: FILES,
      roles: [{ role: 'dramatiq' }, { role: 'http' }],
      platform: FOREIGN,
    });
  }, 1_800_000);

  afterAll(() => shop?.dispose());

  beforeEach(({ skip }) => skip(!isRun, UNTESTED));

  test('works off a message from Redis', async () => {
    await shop.start('dramatiq');
    await shop.untilPrints('dramatiq', 'is ready for action', PATIENCE);
    await shop.python('dramatiq', 'from shop.actors import greet; greet.send("Grace")');
    await shop.untilPrints('dramatiq', `Hello, Grace, from ${machine}!`, PATIENCE);
    expect(await shop.stop('dramatiq', 120)).toBe('0');
  }, 1_800_000);

  test('answers HTTP', async () => {
    await shop.start('http');
    await shop.untilPrints('http', 'startup complete', PATIENCE);
    expect(await shop.python('http', ASK)).toBe(`"${machine}"`);
    expect(await shop.stop('http', 120)).toBe('0');
  }, 1_800_000);
});
