// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { describe, expect, test } from 'vitest';
import { imageReferences } from '../image-references';
import { parseDockerfile } from '../parse-dockerfile';
import { finalStages } from './final-stages';
import { findStage } from './find-stage';
import { reachableStages } from './reachable-stages';
import { sameStage } from './same-stage';

function parse(...lines: string[]) {
  return parseDockerfile(lines.join('\n'), 'Dockerfile').dockerfile;
}
function names(stages: readonly { name?: string }[]) {
  return stages.map(({ name }) => name);
}

const service = parse(
  'FROM acme/base AS base',
  'FROM acme/builder AS builder',
  'FROM builder AS wheels',
  'RUN --mount=type=bind,from=base b',
  'FROM base AS worker',
  'COPY --from=wheels a b',
  'FROM base AS http',
  'COPY --from=acme/tools a b',
);

test('final stages are those no other stage needs', () => {
  expect(names(finalStages(service))).toEqual(['worker', 'http']);
});

test('a stage chosen by a variable needs all it may choose from', () => {
  const byPlatform = [
    'FROM a AS base-amd64',
    'FROM a AS base-arm64',
    'FROM base-${TARGETARCH} AS x',
  ];
  expect(names(finalStages(parse(...byPlatform)))).toEqual(['x']);
  expect(names(finalStages(parse('FROM a AS one', 'FROM ${BASE} AS two')))).toEqual(['one', 'two']);
});

describe('find-stage', () => {
  const twice = parse('FROM a AS x', 'FROM b AS X', 'FROM c');
  test.each([
    ['x', 1],
    ['X', 1],
    ['y', undefined],
    [undefined, 2],
  ])('%s', (name, index) => expect(findStage(twice, name)?.index).toBe(index));
});

test('reachable stages are a stage and all it needs', () => {
  const http = findStage(service);
  expect(http && names(reachableStages(service, http))).toEqual(['base', 'http']);
  const worker = findStage(service, 'worker');
  expect(worker && names(reachableStages(service, worker))).toEqual([
    'base',
    'builder',
    'wheels',
    'worker',
  ]);
});

test('image references are those that leave the file', () => {
  expect(imageReferences(service.stages).map(({ text }) => text)).toEqual([
    'acme/base',
    'acme/builder',
    'acme/tools',
  ]);
});

describe('same-stage', () => {
  const template = ['FROM base AS application', 'COPY services/api/ service/', 'RUN a && b'];
  test.each([
    ['itself', template, true],
    [
      'other blanks and comments',
      ['FROM  base as app', '# x', template[1], 'RUN a \\', '  && b'],
      true,
    ],
    ['another base', ['FROM other', ...template.slice(1)], false],
    ['another platform', ['FROM --platform=linux/amd64 base', ...template.slice(1)], false],
    ['one instruction more', [...template, 'USER 1'], false],
    ['an edited instruction', [...template.slice(0, 2), 'RUN a && c'], false],
  ])('%s', (_, lines, expected) => {
    const [one] = parse(...template).stages;
    const [other] = parse(...lines.map(String)).stages;
    expect(one && other && sameStage(one, other)).toBe(expected);
  });
});
