import { expect, test } from 'vitest';
import { nameOfUrl } from './name-of-url';

test.each([
  ['https://files.example/a/Typing_Extensions-4.1-py3-none-any.whl', 'typing-extensions'],
  ['https://files.example/six-1.17.0-1-py2.py3-none-any.whl#sha256=00', 'six'],
  ['https://files.example/six-1.17.0-py3-none-any.whl?token=a ; os_name == "nt"', 'six'],
  ['https://files.example/main.zip#sha256=00&egg=Foo.Bar[x]', 'foo-bar'],
  ['git+https://git.example/x#egg=x', 'x'],
  ['https://files.example/six-1.17.0.tar.gz', undefined],
  ['https://files.example/main.zip', undefined],
])('%s is of %s', (url, name) => {
  expect(nameOfUrl(url)).toBe(name);
});
