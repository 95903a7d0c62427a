import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asMachine, machineOfCommand } from './as-machine';

/** What markers and the tags of wheels are made of. */
const ASK = `import os, platform, sysconfig; print(platform.machine(), platform.uname().machine, sysconfig.get_platform(), os.uname().sysname)`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'as-machine-'));
  execFileSync('python3', ['-m', 'venv', '--without-pip', folder]);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What commands print in a shell in which /venv is a virtual environment for tests. */
function shell(commands: readonly string[]): string {
  const text = commands.join(' \\\n && ').replaceAll('/venv/', `${folder}/`);
  return execFileSync('sh', ['-c', text], { encoding: 'utf8' }).trim();
}

describe.each(['aarch64', 'x86_64'])('Python as if on %s', (machine) => {
  test.each(['', '-I '])('says so to whoever asks it with "%s"', (options) => {
    const ask = `/venv/bin/python ${options}-c '${ASK}'`;
    expect(shell(asMachine(machine, ask))).toBe(`${machine} ${machine} linux-${machine} Linux`);
  });

  test('says what is true again afterwards, and no file is left', () => {
    shell(asMachine(machine, 'true'));
    const ask = "/venv/bin/python -c 'import platform; print(platform.machine())'";
    expect(shell([ask])).toBe(execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim());
    const [python = ''] = readdirSync(join(folder, 'lib'));
    expect(existsSync(join(folder, 'lib', python, 'site-packages/machine.pth'))).toBe(false);
  });

  test('fails with the command', () => {
    expect(() => shell(asMachine(machine, 'exit 3'))).toThrow();
  });
});

test('the machine is read back out of commands', () => {
  expect(machineOfCommand(asMachine('aarch64', 'true').join(' && '))).toBe('aarch64');
  expect(machineOfCommand('uname -m')).toBeUndefined();
});
