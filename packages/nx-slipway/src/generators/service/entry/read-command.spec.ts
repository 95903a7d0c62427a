import { expect, test } from 'vitest';
import { formatProblem } from '../../../problems/format-problem';
import { parsePyproject } from '../../../python/pyproject/parse-pyproject';
import { type CommandFacts, readCommand } from './read-command';

const { pyproject } = parsePyproject(
  { project: { name: 'shop', scripts: { bill: 'shop:bill', pay: 'shop:pay' } } },
  'services/shop/pyproject.toml',
);
const others = [
  { name: 'scripts.seed', file: 'scripts/seed.py', text: '' },
  { name: 'tools.__main__', file: 'tools/__main__.py', text: '' },
];
const facts: CommandFacts = {
  project: { pyproject },
  modules: { others },
  installed: { versions: new Map([['alembic', '1.0']]) },
  copied: [],
};

test.each([
  ['bill --all', ['bill', '--all']],
  ['alembic upgrade  head', ['alembic', 'upgrade', 'head']],
  ['python -m shop.db', ['python', '-m', 'shop.db']],
  ['["sh", "-c", "a && b"]', ['sh', '-c', 'a && b']],
])('%s is a command of the image', (command, args) =>
  expect(readCommand(command, facts)).toEqual({ args }),
);

test.each([
  [undefined, /: shop has several console scripts\n.*--command=bill or --command=pay/],
  [
    'flask run',
    /^services\/shop\/pyproject\.toml: flask is not a console script of this project, and .*\n/,
  ],
  ['bill && pay', /"bill && pay" for --command\n.*JSON list, because no shell/],
  ['alembic -x "a b"', /no shell reads the command/],
  ['["a", 1]', /as JSON has it/],
  ['python -m scripts.seed', /^services\/shop\/scripts\/seed\.py: the image installs the wheel/],
  ['["python3", "-m", "tools"]', /^services\/shop\/tools\/__main__\.py: /],
])('%s is refused', (command, message) => {
  const read = readCommand(command, facts);
  expect('problem' in read ? formatProblem(read.problem) : '').toMatch(message);
});

test('without a script and a command, what to type is a whole command line', () => {
  const none = { ...facts.project.pyproject, scripts: new Map() };
  const read = readCommand(undefined, { ...facts, project: { pyproject: none } });
  expect('problem' in read && formatProblem(read.problem)).toMatch(
    /: shop has no console script\n {2}.*: --command='python -m …'/,
  );
});

test.each([['scripts'], ['scripts/'], ['scripts/seed.py']])('a module in %s is copied', (file) => {
  const command = 'python -m scripts.seed';
  expect(readCommand(command, { ...facts, copied: [file] })).toHaveProperty('args');
});

test('an image that somebody else has described may have any program', () => {
  const { installed: _, ...unknown } = facts;
  expect(readCommand('flask run', unknown)).toEqual({ args: ['flask', 'run'] });
});
