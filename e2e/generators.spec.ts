import { afterEach, expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { edit } from './edit.ts';
import { nx } from './nx.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

const generators = [
  ['nx-slipway:init'],
  ['nx-slipway:stack', 'python'],
  ['nx-slipway:upgrade-base', 'python', '--to=python:3.13-slim-trixie'],
  ['nx-slipway:service', 'api', '--role=http'],
  ['nx-slipway:service', 'worker', '--role=dramatiq'],
  ['nx-slipway:service', 'shop', '--role=http', '--groups=http'],
  ['nx-slipway:service', 'shop', '--role=dramatiq', '--groups=worker'],
  ['nx-slipway:service', 'mail', '--role=http'],
  ['nx-slipway:ignore-files'],
];

afterEach(restore);

test('every generator run again changes nothing', async () => {
  for (const args of generators) {
    expect(await nx(['g', ...args])).toMatchObject({ exitCode: 0 });
  }

  expect(await runQuiet(scene, 'git', ['status', '--porcelain'])).toBe('');
});

test('a generator run again keeps what the user has written, and says so', async () => {
  await edit('services/api/Dockerfile', (text) => `${text}ENV MINE=1\n`);
  const before = await runQuiet(scene, 'git', ['diff']);

  const { exitCode, output } = await nx(['g', 'nx-slipway:service', 'api', '--role=http']);

  expect(exitCode).toBe(0);
  expect(output).toContain('services/api/Dockerfile');
  expect(output).toContain('this file was not changed');
  expect(await runQuiet(scene, 'git', ['diff'])).toBe(before);
});

test('a job is a target that runs another command in the image, and is written once', async () => {
  const job = ['g', 'nx-slipway:job', 'api', 'version', '--command=uvicorn --version'];
  expect(await nx(job)).toMatchObject({ exitCode: 0 });
  const before = await runQuiet(scene, 'git', ['status', '--porcelain']);
  expect(before).toBe('?? services/api/project.json');
  expect(await nx(job)).toMatchObject({ exitCode: 0 });
  expect(await runQuiet(scene, 'git', ['status', '--porcelain'])).toBe(before);

  const { exitCode, output } = await nx(['run', 'api:version']);

  expect(output).toMatch(/Container api-\d+\nRunning uvicorn \d/);
  expect(exitCode).toBe(0);
});

test('nx sync keeps the build contexts true to the graph', async () => {
  await edit('services/api/Dockerfile.dockerignore', (text) =>
    text.replace('!libs/greetings\n', ''),
  );

  expect(await nx(['sync'])).toMatchObject({ exitCode: 0 });

  expect(await runQuiet(scene, 'git', ['status', '--porcelain'])).toBe('');
});
