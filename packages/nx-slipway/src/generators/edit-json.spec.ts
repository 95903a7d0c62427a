import { parse } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { setInJson } from './edit-json';

/** Sets the target `job` in a text. */
function withJob(text: string): string {
  return setInJson(text, ['targets', 'job'], { executor: 'x' });
}

test.each([
  [
    '{\n    "name": "api", // ours\n    "targets": {\n        "test": {} // run it\n    }\n}\n',
    '{\n    "name": "api", // ours\n    "targets": {\n        "test": {}, // run it\n        "job": {\n            "executor": "x"\n        }\n    }\n}\n',
  ],
  [
    '{\r\n\t"name": "api"\r\n}',
    '{\r\n\t"name": "api",\r\n\t"targets": {\r\n\t\t"job": {\r\n\t\t\t"executor": "x"\r\n\t\t}\r\n\t}\r\n}',
  ],
  [
    '\uFEFF{\n  "targets": { }\n}\n',
    '\uFEFF{\n  "targets": {\n    "job": {\n      "executor": "x"\n    }\n  }\n}\n',
  ],
  [
    '{"name":"api",   "targets":{"test":{"a":[1,  2]}}}',
    '{"name":"api",   "targets":{"test":{"a":[1,  2]},\n  "job": {\n    "executor": "x"\n  }\n}}',
  ],
  [
    '{\n  "targets": {\n    "test": {},\n    // more\n  },\n}\n',
    '{\n  "targets": {\n    "test": {},\n    // more\n    "job": {\n      "executor": "x"\n    }\n  },\n}\n',
  ],
])('a value is added in the style of the text, whose rest stays: %j', (before, after) => {
  expect(withJob(before)).toBe(after);
  const options = { allowTrailingComma: true };
  const errors: unknown[] = [];
  const read = parse(after.replace('\uFEFF', ''), errors as never[], options);
  expect([errors, read.targets.job]).toEqual([[], { executor: 'x' }]);
});

test('a value that is there is replaced in its place', () => {
  const text = '{ "targets": { "job": 1, "b":2 } }\n';
  expect(setInJson(text, ['targets', 'job'], 3)).toBe('{ "targets": { "job": 3, "b":2 } }\n');
});

test('an element is added to a list', () => {
  expect(setInJson('{\n  "a": [\n    1\n  ]\n}\n', ['a', 1], 2)).toBe(
    '{\n  "a": [\n    1,\n    2\n  ]\n}\n',
  );
  expect(setInJson('{\n  "a": []\n}\n', ['a', 0], 2)).toBe('{\n  "a": [\n    2\n  ]\n}\n');
});
