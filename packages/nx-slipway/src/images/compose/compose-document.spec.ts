import { expect, test } from 'vitest';
import type { YAMLMap } from 'yaml';
import { composeText, readComposeDocument, writeComposeDocument } from './compose-document';

/** Sets the image of the service `api` in a text. */
function withImage(text: string): string {
  const read = readComposeDocument('compose.yaml', text);
  if ('problem' in read) throw new Error(JSON.stringify(read.problem));
  read.document.setIn(['services', 'api', 'image'], 'new');
  return writeComposeDocument(read.document, text);
}

test.each([
  ['four blanks', 'services:\n    api:\n        image: old\n'],
  ['lists that are not indented', 'services:\n  api:\n    image: old\n    ports:\n    - "1:1"\n'],
  [
    'comments beside and between',
    '# a\nservices:    # b\n\n\n  api:\n    # c\n    image: old # d\n',
  ],
  ['anchors and quotes', "x: &x\n  a: 'b'\nservices:\n  api:\n    <<: *x\n    image: old\n"],
  ['lists on one line', 'services:\n  api:\n    command: [ "a",b ]\n    image: old\n'],
  ['long lines', `services:\n  api:\n    a: ${'word '.repeat(60)}end\n    image: old\n`],
  ['no line end', 'services:\n  api:\n    image: old'],
  ['a text that looks like a list', 'services:\n  api:\n    a: "[ x ]"\n    image: old\n'],
])('a change of one line is a difference of one line: %s', (_, text) => {
  expect(withImage(text)).toBe(text.replace('old', 'new'));
});

test.each([
  ['services: [\n', 2],
  ['a: b: c\n', 1],
  ['- a\n', undefined],
  ['services: 1\n', undefined],
])('%j is no compose file', (text, line) => {
  const read = readComposeDocument('compose.yaml', text);
  expect(read).toMatchObject({ problem: { kind: 'compose-broken' } });
  expect('problem' in read && 'place' in read.problem && read.problem.place.line).toBe(line);
});

test.each(['', 'services:\n', '# nothing\n'])('%j is one', (text) => {
  const read = readComposeDocument('compose.yaml', text);
  expect(read).toHaveProperty('document');
  expect('document' in read && (read.document.contents as YAMLMap | null)?.items.length).not.toBe(
    2,
  );
});

test('a dollar sign means itself', () => expect(composeText('$a$$')).toBe('$$a$$$$'));
