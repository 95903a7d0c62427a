import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { pythonPlatform } from './python-platform';

test.each(['aarch64', 'x86_64'])('of %s a shell makes a name that uv knows', (machine) => {
  const words = pythonPlatform(machine)?.replace('python', 'python3');
  const name = execFileSync('sh', ['-c', `echo "${words}"`], { encoding: 'utf8' }).trim();
  expect(name).toMatch(new RegExp(`^${machine}-manylinux_2_(17|28|3\\d|40)$`));
});

test('other machines have none', () => {
  expect(pythonPlatform('s390x')).toBeUndefined();
});
