import { expect, test } from 'vitest';
import { editJsonNames, editJsonPaths, editSchemaPath, setProjectName } from './edit-project-json';

const move = { from: 'services/api', to: 'apps/web/billing' };

test('paths of a project.json follow, comments and all else stay', () => {
  const text = `{
  // of the api
  "$schema": "../../node_modules/nx/schemas/project-schema.json",
  "sourceRoot": "services/api/src",
  "targets": { "lint": { "command": "ruff check services/api {projectRoot}", "options": { "cwd": "services/api" } } },
  "other": "services/api-v2",
}
`;
  expect(editSchemaPath(editJsonPaths(text, move), move, { existed: () => true })).toBe(
    text
      .replace('"../../node', '"../../../node')
      .replaceAll(/services\/api(?!-)/g, 'apps/web/billing'),
  );
});

test('a folder of one word is one where its key says so', () => {
  const text = '{ "name": "api", "sourceRoot": "api", "root": "api/src", "tags": ["api"] }';
  expect(editJsonPaths(text, { from: 'api', to: 'services/api' })).toBe(
    '{ "name": "api", "sourceRoot": "services/api", "root": "services/api/src", "tags": ["api"] }',
  );
});

test('names of the project follow where Nx takes them for one', () => {
  const text = JSON.stringify({
    name: 'api',
    tags: ['api'],
    implicitDependencies: ['api', '!api', 'api-v2'],
    release: { groups: { api: { projects: ['api'] } }, projects: 'api' },
    targets: {
      x: {
        dependsOn: ['api:build', { projects: ['api'], target: 'y' }],
        inputs: [{ projects: 'api' }],
      },
    },
  });
  expect(JSON.parse(editJsonNames(text, 'api', 'billing'))).toEqual({
    name: 'api',
    tags: ['api'],
    implicitDependencies: ['billing', '!billing', 'api-v2'],
    release: { groups: { api: { projects: ['billing'] } }, projects: 'billing' },
    targets: {
      x: {
        dependsOn: ['billing:build', { projects: ['billing'], target: 'y' }],
        inputs: [{ projects: 'billing' }],
      },
    },
  });
});

test('a name is written where there is none', () => {
  expect(setProjectName(undefined, 'billing')).toBe('{\n  "name": "billing"\n}\n');
  expect(setProjectName('{\n  "tags": []\n}\n', 'billing')).toBe(
    '{\n  "tags": [],\n  "name": "billing"\n}\n',
  );
  expect(setProjectName('{ "name": "api" }', 'billing')).toBe('{ "name": "billing" }');
});
