import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { exposedPort, hasCommand } from './exposed-port';

function last(text: string) {
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  return [dockerfile, dockerfile.stages.at(-1)] as const;
}

test.each([
  ['FROM a\nEXPOSE 8000\n', 8000],
  ['FROM a\nEXPOSE 8000/tcp 9000\n', 8000],
  ['FROM a AS b\nEXPOSE 8000\nFROM b\nCMD ["x"]\n', 8000],
  ['FROM a AS b\nEXPOSE 8000\nFROM a\n', undefined],
  ['FROM a\nEXPOSE 5353/udp\n', undefined],
  ['FROM a\nENV PORT=1\nEXPOSE $PORT\n', undefined],
  ['FROM a\n', undefined],
])('%j', (text, expected) => expect(exposedPort(...last(text))).toBe(expected));

test.each([
  ['FROM a\nCMD ["x"]\n', true],
  ['FROM a AS b\nENTRYPOINT ["x"]\nFROM b\n', true],
  ['FROM a\nCOPY x /\n', false],
])('%j has a command: %s', (text, expected) => expect(hasCommand(...last(text))).toBe(expected));
