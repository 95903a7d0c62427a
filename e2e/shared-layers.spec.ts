import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

const FILE = 'shared-layers.json';

afterEach(restore);

test('services of uv and Poetry have the layers of common packages in common, not those of others', async () => {
  // Other specs remove images of theirs.
  expect(await nx(['run-many', '-t', 'build-image'])).toMatchObject({ exitCode: 0 });
  const base = await layersOf('python-base');
  const inCommon = async (one: string, other: string): Promise<readonly string[]> => {
    const layers = await layersOf(other);
    return (await layersOf(one)).filter((each) => layers.includes(each) && !base.includes(each));
  };
  // Two HTTP services, of which Poetry installs one; a worker has its library with them in common.
  const http = await inCommon('api', 'mail');
  const worker = await inCommon('api', 'worker');

  expect(http.length).toBeGreaterThan(worker.length);
  const installed = await runQuiet(scene, 'docker', [
    ...['run', '--rm', '--network=none', '--entrypoint=python', `${namespace}/mail`],
    ...[
      '-c',
      'import fastapi, pydantic_core._pydantic_core as core; print(fastapi.__file__, core.__file__)',
    ],
  ]);
  expect(installed).toMatch(/^\/venv\/\S+ \/venv\/\S+\.so$/m);
});

test('nx sync:check says what a grouping saves, and nx sync writes it', async () => {
  // What other specs have generated may have made another grouping worth it.
  expect(await nx(['sync'])).toMatchObject({ exitCode: 0 });
  expect(await nx(['sync:check'])).toMatchObject({ exitCode: 0 });
  const before = await readFile(join(scene.folder, FILE), 'utf8');
  await rm(join(scene.folder, FILE));

  const { exitCode, output } = await nx(['sync:check']);
  expect(exitCode).not.toBe(0);
  expect(output).toMatch(/third-party packages of all images take [\d.]+ MB instead of [\d.]+ MB/);

  expect(await nx(['sync'])).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(await readFile(join(scene.folder, FILE), 'utf8'))).toMatchObject({
    version: JSON.parse(before).version,
    stacks: { python: {} },
  });
  expect(await nx(['sync:check'])).toMatchObject({ exitCode: 0 });
});

test('--print says what images share, and what a node pulls', async () => {
  const { output } = await nx(['run-many', '-t', 'build-image', '--print']);

  expect(output).toMatch(/^image +packages +shared layers +in them +its own$/m);
  expect(output).toMatch(/^api +[\d.]+ [kM]B +[1-9]\d* +[\d.]+ [kM]B +[\d.]+ k?M?B$/m);
  expect(output).toMatch(
    /^5 images install [\d.]+ [kM]B of third-party packages in all, instead of [\d.]+ [kM]B/m,
  );
});

test('turned off in nx.json, every image installs its packages itself', async () => {
  await edit('nx.json', (text) =>
    text.replace(/("namespace": "[^"]+")/, '$1, "sharedLayers": false'),
  );

  const { output } = await nx(['run-many', '-t', 'build-image', '--print']);

  expect(output).toContain('"foundation__api"');
  expect(output).not.toContain('"packages__');
  expect(output).not.toContain('third-party packages');
});

async function layersOf(image: string): Promise<readonly string[]> {
  const format = '{{json .RootFS.Layers}}';
  const args = ['image', 'inspect', '--format', format, `${namespace}/${image}`];
  return JSON.parse(await runQuiet(scene, 'docker', args)) as readonly string[];
}
