import { describe, expect, test } from 'vitest';
import { type NamedFolder, projectNames } from './project-names';

function folder(root: string, names: Partial<NamedFolder>): NamedFolder {
  return {
    root,
    file: `${root}/pyproject.toml`,
    ...names,
  };
}

function name(folders: readonly NamedFolder[], ...foreign: string[]) {
  const { names, renamed } = projectNames(folders, new Set(foreign));
  return [Object.fromEntries(names), renamed.map(({ folder, name }) => [folder.root, name])];
}

describe('project names', () => {
  test('come from project.json or package.json, then from the pyproject, then from the path', () => {
    const folders = [
      folder('services/api', { given: '@acme/api', python: 'api' }),
      folder('services/jobs', { python: 'Jobs.Py' }),
      folder('images/python', {}),
    ];
    expect(name(folders)).toEqual([
      { 'services/api': '@acme/api', 'services/jobs': 'Jobs.Py', 'images/python': 'images-python' },
      [],
    ]);
  });

  test('of a pyproject give way to a given one, wherever it stands', () => {
    const folders = [folder('a', { python: 'api' }), folder('b', { given: 'api' })];
    expect(name(folders)).toEqual([{ a: 'a', b: 'api' }, [['a', 'a']]]);
  });

  test('of two pyprojects go to the first by path', () => {
    const folders = [
      folder('services/b', { python: 'app' }),
      folder('services/a', { python: 'app' }),
    ];
    expect(name(folders)).toEqual([
      { 'services/a': 'app', 'services/b': 'services-b' },
      [['services/b', 'services-b']],
    ]);
  });

  test('give way to projects of other plugins', () => {
    expect(name([folder('py/web', { python: 'web' })], 'web')).toEqual([
      { 'py/web': 'py-web' },
      [['py/web', 'py-web']],
    ]);
  });
});
