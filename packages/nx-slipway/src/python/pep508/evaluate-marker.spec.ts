import { expect, test } from 'vitest';
import { evaluateMarker } from './evaluate-marker';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };

test.each([
  ["sys_platform == 'linux'", true],
  ["sys_platform == 'win32'", false],
  ["'linux' in sys_platform", true],
  ["os_name != 'nt' and platform_system != 'Darwin'", true],
  ["platform_python_implementation == 'PyPy' or implementation_name == 'cpython'", true],
  ["python_version >= '3.8'", true],
  ["python_version < '3.13'", false],
  ["'3.12' < python_version", true],
  ["'3.14' <= python_version", false],
  ["python_version == '3.13'", true],
  ["python_version in '3.12, 3.13'", undefined],
  ["python_full_version < '3.14'", true],
  ["python_full_version >= '3.13'", true],
  ["python_full_version == '3.13.*'", true],
  ["python_full_version != '3.12.4'", true],
  ["python_full_version < '3.13.2'", undefined],
  ["python_full_version == '3.13.2'", undefined],
  ["python_full_version ~= '3.13.1'", undefined],
  ["python_full_version >= '3.13.2' and python_full_version < '3.13.4'", undefined],
  ["python_full_version < '3.13.2' and sys_platform == 'win32'", false],
  ["python_full_version < '3.13.2' or sys_platform == 'linux'", true],
  ["platform_machine == 'x86_64'", undefined],
  ["platform_machine == 'x86_64' or platform_machine == 'aarch64'", true],
  ["platform_machine == 'ppc64le'", false],
  ["platform_machine in 'x86_64 aarch64'", true],
  ["platform_machine not in 's390x'", true],
  ["platform_release >= '6'", undefined],
  ["extra == 'extra-3-api-cpu'", undefined],
  ["python_full_version == '3.13.*' and os.name == 'posix'", true],
  ["'3.13' == python_version", true],
  ["'3.13.*' == python_full_version", undefined],
  ["'3.1' in python_version", undefined],
  ['python_version == platform_machine', undefined],
  ["'linux' == 'linux'", undefined],
  ["sys_platform === 'linux'", undefined],
  ["sys_platform >= 'linux'", undefined],
  [`(((os_name == "posix"))) and ("linux" in sys_platform or os_name == 'nt')`, true],
  ["python_version === '3.13.*'", undefined],
  ["os_name == 'nt' and sys_platform ~= 'linux'", undefined],
  ["os_name == 'posix' or 'x' in extras", undefined],
  ["os_name == 'posix' or extra == 'x'", true],
  ["os_name == 'posix' or python_version ~= 'x'", undefined],
  ["os_name == 'nt' and os_name == sys_platform", undefined],
  ['this is no marker', undefined],
])('%s is %s', (marker, expected) => {
  expect(evaluateMarker(marker, environment)).toBe(expected);
});

test('nothing is known of a Python that the base does not name', () => {
  const unknown = { machines: ['x86_64'] };
  expect(evaluateMarker("python_version >= '3.8'", unknown)).toBe(undefined);
  expect(evaluateMarker("platform_machine == 'x86_64'", unknown)).toBe(true);
});
