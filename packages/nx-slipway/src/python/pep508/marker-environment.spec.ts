import { expect, test } from 'vitest';
import { machinesOf } from './marker-environment';

test.each([
  [[], ['aarch64', 'x86_64']],
  [
    ['linux/amd64', 'linux/arm64', 'linux/arm64/v8', 'linux/amd64/v3'],
    ['aarch64', 'x86_64'],
  ],
  [
    ['linux/s390x', 'linux/ppc64le', 'linux/riscv64'],
    ['aarch64', 'ppc64le', 'riscv64', 's390x', 'x86_64'],
  ],
  [
    ['linux/386', 'linux/arm/v6', 'linux/arm/v7'],
    ['aarch64', 'armv6l', 'armv7l', 'i686', 'x86_64'],
  ],
])('%j are built for %j', (platforms, expected) => {
  expect(machinesOf(platforms)).toEqual(expected);
});
