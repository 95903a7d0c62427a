import { expect, test } from 'vitest';
import { chooseEdits } from './choose-edits';
import type { FileEdit } from './file-edit';

const FILES: Readonly<Record<string, string>> = {
  same: 'a\r\nb\r\n',
  edited: 'a\nmine\nc\n',
  framework: 'a\nb\n',
};

function choose(edits: readonly FileEdit[], force: readonly string[] = []) {
  return chooseEdits(edits, (file) => FILES[file], { force });
}

function user(file: string, content: string): FileEdit {
  return { file, content, owner: 'user' };
}

test('what is there already is neither written nor told of, whatever its line ends', () =>
  expect(choose([user('same', 'a\nb\n')])).toEqual({ edits: [], kept: [], changes: [] }));

test('a file of the user’s stays, with the lines in which it differs', () =>
  expect(choose([user('edited', 'a\nb\nc\nd\n')])).toEqual({
    edits: [],
    kept: [
      {
        kind: 'file-kept',
        place: { file: 'edited' },
        lines: ['    - mine', '    + b', '    + d'],
      },
    ],
    changes: [],
  }));

test('what is written into a file that exists is shown, also by --force; a new file is not', () => {
  const forced = choose([user('edited', 'a\nc\n'), user('new', 'x\n')], ['edited', 'new']);
  expect(forced.edits.map(({ file }) => file)).toEqual(['edited', 'new']);
  expect(forced.changes).toEqual(['Changes of edited:\n    - mine']);
  const framework = { file: 'framework', content: 'a\nc\n', owner: 'framework' } as const;
  expect(choose([framework]).changes).toEqual(['Changes of framework:\n    - b\n    + c']);
});

test('a long list of lines is cut', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
  const [change = ''] = choose([user('edited', lines.join('\n'))], ['edited']).changes;
  expect(change.split('\n')).toHaveLength(18);
  expect(change).toMatch(/\n {4}… and 28 more lines$/);
});
