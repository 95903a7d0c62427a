import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { parseUvLock } from './parse-uv-lock';

const text = `version = 1
revision = 5
requires-python = ">=3.12"
conflicts = [[
    { package = "api", extra = "a" },
    { package = "api", extra = "b" },
]]

[manifest]
members = ["api", "core"]

[[package]]
name = "api"
version = "1"
source = { editable = "services/api" }
dependencies = [
    { name = "attrs", version = "2", source = { registry = "https://index.example/simple" }, marker = "os_name == 'nt'" },
]

[package.metadata]
requires-dist = [{ name = "attrs", specifier = ">=2" }]
provides-extras = ["a", "b"]
`;
function parsed(content: string) {
  return parseUvLock(parse(content), { file: 'uv.lock', text: content });
}

test('keeps the place of everything that a slice cuts', () => {
  const { lock } = parsed(text);
  const at = (range?: { readonly start: number; readonly end: number }) =>
    range && text.slice(range.start, range.end);
  const [api] = lock?.packages ?? [];
  expect(lock?.members.map((each) => [each.packages, at(each.range)])).toEqual([
    [['api'], '"api"'],
    [['core'], '"core"'],
  ]);
  expect(lock?.conflicts.map(({ packages }) => packages)).toEqual([['api', 'api']]);
  expect(at(lock?.head.get('requires-python'))).toBe('requires-python = ">=3.12"\n');
  expect(at(api?.range)).toBe(text.slice(text.indexOf('[[package]]')));
  expect(at(api?.parts.get('version'))).toBe('version = "1"\n');
  expect(at(api?.parts.get('[metadata]'))).toBe(text.slice(text.indexOf('[package.metadata]')));
  expect(api?.providedExtras.map(at)).toEqual(['"a"', '"b"']);
  expect(api?.dependencies.map((each) => each.pins.map(at).join(''))).toEqual([
    ', version = "2", source = { registry = "https://index.example/simple" }',
  ]);
});

test('reads a lock with carriage returns as one without', () => {
  expect(parsed(text.replaceAll('\n', '\r\n'))).toEqual(parsed(text));
});

test.each([
  ['version = 2\n', '2'],
  ['', 'none'],
])('knows version 1 alone: %j', (content, found) => {
  expect(parsed(content)).toEqual({
    problems: [{ kind: 'lock-version-unknown', place: { file: 'uv.lock', line: 1 }, found }],
  });
});

test.each([
  'version = 1\npackage = [{ name = "a", version = "1", source = { virtual = "." } }]\n',
  'version = 1\n[[package]]\nname = "a"\nsource = { virtual = "." }\noptional-dependencies = { x = [] }\n',
  'version = 1\n[[package]]\nname = "a"\n',
])('does not cut from a layout it does not know: %j', (content) => {
  expect(parsed(content).problems).toEqual([
    { kind: 'lock-layout-unknown', place: { file: 'uv.lock' } },
  ]);
});
