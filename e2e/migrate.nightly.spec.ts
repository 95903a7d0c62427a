import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockProjects } from '../tools/bench/workspace/lock-projects.ts';
import { removeImages } from '../tools/demo/containers/remove-images.ts';
import { type Ended, runToEnd } from '../tools/demo/containers/run-to-end.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import type { Scene } from '../tools/demo/scene.ts';
import { commitAll } from '../tools/demo/workspace/commit-all.ts';
import { makeWorkspace } from '../tools/demo/workspace/make-workspace.ts';
import { engineUp } from '../tools/engine/engine-up.ts';
import { e2eEnv } from './e2e-env.ts';
import { type NpmRegistry, startNpmRegistry } from './npm-registry.ts';
import { makeOldRelease, OLD_VERSION } from './old-release.ts';
import { scene as shared } from './scene.ts';

const namespace = 'slipway-migrate';
const EXAMPLE = join(import.meta.dirname, '../examples/uv-workspace');
/** What a release wrote of the files of that example in another way. */
const OLD_FILES = join(import.meta.dirname, `release-${OLD_VERSION}`);
const EDITED = 'services/report/Dockerfile';
const DOCKERFILES = ['images/python/Dockerfile', 'services/api/Dockerfile', EDITED];

let temporary: string;
let registry: NpmRegistry;
let scene: Scene;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'slipway migrate '));
  const [packed = ''] = (await readdir(shared.folder)).filter((file) => file.endsWith('.tgz'));
  const tarball = join(shared.folder, packed);
  const old = await makeOldRelease(shared, tarball, temporary);
  const upstream = await runQuiet(shared, 'npm', ['config', 'get', 'registry']);
  registry = await startNpmRegistry(shared, [old, tarball], upstream.trim());
  const engine = await engineUp();
  const folder = join(temporary, 'workspace');
  scene = {
    ...shared,
    folder,
    env: {
      ...e2eEnv(folder, engine),
      npm_config_registry: registry.url,
      // The newest Nx of the npm registry would run the migrations otherwise.
      NX_USE_LOCAL: 'true',
    },
  };
  const { index } = engine;
  await makeWorkspace(scene, { name: `@${namespace}/workspace`, tarball: old, index });
  // From the registry, as somebody has it who follows its releases.
  await npm('install', '--save-dev', '--save-exact', `nx-slipway@${OLD_VERSION}`);
  await nx('g', 'nx-slipway:init');
  const isOwn = (file: string): boolean => !/^(nx|package)\.json$/.test(basename(file));
  await cp(EXAMPLE, folder, { recursive: true, filter: isOwn });
  await cp(OLD_FILES, folder, { recursive: true });
  await rm(join(folder, 'images/python/normalize-layer'));
  for (const file of DOCKERFILES) await writeFile(join(folder, file), asOwn(await read(file)));
  await lockProjects({ scene, engine, base: 'python:3.13-slim-trixie' });
}, 900_000);

afterAll(async () => {
  registry?.stop();
  if (scene) await removeImages(scene, `${namespace}/*`);
  await rm(temporary, { recursive: true, force: true });
});

function nx(...args: readonly string[]): Promise<Ended> {
  return runToEnd(scene, 'nx', args);
}

function npm(...args: readonly string[]): Promise<string> {
  return runQuiet(scene, 'npm', [...args, '--no-audit', '--no-fund', '--loglevel=error']);
}

function git(...args: readonly string[]): Promise<string> {
  return runQuiet(scene, 'git', args);
}

function read(file: string, folder = scene.folder): Promise<string> {
  return readFile(join(folder, file), 'utf8');
}

/** Text of a file of the example with the names of images that this workspace has. */
function asOwn(text: string): string {
  return text.replaceAll('acme/', `${namespace}/`);
}

test('a workspace of an old release becomes one of the present release by the commands of the docs', async () => {
  const before = (await read(EDITED)).replace('--package report', '$& \\\n && ls /venv/bin');
  await writeFile(join(scene.folder, EDITED), before);
  await commitAll(scene, `On release ${OLD_VERSION}`);
  const { version } = JSON.parse(
    await read('package.json', join(shared.folder, 'node_modules/nx-slipway')),
  );

  expect(await nx('migrate', 'nx-slipway')).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(await read('package.json')).devDependencies).toMatchObject({
    'nx-slipway': version,
  });
  expect(JSON.parse(await read('migrations.json')).migrations).toEqual([
    expect.objectContaining({ package: 'nx-slipway', name: 'templates-of-0-2-0' }),
  ]);
  await npm('install');
  const { exitCode, output } = await nx('migrate', '--run-migrations');
  expect(output).toMatch(/which status it was answered with\.\n {2}services\/api\/Dockerfile\n/);
  expect(exitCode).toBe(0);

  const changed = await git('status', '--porcelain', '--', 'images', 'libs', 'services', 'nx.json');
  expect(changed.split('\n').map((line) => line.slice(3))).toEqual([
    'images/python/Dockerfile',
    'images/python/install-projects',
    'services/api/Dockerfile',
    'images/python/normalize-layer',
  ]);
  for (const file of changed.split('\n').map((line) => line.slice(3))) {
    expect(await read(file)).toBe(asOwn(await read(file, EXAMPLE)));
  }
});

test('a file that somebody has edited stays, and its lines are shown beside those of the template', async () => {
  const { output } = await nx('migrate', '--run-migrations');
  expect(output).toMatch(
    /services\/report\/Dockerfile:\d+: you have edited this part[\s\S]*^ {4}- .*ls \/venv\/bin$[\s\S]*^ {4}\+ .*normalize-layer/m,
  );
  expect(await git('diff', '--', EDITED)).toBe('');
});

test('all images are built afterwards', async () => {
  const { exitCode, output } = await nx('run-many', '-t', 'build-image');
  expect(output).toContain('Successfully ran target build-image');
  expect(exitCode).toBe(0);
});
