import { expect, test } from 'vitest';
import { chooseFile } from './choose-file';

function choose(
  asked: string | undefined,
  { own = [], others = [] }: { own?: readonly string[]; others?: readonly string[] } = {},
) {
  const exists = (file: string): boolean => [...own, ...others].includes(file);
  const chosen = chooseFile(asked, { own, exists });
  return 'file' in chosen ? chosen.file : chosen.problem;
}

test.each([
  [undefined, {}, 'compose.yaml'],
  [undefined, { own: ['compose.dev.yaml'] }, 'compose.dev.yaml'],
  [undefined, { own: ['a.yaml', 'docker-compose.yml'] }, 'docker-compose.yml'],
  ['compose.dev.yaml', { own: ['compose.yaml'] }, 'compose.dev.yaml'],
  ['compose.dev.yaml', { others: ['compose.yaml'] }, 'compose.dev.yaml'],
  [undefined, { own: ['compose.dev.yaml'], others: ['compose.yaml'] }, 'compose.dev.yaml'],
])('%j among %j', (asked, files, expected) => expect(choose(asked, files)).toBe(expected));

test.each([
  [undefined, ['compose.yaml'], 'compose.yaml', 'compose.dev.yaml'],
  // docker would take one of the two and leave out the other.
  [undefined, ['docker-compose.yml'], 'docker-compose.yml', 'compose.dev.yaml'],
  ['compose.dev.yaml', ['compose.dev.yaml'], 'compose.dev.yaml', 'compose.slipway.yaml'],
])('%j beside %j of the user', (asked, others, file, instead) => {
  expect(choose(asked, { others })).toEqual({
    kind: 'compose-file-taken',
    place: { file },
    instead,
  });
});
