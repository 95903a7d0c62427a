import { expect, test } from 'vitest';
import { formatProblem } from './format-problem';
import { hasLogin, withoutLogins } from './logins';

test.each([
  ['https://me:secret@index.example/simple', 'https://index.example/simple'],
  ['git+https://ghp_token@git.example/a.git', 'git+https://git.example/a.git'],
  // What is not escaped as it should be is a part of the password.
  ['https://me:p@ss$word@index.example/', 'https://index.example/'],
  ['ftp://me:secret@a.example/x', 'ftp://a.example/x'],
  ['redis://:secret@a.example:6379/0', 'redis://a.example:6379/0'],
  ['--index-url HTTP://a:b%40c@x/ --pre', '--index-url HTTP://x/ --pre'],
])('%s holds a login', (text, expected) => {
  expect(hasLogin(text)).toBe(true);
  expect(withoutLogins(text)).toBe(expected);
});

test.each([
  'https://index.example/simple/@scope',
  // pip's own words for variables.
  `https://$${'{USER}:$'}{TOKEN}@index.example/simple`,
  'ssh://git@git.example/a.git',
  'https://index.example?at=me@example',
  'https://a.example:8080/simple me@example',
  'mail@example',
])('%s holds none', (text) => {
  expect(hasLogin(text)).toBe(false);
  expect(withoutLogins(text)).toBe(text);
});

test('the time it takes grows with the length alone', () => {
  const texts = ['a.'.repeat(100_000), 'https://'.repeat(30_000), `http://${':'.repeat(100_000)}`];
  const started = performance.now();
  for (const text of texts) expect(hasLogin(text)).toBe(false);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('a problem is said without the login that its line holds', () => {
  const place = { file: 'requirements.txt', line: 1 };
  const requirement = 'a @ https://me:secret@index.example/a.whl ?';
  const text = formatProblem({ kind: 'requirement-broken', place, requirement, detail: 'x' });
  expect(text).toContain('https://index.example/a.whl');
  expect(text).not.toContain('secret');
});
