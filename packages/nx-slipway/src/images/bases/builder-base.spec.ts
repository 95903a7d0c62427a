import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { BUILDER_BASE, builderBase, formatBuilderBase, readBuilderBase } from './builder-base';

const [NEW = '', OLD = '', OTHER = ''] = ['ab', 'cd', 'ef'].map(
  (byte) => `sha256:${byte.repeat(32)}`,
);
const TAG = 'python:3.13-slim';
const WRITTEN = { builtOn: `${TAG}@${OLD}`, compared: [OLD, NEW] as const, lost: [] };

function stackOf(base: string, written: readonly string[]) {
  const stages = [
    ...[`FROM ${base} AS base`, 'RUN x', ...written],
    ...['FROM base AS base-builder', 'RUN y', 'FROM base-builder AS dev', ''],
  ];
  return parseDockerfile(stages.join('\n'), 'Dockerfile').dockerfile;
}

function foundIn(base: string, written: readonly string[], stage = 'base-builder') {
  const dockerfile = stackOf(base, written);
  const found = findStage(dockerfile, stage);
  return found && builderBase(dockerfile, found);
}

test.each(['base-builder', 'dev'])('%s is built on the older digest', (stage) => {
  expect(foundIn(`${TAG}@${NEW}`, formatBuilderBase(WRITTEN), stage)).toEqual({
    ...{ base: `${TAG}@${NEW}`, builtOn: `${TAG}@${OLD}`, lost: [] },
  });
});

test.each([[[]], [['liba.so.1', 'libb++.so.2']]])('what is written is read: %j', (lost) => {
  const named = findStage(stackOf(TAG, formatBuilderBase({ ...WRITTEN, lost })), BUILDER_BASE);
  expect(named && readBuilderBase(named)).toEqual({ ...WRITTEN, lost });
});

const without = formatBuilderBase(WRITTEN).slice(0, 1);
test.each<[string, string, readonly string[], string?]>([
  ['base itself', NEW, formatBuilderBase(WRITTEN), 'base'],
  ['a stack without the stage', NEW, []],
  ['a base that a bot renewed', OTHER, formatBuilderBase(WRITTEN)],
  [
    'two digests that a bot renewed',
    OTHER,
    formatBuilderBase({ ...WRITTEN, builtOn: `${TAG}@${OTHER}` }),
  ],
  [
    'the older digest that a bot renewed',
    NEW,
    formatBuilderBase({ ...WRITTEN, builtOn: `${TAG}@${OTHER}` }),
  ],
  [
    'the same digest',
    NEW,
    formatBuilderBase({ ...WRITTEN, builtOn: `${TAG}@${NEW}`, compared: [NEW, NEW] }),
  ],
  ['another tag', NEW, formatBuilderBase({ ...WRITTEN, builtOn: `python:3.12-slim@${OLD}` })],
  ['an older one without a digest', NEW, formatBuilderBase({ ...WRITTEN, builtOn: TAG })],
  ['nothing that was compared', NEW, without],
  ['a stage that does something', NEW, [...formatBuilderBase(WRITTEN), 'RUN z']],
  ['another label', NEW, [...formatBuilderBase(WRITTEN), 'LABEL a=b']],
  ['a label twice', NEW, [...formatBuilderBase(WRITTEN), ...formatBuilderBase(WRITTEN).slice(1)]],
  [
    'a stage for a platform',
    NEW,
    formatBuilderBase(WRITTEN).map((line) => line.replace('FROM', 'FROM --platform=linux/amd64')),
  ],
])('everything is built on the base: %s', (_, digest, written, stage) => {
  expect(foundIn(`${TAG}@${digest}`, written, stage)).toBeUndefined();
});

test('a base without a digest is built on as well', () => {
  expect(foundIn(TAG, formatBuilderBase(WRITTEN))).toBeUndefined();
});
