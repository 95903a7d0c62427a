import { expect, test } from 'vitest';
import { formatProblem } from './format-problem';
import { hasLogin, withoutLogins } from './logins';

test.each([
  ['https://me:secret@index.example/simple', 'https://index.example/simple'],
  ['git+https://ghp_token@git.example/a.git', 'git+https://git.example/a.git'],
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
  'mail@example',
])('%s holds none', (text) => {
  expect(hasLogin(text)).toBe(false);
  expect(withoutLogins(text)).toBe(text);
});

test('a problem is said without the login that its line holds', () => {
  const place = { file: 'requirements.txt', line: 1 };
  const requirement = 'a @ https://me:secret@index.example/a.whl ?';
  const text = formatProblem({ kind: 'requirement-broken', place, requirement, detail: 'x' });
  expect(text).toContain('https://index.example/a.whl');
  expect(text).not.toContain('secret');
});
