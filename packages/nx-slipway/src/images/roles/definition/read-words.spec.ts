import { expect, test } from 'vitest';
import { builtInRoles } from './built-in-roles';
import type { RoleValues } from './placeholders';
import { execWords, fitOf, readValues } from './read-words';
import { renderRole } from './render-role';

function roleOf(name: string) {
  const role = builtInRoles.get(name);
  if (!role) throw new Error(`no role ${name}`);
  return role;
}

test.each([
  ['CMD ["a", "b c"]', ['a', 'b c']],
  ['CMD ["a", \\\n     "b"]', ['a', 'b']],
  ['CMD ["sh", "-c", "exec a --port=$PORT"]', ['a', '--port=$PORT']],
  ['CMD a b', undefined],
  ['CMD ["a"', undefined],
])('the words of %j', (instruction, words) => expect(execWords(instruction)).toEqual(words));

test.each<[string, RoleValues]>([
  ['celery', { module: 'a:app', processes: 3, queues: ['mail', 'sms'] }],
  ['dramatiq', { module: 'a', processes: 3, threads: 2, queues: ['mail'] }],
  ['rq', { queues: ['mail', 'sms'] }],
])('what %s is told is read back', (name, values) => {
  const role = roleOf(name);
  const settings = { versions: new Map(), setByUser: [] };
  const command = renderRole(role, { ...settings, values }).view.instructions.at(-1) ?? '';
  const read = readValues(execWords(command) ?? [], role);
  // A word that is a placeholder alone may be any word.
  const { module: _, ...others } = values;
  expect(read).toMatchObject(others);
});

test.each([
  ['dramatiq a --threads=8', 'dramatiq', {}],
  ['dramatiq --queues mail --threads 8 a', 'dramatiq', { queues: ['mail'] }],
  ['dramatiq a --threads=many', 'dramatiq', {}],
])('of %j only what can be read is', (command, name, values) => {
  const { threads: _, ...read } = readValues(command.split(' '), roleOf(name));
  expect(read).toEqual(values);
});

test.each([
  ['celery --app=x worker --loglevel=INFO', 'celery', { shared: 3, isWhole: true, isNamed: true }],
  ['celery -A x worker', 'celery', { shared: 2, isWhole: false, isNamed: true }],
  ['python -m shop', 'grpc', { shared: 2, isWhole: true, isNamed: false }],
  ['celery -A x beat', 'celery', undefined],
  ['poetry run celery worker', 'celery', undefined],
])('%j fits %s as %j', (command, name, fit) =>
  expect(fitOf(command.split(' '), roleOf(name))).toEqual(fit),
);
