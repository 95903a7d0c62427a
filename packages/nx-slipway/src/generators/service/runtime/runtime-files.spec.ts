import { expect, test } from 'vitest';
import { planRuntimeFiles } from './runtime-files';

const THERE = [
  'services/shop/alembic.ini',
  'services/shop/scripts/up.sh',
  'services/shop/src/shop/t/a.html',
];

function plan(files: readonly string[], workdir?: string) {
  return planRuntimeFiles(files, {
    ...{ dir: 'services/shop', packages: [{ name: 'shop', path: 'src/shop' }] },
    isFile: (path) => THERE.includes(path),
    list: (folder) => THERE.filter((file) => file.startsWith(`${folder}/`)),
    ...(workdir !== undefined && { workdir }),
  });
}

test('files and folders go beside the application, and what lies in a package into it', () =>
  expect(plan(['alembic.ini', './scripts/', 'src/shop/t'])).toEqual({
    files: [
      { source: 'services/shop/alembic.ini', target: '/app/alembic.ini' },
      { source: 'services/shop/scripts/', target: '/app/scripts/' },
      { source: 'services/shop/src/shop/t/', target: '/app/shop/t/' },
    ],
    problems: [],
  }));

test('another working directory takes what is not in a package', () =>
  expect(plan(['alembic.ini', 'src/shop/t'], '/srv').files.map(({ target }) => target)).toEqual([
    '/srv/alembic.ini',
    '/app/shop/t/',
  ]));

test.each(['gone.ini', '../other', '/etc/passwd', '/', '.', 'tests/data', 'a*.ini'])(
  '%s is refused',
  (file) =>
    expect(plan([file])).toEqual({
      files: [],
      problems: [expect.objectContaining({ option: 'files', value: file })],
    }),
);
