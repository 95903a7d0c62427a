import { describe, expect, test } from 'vitest';
import { normalizeArguments } from './normalize-arguments';

function normalize(keyword: string, rest: string) {
  return normalizeArguments(keyword, rest, '\\');
}

describe('blanks that mean nothing', () => {
  test.each([
    ['RUN', '  a    b\t&&   c ', 'a b && c'],
    ['RUN', '--mount=type=cache,target=/c    uv  sync', '--mount=type=cache,target=/c uv sync'],
    ['CMD', '[ "a",  "b c" ]', '["a","b c"]'],
    ['COPY', '--from=x   [ "a b","c" ]', '--from=x ["a b","c"]'],
    ['HEALTHCHECK', '--interval=1s   cmd [ "a" ]', '--interval=1s CMD ["a"]'],
    ['ONBUILD', 'run   a   b', 'RUN a b'],
    ['ENV', 'A=1    B="2  3"', 'A=1 B="2  3"'],
    ['EXPOSE', '80    81', '80 81'],
  ])('%s %s', (keyword, rest, expected) => {
    expect(normalize(keyword, rest)).toBe(expected);
  });
});

describe('blanks that may mean something stay', () => {
  test.each([
    ['RUN', `echo "a  b"  'c  d'  e\\  f`, `echo "a  b" 'c  d' e\\  f`],
    ['RUN', 'echo "$(cat "a  b")"  c', 'echo "$(cat "a  b")"  c'],
    ['RUN', `printf $'it\\'s  it'`, `printf $'it\\'s  it'`],
    ['RUN', 'echo "open  ended', 'echo "open  ended'],
    ['RUN', '[ "$A" =  x ]', '[ "$A" = x ]'],
    ['ENV', 'NAME   a  b', 'NAME a  b'],
    ['WORKDIR', '/a  b', '/a  b'],
  ])('%s %s', (keyword, rest, expected) => {
    expect(normalize(keyword, rest)).toBe(expected);
  });
});
