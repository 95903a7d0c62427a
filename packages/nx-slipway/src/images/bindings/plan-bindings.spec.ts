import { describe, expect, test } from 'vitest';
import { serviceDockerfile } from '../../../test-support/workspace-files';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { PythonProject } from '../../python/pyproject/python-project';
import { readServiceTemplates } from '../../workspace/files/read-service-templates';
import { readSelection } from '../installers/installers';
import { expectedServiceView } from './expected-service-view';
import { planBindings } from './plan-bindings';
import { renderServiceDockerfile } from './render-service-dockerfile';

const FILE = 'services/api/Dockerfile';
const project = {
  dir: 'services/api',
  lockDir: '.',
  installer: 'uv',
  pyproject: { normalizedName: 'api' },
} as PythonProject;
const generated = serviceDockerfile({ name: 'api' });
function parse(text: string) {
  return parseDockerfile(text, FILE).dockerfile;
}

/** The bindings of an existing Dockerfile. */
function bindingsOf(text: string) {
  const actual = parse(text);
  const selection = readSelection(actual, project) ?? { package: 'api', extras: [], groups: [] };
  const view = expectedServiceView(actual, project, selection);
  const expected = parse(renderServiceDockerfile(view, readServiceTemplates()));
  const lock = { 'uv.lock': 'slice' };
  const { notes, ...bindings } = planBindings({ actual, expected, closure: ['libs/a'], lock });
  return {
    bound: Object.keys(bindings),
    foundation: bindings.foundation,
    notes: notes.map((note) =>
      note.kind === 'stage-edited' ? `${note.stage}:${note.place.line}` : note.kind,
    ),
  };
}

/** The line a stage begins in, counted from 1. */
function lineOf(text: string, stage: string) {
  return text.split('\n').findIndex((line) => line.endsWith(` AS ${stage}`)) + 1;
}

describe('a Dockerfile as it was generated', () => {
  test.each([
    ['plain', {}, 'python-base', 'python-base-builder'],
    ['with packages to run', { apt: ['libpq5'] }, 'system', 'python-base-builder'],
    ['with packages to build', { buildApt: ['gcc'] }, 'python-base', 'builder'],
    ['with both', { apt: ['libpq5'], buildApt: ['gcc', 'make'] }, 'system', 'builder'],
  ])('%s is bound whole', (_, more, baseStage, builderStage) => {
    expect(bindingsOf(serviceDockerfile({ name: 'api', ...more }))).toEqual({
      bound: ['lock', 'foundation'],
      foundation: { baseStage, builderStage, libraries: ['libs/a'] },
      notes: [],
    });
  });

  test('stays so with other comments, line breaks and a change outside the bound stages', () => {
    const text = generated
      .replace('# The lock;', '# Mine;')
      .replace(' \\\n    find', ' find')
      .replace('USER 10001', 'ENV MORE=1\nUSER 10001');
    expect(bindingsOf(text)).toMatchObject({ bound: ['lock', 'foundation'], notes: [] });
  });

  test('stays so with another selection', () => {
    const text = generated.replace('--package api', '--package api --extra b --group g');
    expect(bindingsOf(text)).toMatchObject({ bound: ['lock', 'foundation'], notes: [] });
  });
});

describe('an edited stage', () => {
  test.each([
    ['lock', 'COPY pyproject.toml uv.lock /', 'COPY pyproject.toml uv.lock /x/', ['foundation']],
    ['libraries', 'COPY . .\n', 'COPY . .\nRUN true\n', ['lock']],
    ['foundation', 'AS foundation\n', 'AS foundation\nENV X=1\n', ['lock']],
  ])('%s is left as written', (stage, from, to, bound) => {
    const text = generated.replace(from, to);
    expect(text).not.toBe(generated);
    const bindings = bindingsOf(text);
    expect(bindings.bound).toEqual(bound);
    expect(bindings.notes).toEqual([`${stage}:${lineOf(text, stage)}`]);
  });

  test('that is gone altogether is not bound and not edited', () => {
    const text = generated.replace(/# nx-slipway puts.*\nFROM .*foundation\n/, '');
    expect(bindingsOf(text.replace('FROM foundation AS', 'FROM python-base AS'))).toMatchObject({
      bound: ['lock'],
      notes: [],
    });
  });
});

test('the selection is read from the RUN that installs', () => {
  const text = generated.replace('--package api', '--extra=b --extra a --package=api');
  expect(readSelection(parse(text), project)).toEqual({
    package: 'api',
    extras: ['a', 'b'],
    groups: [],
  });
  const other = generated.replace(/uv sync.*/, 'pip install -r requirements.txt');
  expect(readSelection(parse(other), project)).toBeUndefined();
  expect(readSelection(parse('FROM x'), project)).toBeUndefined();
});
