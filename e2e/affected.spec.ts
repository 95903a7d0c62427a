import { afterEach, expect, test } from 'vitest';
import { commitAll } from '../tools/demo/workspace/commit-all.ts';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { readResults } from './read-results.ts';
import { relock } from './relock.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

afterEach(restore);

/**
 * Loading several images at once may race in the engine's store. The plugin then calls the engine again,
 * and finds cached what the first call has run.
 */
const onRace = { retry: 2 };

/** Commits and builds what the commit affects. @returns steps run by image, of those that were built */
async function buildAffected(): Promise<Readonly<Record<string, number>>> {
  await commitAll(scene, 'A change');
  const { exitCode, output } = await nx(['affected', '-t', 'build-image', '--base=HEAD~1']);
  expect(output).toContain('Successfully ran target build-image');
  expect(exitCode).toBe(0);
  const { stepsRun, invocations } = readResults(output);
  expect(invocations).toBe(1);
  return stepsRun;
}

/** The stack is asked for with every service, and runs no step where nothing of it has changed. */
const unchangedStack = { 'python-base': 0, 'python-base-builder': 0 };

/** COPY of what has changed, its installation, and COPY of the result into the image. */
const OWN_STEPS = 3;

test('code of one service: its own layer and nothing else', onRace, async () => {
  await edit('services/api/src/api/app.py', (text) => `${text}\n# ${Date.now()}\n`);

  expect(await buildAffected()).toEqual({ ...unchangedStack, api: OWN_STEPS });
});

test('a library: its layer in every image that holds it, built once', onRace, async () => {
  await edit('libs/greetings/src/greetings/__init__.py', (text) =>
    text.replace('Hello', `Hello ${Date.now()}`),
  );

  const all = { api: OWN_STEPS, mail: OWN_STEPS, shop: OWN_STEPS, worker: OWN_STEPS };
  expect(await buildAffected()).toEqual({ ...unchangedStack, ...all, 'shop-dramatiq': OWN_STEPS });
});

test('the stack: everything built from it', onRace, async () => {
  await edit('images/python/Dockerfile', (text) =>
    text.replace('WORKDIR /src\n', `WORKDIR /src\nENV CHANGED=${Date.now()}\n`),
  );

  const stepsRun = await buildAffected();

  expect(Object.keys(stepsRun)).toEqual([
    ...['api', 'mail', 'python-base', 'python-base-builder'],
    ...['shop', 'shop-dramatiq', 'worker'],
  ]);
  expect(stepsRun['python-base']).toBe(0);
  expect(stepsRun.api).toBeGreaterThan(OWN_STEPS);
});

test('one Dockerfile: its image alone', onRace, async () => {
  await edit('services/worker/Dockerfile', (text) => `${text}ENV CHANGED=${Date.now()}\n`);

  expect(await buildAffected()).toEqual({ ...unchangedStack, worker: 0 });
});

test(
  'a new dependency of one service: no step of the other, though the lock is one',
  onRace,
  async () => {
    await edit('services/worker/pyproject.toml', (text) =>
      text.replace('dependencies = [\n', `dependencies = [\n    "six<${Date.now()}",\n`),
    );
    await relock(scene, namespace);

    const { worker, ...others } = await buildAffected();

    expect(worker).toBeGreaterThan(0);
    expect(Object.values(others).filter((steps) => steps > 0)).toEqual([]);
  },
);

test('a ruff setting in the root pyproject: no call of the engine at all', onRace, async () => {
  // What earlier tests built from other files may have taken the names of these images.
  await nx(['run-many', '-t', 'build-image']);
  await edit('pyproject.toml', (text) => `${text}\n[tool.ruff]\nline-length = 100\n`);
  await commitAll(scene, 'A setting');

  const { exitCode, output } = await nx(['run-many', '-t', 'build-image']);

  expect(exitCode).toBe(0);
  const { stepsRun, invocations } = readResults(output);
  expect(Object.values(stepsRun)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(invocations).toBe(0);
});
