import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readLayers } from '../tools/bench/registry/read-layers.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { commitAll } from '../tools/demo/workspace/commit-all.ts';
import { type DockerCalls, dockerCalls } from './docker-calls.ts';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { readResults } from './read-results.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

/** One of uv and one of Poetry, and the library both use. */
const released = ['api', 'greetings', 'mail'];
const registry = inject('registry');
/** The registry remembers earlier runs. */
const run = `${Date.now()}`;
const repositories = `${registry}/${namespace}/${run}`;

/** Whom Nx commits as. */
const person = {
  GIT_AUTHOR_NAME: 'slipway',
  GIT_AUTHOR_EMAIL: 'slipway@slipway.example',
  GIT_COMMITTER_NAME: 'slipway',
  GIT_COMMITTER_EMAIL: 'slipway@slipway.example',
};

let calls: DockerCalls;

/** Runs `nx release` to a good end. @returns what is printed */
async function release(...args: readonly string[]): Promise<string> {
  const { exitCode, output } = await nx(['release', ...args], { ...person, PATH: calls.path });
  expect(output).not.toContain('ERROR');
  expect(exitCode).toBe(0);
  return output;
}

function git(...args: readonly string[]): Promise<string> {
  return runQuiet(scene, 'git', args);
}

function read(file: string): Promise<string> {
  return readFile(join(scene.folder, file), 'utf8');
}

function configure(projectsRelationship: 'fixed' | 'independent'): Promise<void> {
  return edit('nx.json', (text) => {
    const { release: _, ...nxJson } = JSON.parse(text);
    const version = { versionActions: 'nx-slipway/release/version-actions' };
    const config = { projects: released, projectsRelationship, version };
    return JSON.stringify({ ...nxJson, release: config }, undefined, 2);
  });
}

/** All images get names in the registry, and what starts from them follows. */
beforeAll(async () => {
  calls = await dockerCalls();
  const files = await git('grep', '--files-with-matches', `${namespace}/`, '--', '*Dockerfile');
  for (const file of files.split('\n')) {
    await edit(file, (text) => text.replaceAll(`${namespace}/`, `${repositories}/`));
  }
  await edit('nx.json', (text) =>
    text.replace(`"namespace": "${namespace}"`, `"namespace": "${repositories}"`),
  );
  await edit('services/api/pyproject.toml', (text) =>
    text.replace('"greetings"', '"greetings==0.1.0"'),
  );
  await edit('libs/greetings/src/greetings/__init__.py', (text) => `${text}\n# ${run}\n`);
  await configure('independent');
  await commitAll(scene, 'Images in a registry, and releases');
});

afterAll(async () => {
  const format = '--format={{.Repository}}:{{.Tag}}';
  const list = ['image', 'ls', format, `--filter=reference=${repositories}/*`];
  const references = (await runQuiet(scene, 'docker', list)).split('\n').filter(Boolean);
  // By name: another one of the same image is another spec's.
  await runQuiet(scene, 'docker', ['image', 'rm', ...references]);
  for (const tag of (await git('tag')).split('\n').filter(Boolean)) await git('tag', '-d', tag);
  await restore();
});

/** Layers of an image of the engine's, uncompressed, as its config names them. */
async function builtLayers(image: string): Promise<readonly string[]> {
  const format = '--format={{json .RootFS.Layers}}';
  return JSON.parse(
    await runQuiet(scene, 'docker', ['image', 'inspect', format, `${repositories}/${image}`]),
  );
}

async function pushedLayers(image: string, tag: string): Promise<readonly string[]> {
  return (await readLayers(registry, `${namespace}/${run}/${image}`, { reference: tag })).map(
    ({ diffId }) => diffId,
  );
}

/** Without those by which later builds find the images. */
async function tagsOf(image: string): Promise<readonly string[]> {
  const response = await fetch(`http://${registry}/v2/${namespace}/${run}/${image}/tags/list`);
  const { tags = [] } = (await response.json()) as { readonly tags?: readonly string[] };
  return tags.filter((tag) => !tag.startsWith('key-')).sort();
}

