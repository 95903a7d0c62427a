import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { pathWithout } from './path-without.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

afterEach(restore);

/** Builds the api, which must fail, and returns what is printed, which must not be a program's insides. */
async function failingBuild(env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { exitCode, output } = await nx(['build-image', 'api'], env);
  expect(exitCode).toBe(1);
  expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  return output;
}

test('an engine that does not answer', async () => {
  const output = await failingBuild({ DOCKER_HOST: 'unix:///nonexistent/docker.sock' });

  expect(output).toContain('no Docker engine is reachable');
  expect(output).toContain('Start Docker, or set DOCKER_HOST to a running engine');
});

test('a machine without docker', async () => {
  const output = await failingBuild({ PATH: await pathWithout('docker', scene.env.PATH ?? '') });

  expect(output).toContain('the command `docker` is not installed');
});

test('a pyproject that is no TOML', async () => {
  await edit('services/api/pyproject.toml', (text) =>
    text.replace('version = "0.1.0"', 'version = 0.1.0"'),
  );

  expect(await failingBuild()).toMatch(/services\/api\/pyproject\.toml:3:\d+/);
});

test('a stage of the stack that is nowhere', async () => {
  await edit('services/api/Dockerfile', (text) =>
    text.replace('/python-base-builder AS', '/python-base-bilder AS'),
  );

  const output = await failingBuild();
  expect(output).toMatch(/services\/api\/Dockerfile:\d+/);
  expect(output).toContain(`${namespace}/python-base-builder`);
});

test('no lock', async () => {
  await rm(join(scene.folder, 'uv.lock'));

  const output = await failingBuild();
  expect(output).toContain('uv.lock');
  expect(output).toContain('uv lock');
});

test('a lock that is older than a pyproject', async () => {
  await edit('services/api/pyproject.toml', (text) =>
    text.replace('dependencies = [\n', 'dependencies = [\n    "six",\n'),
  );

  const output = await failingBuild();
  expect(output).toMatch(/services\/api\/pyproject\.toml:\d+/);
  expect(output).toContain('six');
});

test('a step that fails shows its own output', async () => {
  await edit('services/api/pyproject.toml', (text) =>
    text.replace('build-backend = "hatchling.build"', 'build-backend = "hatchling.nothing"'),
  );

  const output = await failingBuild();
  expect(output).toContain('install-projects services/api/pyproject.toml');
  expect(output).toContain('hatchling.nothing');
});
