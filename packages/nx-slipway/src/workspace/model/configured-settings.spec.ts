import { expect, test } from 'vitest';
import type { Image } from '../../images/model/image';
import { configuredSettings } from './configured-settings';
import { readFileFacts } from './file-facts';

const API: Image = {
  id: 'api',
  project: 'api',
  root: 'services/api',
  dockerfile: 'services/api/Dockerfile',
  reference: 'acme/api',
};

function settingsOf(
  targets: object,
  targetDefaults: Record<string, unknown> = {},
  image: Image = API,
) {
  const file = 'services/api/project.json';
  const facts = readFileFacts(file, () => JSON.stringify({ name: 'api', targets }));
  return configuredSettings({
    facts: new Map(facts ? [[file, facts]] : []),
    targetDefaults: targetDefaults as never,
    targetNames: { buildTargetName: 'build-image', pushTargetName: 'push-image' },
  })(image);
}

test('an image that nothing is configured for is built as it stands', () => {
  expect(settingsOf({})).toEqual([]);
  expect(settingsOf({ 'build-image': { options: { tags: ['a'] } } })).toEqual([]);
  expect(settingsOf({ test: { options: { context: 'x' } } })).toEqual([]);
});

test('options of project.json count, those of configurations as well', () => {
  const options = { context: '{projectRoot}', buildArgs: { PORT: 8000, DEBUG: true } };
  const configurations = { small: { target: 'small' } };
  expect(settingsOf({ 'build-image': { options, configurations } })).toEqual([
    { buildArgs: { PORT: '8000', DEBUG: 'true' }, context: 'services/api' },
    { buildArgs: { PORT: '8000', DEBUG: 'true' }, context: 'services/api', target: 'small' },
  ]);
});

test.each([
  ['an executor', 'nx-slipway:build-image'],
  ['a target', 'build-image'],
  ['a pattern', 'build-*'],
])('defaults of %s count', (_, key) => {
  const defaults = { [key]: { options: { contexts: { lib: '{workspaceRoot}/vendor/lib' } } } };
  expect(settingsOf({}, defaults)).toEqual([{ contexts: { lib: 'vendor/lib' } }]);
});

test('of several defaults each counts, since which one Nx takes is not worked out', () => {
  const entries = [{ options: { context: 'a' } }, { options: { context: 'b' } }];
  expect(settingsOf({}, { 'build-image': entries })).toEqual([{ context: 'a' }, { context: 'b' }]);
});

test('targets of single images count for those', () => {
  const targets = { 'build-image-worker': { options: { target: 'other' } } };
  expect(settingsOf(targets)).toEqual([]);
  expect(settingsOf(targets, {}, { ...API, name: 'worker' })).toEqual([{ target: 'other' }]);
});