test('a pre-release is in pyprojects, pins and locks, and uv finds nothing to lock', async () => {
  const args = ['prerelease', '--preid=rc', '--first-release', '--git-commit', '--git-tag'];
  await release('version', ...args);

  const changed = await git('diff', '--unified=0', 'HEAD~1', 'HEAD');
  expect(changed.split('\n').filter((line) => /^(\+[^+]|\+\+\+)/.test(line))).toEqual([
    '+++ b/libs/greetings/pyproject.toml',
    '+version = "0.1.1rc0"',
    '+++ b/services/api/pyproject.toml',
    '+version = "0.1.1rc0"',
    '+    "greetings==0.1.1rc0",',
    '+++ b/services/mail/poetry.lock',
    '+version = "0.1.1rc0"',
    '+++ b/services/mail/pyproject.toml',
    '+version = "0.1.1rc0"',
    '+++ b/uv.lock',
    '+version = "0.1.1rc0"',
    '+version = "0.1.1rc0"',
  ]);
  expect(await git('tag')).toBe(released.map((name) => `${name}@0.1.1-rc.0`).join('\n'));
  expect(await calls.read()).toEqual([]);

  const locker = ['run', '--rm', `--volume=${scene.folder}:/src:ro`, '--env=UV_DEFAULT_INDEX'];
  await runQuiet(scene, 'docker', [
    ...[...locker, '--env=UV_CACHE_DIR=/tmp/uv', `${namespace}/python-base-builder`],
    ...['uv', 'lock', '--check'],
  ]);
});

test('a release changes own layers of images and no dependency', async () => {
  const { exitCode, output } = await nx(['run-many', '-t', 'build-image', '-p', 'api,mail']);

  expect(exitCode).toBe(0);
  expect(output).not.toMatch(/RUN (uv sync|poetry install)/);
  const { api, mail } = readResults(output).stepsRun;
  expect([api, mail]).not.toContain(0);
});

test.each([
  ['nx release publish', ['publish'], '0.1.1-rc.0', '0.1.1rc0'],
  ['nx release', ['prerelease', '--preid=rc', '--yes'], '0.1.1-rc.1', '0.1.1rc1'],
])('a dry run of %s calls no engine and writes no file', async (_, args, semver, pep440) => {
  const output = await release(...args, '--dry-run');

  for (const image of ['api', 'mail']) {
    expect(output).toContain(`would push ${repositories}/${image}:${semver}\n`);
    expect(output).toContain(`would push ${repositories}/${image}:${pep440}\n`);
  }
  expect(await calls.read()).toEqual([]);
  expect(await git('status', '--porcelain')).toBe('');
  expect(await tagsOf('api')).toEqual([]);
});

test('what is published is what was built, under the version by semver and by PEP 440', async () => {
  const output = await release('publish');

  const { stepsRun } = readResults(output);
  expect(Object.values(stepsRun).filter((steps) => steps > 0)).toEqual([]);
  // What the dry runs have none of is counted.
  expect(await calls.read()).not.toEqual([]);
  for (const image of ['api', 'mail']) {
    expect(await tagsOf(image)).toEqual(['0.1.1-rc.0', '0.1.1rc0']);
    for (const tag of await tagsOf(image)) {
      expect(await pushedLayers(image, tag)).toEqual(await builtLayers(image));
    }
  }
  expect(await git('status', '--porcelain')).toBe('');
});

test('a fixed group: version, changelog, tag and images in one command', async () => {
  await configure('fixed');
  await commitAll(scene, 'One version for all');

  await release('1.0.0', '--first-release', '--yes');

  expect(await git('tag', '--points-at', 'HEAD')).toBe('v1.0.0');
  expect(await git('status', '--porcelain')).toBe('');
  expect(await read('services/api/pyproject.toml')).toContain('"greetings==1.0.0"');
  expect(await tagsOf('api')).toContain('1.0.0');
  expect(await tagsOf('mail')).toContain('1.0.0');
});

test('what cannot be said is refused before anything is written', async () => {
  const { exitCode, output } = await nx(['release', 'version', 'prerelease'], person);

  expect(exitCode).toBe(1);
  expect(output).toContain('nx release prerelease --preid=rc');
  expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(await git('status', '--porcelain')).toBe('');
});
