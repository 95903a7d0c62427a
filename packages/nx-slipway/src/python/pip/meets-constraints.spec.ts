import { expect, test } from 'vitest';
import { meetsConstraints } from './meets-constraints';
import { parseRequirementsFile } from './parse-requirements-file';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };

test.each([
  ['', true],
  ['six', true],
  ['six==1.17', true],
  ['six>=1,<2\nsix!=1.16.0', true],
  ['other<1\n--pre', true],
  ["six<1 ; sys_platform == 'win32'", true],
  ['six<1.17', false],
  ['six>=1\nsix<1', false],
  ["six<1 ; platform_machine == 'x86_64'", false],
  ['six===1.17.0', false],
  ['six==1.17.0 --hash=sha256:00', false],
  ['six[x]', false],
  ['six @ https://files.example/six-1.17.0-py3-none-any.whl', false],
  ['https://files.example/other-1.0-py3-none-any.whl', false],
  ['-e ../x', false],
  ['six idna', false],
])('%j lets six 1.17.0 in: %s', (text, expected) => {
  const { lines } = parseRequirementsFile(text, 'constraints.txt');
  expect(meetsConstraints(lines, environment)('six', '1.17.0')).toBe(expected);
});
