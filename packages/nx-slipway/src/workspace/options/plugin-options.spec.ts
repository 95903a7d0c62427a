import { expect, test } from 'vitest';
import { normalizePluginOptions, pluginOptionsOf } from './plugin-options';

const workspace = { packageName: '@acme/source', folder: 'code' };

test('options have defaults; an empty namespace is one', () => {
  expect(normalizePluginOptions(undefined, workspace)).toEqual({
    namespace: 'acme',
    buildTargetName: 'build-image',
    runTargetName: 'run-image',
    pushTargetName: 'push-image',
    checkBaseTargetName: 'check-base',
    sharedLayers: true,
    repositories: [],
    tags: [],
    roles: [],
  });
  const options = { namespace: 'registry.example/acme/', buildTargetName: 'image' };
  expect(normalizePluginOptions(options, workspace)).toEqual({
    namespace: 'registry.example/acme',
    buildTargetName: 'image',
    runTargetName: 'run-image',
    pushTargetName: 'push-image',
    checkBaseTargetName: 'check-base',
    sharedLayers: true,
    repositories: [],
    tags: [],
    roles: [],
  });
  expect(normalizePluginOptions({ namespace: '' }, workspace).namespace).toBe('');
  const elsewhere = { builder: 'fleet', cacheBackend: 'registry' };
  expect(normalizePluginOptions(elsewhere, workspace)).toMatchObject(elsewhere);
});

test.each<[string, Parameters<typeof pluginOptionsOf>[0], unknown]>([
  [
    'by name',
    { plugins: [{ plugin: 'nx-slipway', options: { namespace: 'a' } }] },
    { namespace: 'a' },
  ],
  ['by path', { plugins: [{ plugin: './x/nx-slipway/dist/plugin.js', options: {} }] }, {}],
  ['without options', { plugins: ['nx-slipway'] }, undefined],
  ['of others', { plugins: [{ plugin: '@acme/not-nx-slipway', options: {} }] }, undefined],
  ['without plugins', {}, undefined],
])('options are found in nx.json %s', (_, nxJson, expected) => {
  expect(pluginOptionsOf(nxJson)).toEqual(expected);
});
