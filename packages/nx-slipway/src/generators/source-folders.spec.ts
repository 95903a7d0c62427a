import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { planSourceFolders, type SourceFolderFacts } from './source-folders';

const THERE = [
  'shop/src/domain/__init__.py',
  'shop/src/domain/model.py',
  'shop/src/domain/storage/__init__.py',
  'shop/src/web/main.py',
  'shop/README.md',
  'shop/tasks.py',
];

function plan(...folders: string[]) {
  return planSourceFolders(folders, factsOf(THERE));
}

function factsOf(files: readonly string[]): SourceFolderFacts {
  return {
    dir: 'shop',
    isFile: (path) => files.includes(path),
    list: (folder) => [
      ...new Set(
        files
          .filter((file) => file.startsWith(`${folder}/`))
          .map((file) => posix.relative(folder, file).split('/')[0] ?? ''),
      ),
    ],
  };
}

test('a folder gives its content, and its modules are those in it', () =>
  expect(plan('src')).toEqual({
    copies: [{ source: 'shop/src/', target: '/app/' }],
    modules: [
      { name: 'domain', path: 'src/domain' },
      { name: 'web', path: 'src/web' },
    ],
    problems: [],
  }));

test('a package keeps its name, and those of the packages around it', () =>
  expect(plan('./src/domain/', 'src/domain/storage', 'src/web')).toEqual({
    copies: [
      { source: 'shop/src/domain/', target: '/app/domain/' },
      { source: 'shop/src/domain/storage/', target: '/app/domain/storage/' },
      { source: 'shop/src/web/', target: '/app/' },
    ],
    modules: [
      { name: 'domain', path: 'src/domain' },
      { name: 'domain.storage', path: 'src/domain/storage' },
      { name: 'main', path: 'src/web/main' },
    ],
    problems: [],
  }));

test('a module keeps its name, and those of the packages around it', () =>
  expect(plan('tasks.py', 'src/domain/model.py')).toEqual({
    copies: [
      { source: 'shop/tasks.py', target: '/app/tasks.py' },
      { source: 'shop/src/domain/model.py', target: '/app/domain/model.py' },
    ],
    modules: [
      { name: 'tasks', path: 'tasks' },
      { name: 'domain.model', path: 'src/domain/model' },
    ],
    problems: [],
  }));

test.each(['gone', 'gone.py', 'README.md', '.', '..', '/srv', '/', 'src/*'])(
  '%s is refused',
  (folder) =>
    expect(plan(folder)).toEqual({
      ...{ copies: [], modules: [] },
      problems: [expect.objectContaining({ option: 'sources', value: folder })],
    }),
);

test('a folder that is imported by its name keeps it without an __init__.py', () => {
  const named = new Set(['web.main', 'src.domain.model']);
  const files = ['shop/web/main.py', 'shop/src/domain/__init__.py', 'shop/src/domain/model.py'];
  const facts = { ...factsOf(files), named };
  expect(planSourceFolders(['web', 'src/domain'], facts)).toEqual({
    copies: [
      { source: 'shop/web/', target: '/app/web/' },
      { source: 'shop/src/domain/', target: '/app/src/domain/' },
    ],
    modules: [
      { name: 'web', path: 'web' },
      { name: 'src.domain', path: 'src/domain' },
    ],
    problems: [],
  });
});
