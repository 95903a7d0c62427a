import { expect, test } from 'vitest';
import { heldAtOnce } from './held-at-once';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };

test.each<[string, readonly (string | undefined)[], readonly number[], string?]>([
  ['two that always hold', [undefined, undefined], [0, 1]],
  ['one within the other', ["python_version >= '3.12'", "python_version >= '3.13'"], [0, 1]],
  ['one machine', [undefined, "platform_machine == 'x86_64'"], [0, 1], 'x86_64'],
  ['two of three', ["os_name == 'nt'", undefined, "os_name == 'posix'"], [1, 2]],
  [
    'most of them',
    [undefined, "python_full_version > '3.13.3'", "python_full_version < '3.13.5'"],
    [0, 1, 2],
  ],
  ['one patch release', ["python_full_version == '3.13.5'", undefined], [0, 1]],
])('%s', (_, markers, indexes, machine) => {
  expect(heldAtOnce(markers, environment)).toEqual({ indexes, ...(machine && { machine }) });
});

test.each<[string, readonly (string | undefined)[]]>([
  ['one alone', [undefined]],
  ['Pythons', ["python_version < '3.13'", "python_version >= '3.13'"]],
  ['patch releases', ["python_full_version < '3.13.5'", "python_full_version >= '3.13.5'"]],
  ['machines', ["platform_machine == 'x86_64'", "platform_machine != 'x86_64'"]],
  ['systems', [undefined, "sys_platform == 'win32'"]],
  ['patch releases of another Python', ["python_full_version < '3.12.5'", undefined]],
  ['markers that do not parse', [undefined, 'nonsense']],
])('not %s', (_, markers) => {
  expect(heldAtOnce(markers, environment)).toBeUndefined();
});

test('without a Python only what holds on all of them does', () => {
  const { machines } = environment;
  expect(heldAtOnce([undefined, "os_name == 'posix'"], { machines })?.indexes).toEqual([0, 1]);
  expect(heldAtOnce([undefined, "python_version >= '3'"], { machines })).toBeUndefined();
});
