import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runToEnd } from '../../tools/demo/containers/run-to-end.ts';
import { runQuiet } from '../../tools/demo/run-quiet.ts';
import { runShown } from '../../tools/demo/run-shown.ts';
import type { Scene } from '../../tools/demo/scene.ts';
import { addLibrary } from '../../tools/demo/workspace/add-library.ts';
import { commitAll } from '../../tools/demo/workspace/commit-all.ts';
import { generateServices } from '../../tools/demo/workspace/generate-services.ts';
import { withIndex } from '../../tools/engine/services/index-proxy-switch.ts';
import { readResults } from '../read-results.ts';
import { relock } from '../relock.ts';
import { makeScene, onNode } from './make-scene.ts';
import { namespaceOf } from './namespace-of.ts';
import { nxLines } from './nx-lines.ts';

/** @see ../affected.spec.ts */
const onRace = { retry: 2 };

const OWN_STEPS = 3;

/** Commits what was changed, and builds what that affects. @returns what is printed */
async function buildAffected(scene: Scene): Promise<string> {
  await commitAll(scene, 'A change');
  const args = ['affected', '-t', 'build-image', '--base=HEAD~1'];
  const { exitCode, output } = await runToEnd(scene, 'nx', args);
  expect(output).not.toMatch(/error|warn/i);
  expect(exitCode).toBe(0);
  return output;
}

describe.each(nxLines)('Nx $nx', (line) => {
  const namespace = namespaceOf(line);
  let workspace: Scene;

  // The first Node makes the workspace, so that the generators have run on the oldest one too.
  beforeAll(async () => {
    workspace = await makeScene(line);
    const scene = await onNode(workspace, line.nodes[0] ?? '');
    await withIndex(async () => {
      await generateServices(scene);
      await addLibrary(scene.folder);
      await relock(scene, namespace);
      await runShown(scene, 'nx', ['sync']);
      await commitAll(scene, 'A stack, two services and a library');
      expect(await runToEnd(scene, 'nx', ['run-many', '-t', 'build-image'])).toMatchObject({
        exitCode: 0,
      });
    });
  });

  test('nx release writes versions, pins and the lock, and would push under both tags', async () => {
    const scene = await onNode(workspace, line.nodes[0] ?? '');
    const pyproject = join(scene.folder, 'services/api/pyproject.toml');
    const pinned = (await readFile(pyproject, 'utf8')).replace('"greetings"', '"greetings==0.1.0"');
    await writeFile(pyproject, pinned);
    await runQuiet(scene, 'nx', ['g', 'nx-slipway:init', '--release']);

    const args = ['release', 'version', '1.0.0-rc.1', '--first-release'];
    // uv locks again.
    const released = await withIndex(() => runToEnd(scene, 'nx', args));
    expect(released).toMatchObject({ exitCode: 0 });
    const { output } = await runToEnd(scene, 'nx', ['release', 'publish', '--dry-run']);
    const lock = await readFile(join(scene.folder, 'uv.lock'), 'utf8');
    const written = await readFile(pyproject, 'utf8');
    await runQuiet(scene, 'git', ['reset', '--quiet', '--hard']);

    expect(written).toBe(
      pinned
        .replace('version = "0.1.0"', 'version = "1.0.0rc1"')
        .replace('"greetings==0.1.0"', '"greetings==1.0.0rc1"'),
    );
    expect(lock.match(/^version = "1\.0\.0rc1"$/gm)).toHaveLength(3);
    for (const image of ['api', 'worker']) {
      expect(output).toContain(`would push ${namespace}/${image}:1.0.0-rc.1\n`);
      expect(output).toContain(`would push ${namespace}/${image}:1.0.0rc1\n`);
    }
  });

  test.each([
    ['--compression=bz2', 'Write gzip, zstd or estargz: nx run api:build-image --compression=gzip'],
    ['--platforms', 'Write a list of texts: nx run api:build-image --platforms=<platforms>'],
    ['worker', 'Name all projects with -p: nx run-many -t build-image -p api,worker'],
    ['--no-cache', 'Did you mean `--noCache`?'],
  ])('nx build-image api %s is refused in words', async (word, next) => {
    const { exitCode, output } = await runToEnd(workspace, 'nx', ['build-image', 'api', word]);
    expect(output).toContain(`\n  ${next}\n`);
    expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    expect(exitCode).toBe(1);
  });

  test('a tag that looks like a number is a text', async () => {
    const args = ['push-image', 'api', '--tags=1.10', '--repositories=registry.example/api'];
    const { output } = await runToEnd(workspace, 'nx', [...args, '--print']);
    // No image of that name is pushed either.
    expect(output).toContain('Write type=raw,value=1.10 for the tag, or 1.10:latest for the name.');
  });

  describe.each(line.nodes)('on Node %s', (node) => {
    let scene: Scene;

    beforeAll(async () => {
      scene = await onNode(workspace, node);
      expect(await runQuiet(scene, 'node', ['--version'])).toBe(`v${node}`);
    });

    test('the graph has the projects and their edges', async () => {
      const file = join(scene.folder, '.nx/graph.json');
      await runQuiet(scene, 'nx', ['graph', `--file=${file}`]);
      const { graph } = JSON.parse(await readFile(file, 'utf8')) as Graph;
      await rm(file);

      const edges = Object.keys(graph.nodes).map(
        (name) => [name, graph.dependencies[name]?.map(({ target }) => target).sort()] as const,
      );
      expect(Object.fromEntries(edges)).toEqual({
        api: ['greetings', 'python'],
        worker: ['greetings', 'python'],
        greetings: [],
        python: [],
      });
    });

    test('nx affected builds the image whose code has changed, and no other', onRace, async () => {
      const mark = `${node} ${Date.now()}`;
      await appendFile(join(scene.folder, 'services/api/src/api/app.py'), `\nMARK = "${mark}"\n`);

      expect(readResults(await buildAffected(scene))).toEqual({
        stepsRun: { api: OWN_STEPS, 'python-base': 0, 'python-base-builder': 0 },
        invocations: 1,
      });
      const args = ['run', '--rm', `${namespace}/api`, 'python', '-c'];
      expect(
        await runQuiet(scene, 'docker', [...args, 'from api.app import MARK; print(MARK)']),
      ).toBe(mark);
    });

    test('nx affected runs no step where the change decides no image', onRace, async () => {
      await mkdir(join(scene.folder, 'libs/greetings/tests'), { recursive: true });
      await writeFile(join(scene.folder, `libs/greetings/tests/test_${Date.now()}.py`), '');

      const output = await buildAffected(scene);

      if (line.affected === 'tasks') {
        expect(output).toContain('No tasks were run');
      } else {
        expect(readResults(output)).toEqual({
          stepsRun: { api: 0, 'python-base': 0, 'python-base-builder': 0, worker: 0 },
          invocations: 0,
        });
      }
    });

    test('--print shows the bake file', async () => {
      const { exitCode, output } = await runToEnd(scene, 'nx', ['build-image', 'api', '--print']);

      expect(exitCode).toBe(0);
      const json = output.slice(output.indexOf('\n{\n'), output.indexOf('\n}\n') + 2);
      expect(JSON.parse(json).target.api).toMatchObject({
        tags: [`${namespace}/api`],
        contexts: { [`${namespace}/python-base`]: 'target:python-base' },
      });
    });
  });
});

interface Graph {
  readonly graph: {
    readonly nodes: Readonly<Record<string, unknown>>;
    readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
  };
}
