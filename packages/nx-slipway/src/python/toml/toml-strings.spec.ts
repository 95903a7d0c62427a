import { expect, test } from 'vitest';
import { tomlStrings } from './toml-strings';

test('each value has its keys and its place', () => {
  const text =
    '\uFEFFa = "x"\n[tool.uv.sources]\nshared = [{ path = \'../y\', extra = "e" }]\n[[tool.uv.index]]\nurl = """z"""\nn = 1\n';
  const found = tomlStrings(text);
  expect(found.map(({ keys, written }) => [keys.join('.'), written])).toEqual([
    ['a', 'x'],
    ['tool.uv.sources.shared.path', '../y'],
    ['tool.uv.sources.shared.extra', 'e'],
    ['tool.uv.index.url', 'z'],
  ]);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['x', '../y', 'e', 'z']);
});

test('a broken text has none', () => expect(tomlStrings('a = "x')).toEqual([]));
