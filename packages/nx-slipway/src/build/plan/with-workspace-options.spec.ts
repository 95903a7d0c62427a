import { expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import type { BuildImageSchema } from '../../executors/build-image/schema';
import { type OptionSources, withWorkspaceOptions } from './with-workspace-options';

function filled(
  options: BuildImageSchema,
  plugin: Omit<OptionSources['plugin'], 'namespace'> = {},
  environment: OptionSources['environment'] = {},
  namespace = 'r.example/acme',
) {
  return withWorkspaceOptions(buildTasksOf(['api'], options), {
    plugin: { namespace, ...plugin },
    environment,
  });
}

test.each<[string, BuildImageSchema, OptionSources['environment'], string | undefined]>([
  ['nx.json names it', {}, {}, 'fleet'],
  ['the machine comes before nx.json', {}, { BUILDX_BUILDER: 'ci' }, undefined],
  ['a task before both', { builder: 'mine' }, { BUILDX_BUILDER: 'ci' }, 'mine'],
])('builder: %s', (_, options, environment, expected) => {
  const { tasks } = filled(options, { builder: 'fleet' }, environment);
  expect(tasks.map((task) => task.options.builder)).toEqual([expected]);
});

test.each<[string, BuildImageSchema, string, string | undefined]>([
  ['nx.json names it', {}, 'type=gha,scope=x', 'type=gha,scope=x'],
  ['a task comes before it', { cacheBackend: 'inline' }, 'gha', 'inline'],
  ['a task may have none', { cacheBackend: '' }, 'gha', ''],
  ['a registry is the namespace’s', {}, 'registry', 'type=registry,ref=r.example/acme/build-cache'],
  ['a folder is one that git ignores', {}, 'local', 'type=local,dest=.nx/cache/image-layers'],
])('cacheBackend: %s', (_, options, cacheBackend, expected) => {
  const { tasks } = filled(options, { cacheBackend });
  expect(tasks.map((task) => task.options.cacheBackend)).toEqual([expected]);
});

test.each<[string, BuildImageSchema, Omit<OptionSources['plugin'], 'namespace'>, BuildImageSchema]>(
  [
    ['nx.json names it', {}, { engine: 'podman' }, { engine: 'podman' }],
    ['a task comes before it', { engine: 'docker' }, { engine: 'podman' }, { engine: 'docker' }],
    ['a builder is of its engine', {}, { builder: 'fleet' }, { builder: 'fleet' }],
    ['so is a compression', {}, { compression: 'zstd' }, { compression: 'zstd' }],
    [
      'a task has another compression',
      { compression: 'gzip' },
      { compression: 'zstd' },
      { compression: 'gzip' },
    ],
    [
      'another engine has neither its builder nor its cache',
      { engine: 'podman' },
      { builder: 'fleet', cacheBackend: 'gha', compression: 'zstd' },
      { engine: 'podman' },
    ],
    [
      'the default by its name is no other',
      { engine: 'docker' },
      { builder: 'fleet' },
      { engine: 'docker', builder: 'fleet' },
    ],
  ],
)('engine: %s', (_, options, plugin, expected) => {
  const { tasks } = filled(options, plugin);
  expect(tasks.map((task) => task.options)).toEqual([{ ...expected, cacheWrite: false }]);
});

test('what is read besides is filled in as well, also without a namespace', () => {
  const { tasks } = filled({ cacheFrom: ['registry', 'gha'] }, {}, {}, '');
  expect(tasks[0]?.options.cacheFrom).toEqual(['type=registry,ref=build-cache', 'gha']);
});

test.each<[BuildImageSchema, OptionSources['environment'], boolean]>([
  [{}, {}, false],
  [{}, { CI: 'true' }, true],
  [{}, { CI: 'false' }, false],
  [{ cacheWrite: false }, { CI: '1' }, false],
  [{ cacheWrite: true }, {}, true],
])('layers are written by CI alone unless asked otherwise: %j, %j', (options, environment, is) => {
  expect(filled(options, {}, environment).tasks[0]?.options.cacheWrite).toBe(is);
});

test.each<[string, string, OptionSources['environment'], readonly string[]]>([
  ['is said', 'gha', {}, ['github-cache-unavailable']],
  [
    'needs an address too',
    'type=gha,scope=a',
    { ACTIONS_RUNTIME_TOKEN: 't' },
    ['github-cache-unavailable'],
  ],
  [
    'is not said where it is there',
    'gha',
    { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'u' },
    [],
  ],
  ['does not matter to others', 'registry', {}, []],
])('that there is no cache of GitHub’s %s', (_, cacheBackend, environment, kinds) => {
  const { notes } = filled({ cacheBackend }, {}, environment);
  expect(notes.map(({ kind }) => kind)).toEqual(kinds);
});

test('what Nx has split at the commas is whole again', () => {
  const options = { secrets: ['id=netrc', 'src=FILE'], tags: ['type=raw', 'value=x', 'a/b:1'] };
  const { tasks } = filled(options);
  expect(tasks[0]?.options).toMatchObject({
    secrets: ['id=netrc,src=FILE'],
    tags: ['type=raw,value=x', 'a/b:1'],
  });
});
