import { expect, test } from 'vitest';
import { jsonWords } from './json-words';

test.each([
  ['["a", "b c"]', ['a', 'b c']],
  ['[]', []],
  ['["a", 1]', undefined],
  ['{"a": "b"}', undefined],
  ['null', undefined],
  ["['a']", undefined],
  ['gunicorn app', undefined],
])('%s: %j', (text, words) => expect(jsonWords(text)).toEqual(words));
