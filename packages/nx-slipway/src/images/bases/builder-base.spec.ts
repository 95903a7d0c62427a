import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { builderBase } from './builder-base';

const [NEW, OLD] = ['ab', 'cd'].map((byte) => `python:3.13-slim@sha256:${byte.repeat(32)}`);

function foundIn(base: string, older: string, stage: string) {
  const text = `FROM ${base} AS base\nRUN x\n${older}\nFROM base AS base-builder\nRUN y\nFROM base-builder AS dev\n`;
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  const found = findStage(dockerfile, stage);
  return found && builderBase(dockerfile, found);
}

test.each(['base-builder', 'dev'])('%s is built on the older digest', (stage) => {
  expect(foundIn(NEW ?? '', `FROM ${OLD} AS builder-base`, stage)).toEqual({
    base: NEW,
    builtOn: OLD,
  });
});

test.each([
  ['base itself', NEW, `FROM ${OLD} AS builder-base`, 'base'],
  ['a stack without the stage', NEW, '', 'base-builder'],
  ['the same digest', NEW, `FROM ${NEW} AS builder-base`, 'base-builder'],
  ['another tag', NEW, `FROM ${OLD?.replace('3.13', '3.12')} AS builder-base`, 'base-builder'],
  ['a base without a digest', 'python:3.13-slim', `FROM ${OLD} AS builder-base`, 'base-builder'],
  ['an older one without', NEW, 'FROM python:3.13-slim AS builder-base', 'base-builder'],
  ['a stage that does something', NEW, `FROM ${OLD} AS builder-base\nRUN z`, 'base-builder'],
  [
    'a stage for a platform',
    NEW,
    `FROM --platform=linux/amd64 ${OLD} AS builder-base`,
    'base-builder',
  ],
])('everything is built on the base: %s', (_, base, older, stage) => {
  expect(foundIn(base ?? '', older, stage)).toBeUndefined();
});
