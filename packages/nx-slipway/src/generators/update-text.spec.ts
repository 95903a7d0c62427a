import { expect, test } from 'vitest';
import { formatProblem } from '../problems/format-problem';
import { updateText } from './update-text';

const BEFORE = ['FROM base AS builder', 'RUN make', '', 'FROM base', 'ENV A=1', 'CMD ["a"]', ''];
const AFTER = ['FROM base AS builder', 'RUN make all', '', 'FROM base', 'ENV A=1', 'CMD ["a"]', ''];

function update(standing: readonly string[], end = '\n') {
  const updated = updateText('Dockerfile', {
    standing: standing.join(end),
    before: BEFORE.join('\n'),
    after: AFTER.join('\n'),
  });
  return 'edit' in updated ? updated.edit.content : formatProblem(updated.problem);
}

test('a file that was not edited becomes what the options make', () =>
  expect(update(BEFORE)).toBe(AFTER.join('\n')));

test('an edit at another place is kept, with the ends of its lines', () => {
  const edited = [...BEFORE.slice(0, 4), '# mine', 'ENV A=2', ...BEFORE.slice(5)];
  const expected = [...AFTER.slice(0, 4), '# mine', 'ENV A=2', ...AFTER.slice(5)];
  expect(update(edited)).toBe(expected.join('\n'));
  expect(update(edited, '\r\n')).toBe(expected.join('\r\n'));
});

test('what the user has made already stays', () =>
  expect(update([...AFTER.slice(0, 4), '# mine', ...AFTER.slice(4)])).toContain(
    'RUN make all\n\nFROM base\n# mine',
  ));

test('one that was written in an earlier state of the workspace was not edited either', () => {
  const earlier = [...BEFORE.slice(0, 5), 'CMD ["a", "--old"]', ''].join('\n');
  for (const after of [AFTER, BEFORE].map((lines) => lines.join('\n'))) {
    const texts = { standing: earlier, before: BEFORE.join('\n'), earlier, after };
    expect(updateText('Dockerfile', texts)).toEqual({
      edit: { file: 'Dockerfile', content: after, owner: 'framework' },
    });
  }
});

test('where the options change nothing, an edited file is the user’s', () => {
  const [standing, before] = ['FROM mine\n', 'FROM base\n'];
  expect(updateText('Dockerfile', { standing, before, after: before })).toEqual({
    edit: { file: 'Dockerfile', content: before, owner: 'user' },
  });
});

test('an edit of the same lines is refused, with the lines that were to be written', () =>
  expect(update(['FROM base AS builder', 'RUN make mine', ...BEFORE.slice(2)])).toBe(
    'Dockerfile:2: you have changed lines here that the options would change too, to:\n    RUN make all\n' +
      '  Make the change by hand, or overwrite the file with --force; your changes to it are then lost.',
  ));
