import { expect, test } from 'vitest';
import { namedModules, namespacePackage } from './named-modules';

function named(sources: readonly string[], ...commands: string[]) {
  return namedModules({ sources, commands, python: '3.13' });
}

test('modules are named by imports and by commands', () => {
  const sources = [
    'import os\nfrom app import db, (x\n',
    'from app.routers import (\n  users,\n)\n',
  ];
  expect([...named(sources, 'uvicorn app.main:app', 'python -m jobs.nightly')]).toEqual([
    ...['os', 'app', 'app.db', 'app.x', 'app.routers', 'app.routers.users'],
    ...['app.main', 'jobs.nightly'],
  ]);
});

test.each(['python app/main.py', './run.sh', 'gunicorn --config=a.b', 'x --url=http://a.b'])(
  '%s names no module',
  (command) => expect([...named([], command)]).toEqual([]),
);

test.each<[string, string[], string[] | undefined]>([
  ['app', ['main.py', 'routers'], ['app']],
  ['src/app', ['main.py'], ['app']],
  // Neither of it is in the folder.
  ['app', ['other.py'], undefined],
  ['web', ['main.py'], undefined],
  // `app/app.py` is what `app.main` would be looked for in, and fails there as it did before.
  ['app', ['main.py', 'app.py'], undefined],
  ['.', ['main.py'], undefined],
])('%s with %j', (path, entries, name) => {
  const modules = named(['from app.routers import users\n'], 'app.main:app');
  expect(namespacePackage(path, entries, modules)).toEqual(name);
});

test('folders around it belong to the name where it is imported by them', () => {
  const modules = named(['from src.app.main import app\n']);
  expect(namespacePackage('src/app', ['main.py'], modules)).toEqual(['src', 'app']);
});
