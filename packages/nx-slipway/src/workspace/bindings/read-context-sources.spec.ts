import { expect, test } from 'vitest';
import { plan, tasks } from '../../../test-support/planned-run';
import { runFactsOf } from '../../../test-support/run-facts';
import {
  type Files,
  rootFiles,
  serviceDockerfile,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { formatProblem } from '../../problems/format-problem';

const DOCKERFILE = 'services/api/Dockerfile';
const IGNORE = `${DOCKERFILE}.dockerignore`;
const given: Files = { ...rootFiles(), ...stackFiles(), ...serviceFiles({ name: 'api' }) };
const frontend: Files = {
  [DOCKERFILE]: `FROM node AS frontend\nCOPY frontend /src/\n${serviceDockerfile({ name: 'api' })}COPY --from=frontend /src /static\n`,
  'frontend/index.html': '',
};
const task = tasks.filter(({ project }) => project === 'api');

function problemsOf(files: Files) {
  const bindings = runFactsOf({ ...given, ...files }).bindings.get('api');
  return {
    problems: bindings?.problems.map(formatProblem) ?? [],
    notes: [...(bindings?.notes ?? []), ...(bindings?.bindings?.notes ?? [])].map(formatProblem),
  };
}

test('what a generated Dockerfile takes and its ignore file leaves out is a problem before the build', () => {
  const facts = runFactsOf({ ...given, ...frontend });
  expect(plan(task, facts).problems).toEqual({ 'api:build-image': ['context-source-ignored'] });
  expect(problemsOf(frontend).problems).toEqual([
    expect.stringMatching(
      /^services\/api\/Dockerfile:2: this line takes frontend, .*\n {2}Run `nx sync`/,
    ),
  ]);
});

test('it is none after the folder was let in', () => {
  const text = `${given[IGNORE]}`.replace('!services', '!frontend\n!services');
  expect(problemsOf({ ...frontend, [IGNORE]: text })).toEqual({ problems: [], notes: [] });
});

test('a stage of the user’s own leaves all stages bound', () => {
  const text = `${given[IGNORE]}!frontend\n`;
  const copied = `${frontend[DOCKERFILE]}`.replace(
    'COPY services/api/ services/api/\n',
    'COPY services/api/ services/api/\nCOPY --from=frontend /src services/api/src/api/static\n',
  );
  const files = { ...given, ...frontend, [DOCKERFILE]: copied, [IGNORE]: text };
  const { bindings, problems } = runFactsOf(files).bindings.get('api') ?? {};
  expect(problems).toEqual([]);
  expect(copied).toContain('/src/api/static');
  expect(Object.keys(bindings ?? {})).toEqual(expect.arrayContaining(['lock', 'foundation']));
  expect(bindings?.notes).toEqual([]);
});

test('what a Dockerfile of others takes is a note, and says the line', () => {
  const own = { [DOCKERFILE]: 'FROM scratch\nCOPY web /\n', [IGNORE]: 'web\n', 'web/a': '' };
  const { problems, notes } = problemsOf(own);
  expect(problems).toEqual([]);
  expect(notes).toEqual([expect.stringContaining(`Write \`!web\` at the end of ${IGNORE}.`)]);
  const facts = runFactsOf({ ...given, ...own });
  expect(plan(task, facts).notes).toEqual(['context-source-ignored']);
});

test('the ignore file of the context is read where none is beside the Dockerfile', () => {
  const { [IGNORE]: _, ...rest } = given;
  const files = {
    ...rest,
    [DOCKERFILE]: 'FROM scratch\nCOPY web /\n',
    '.dockerignore': 'web\n',
    'web/a': '',
  };
  const notes = runFactsOf(files).bindings.get('api')?.notes?.map(formatProblem);
  expect(notes).toEqual([expect.stringContaining('at the end of .dockerignore.')]);
});

test('what does not exist is said to', () => {
  const { 'frontend/index.html': _, ...missing } = frontend;
  const text = `${given[IGNORE]}!frontend\n`;
  expect(problemsOf({ ...missing, [IGNORE]: text }).problems).toEqual([
    expect.stringMatching(/Dockerfile:2: this line takes frontend, which does not exist/),
  ]);
});

test('a build argument decides what is taken', () => {
  const own = { [DOCKERFILE]: 'FROM scratch\nARG DIR=web\nCOPY $DIR /\n', 'web/a': '' };
  expect(problemsOf({ ...own, [IGNORE]: '' }).notes).toEqual([]);
});
