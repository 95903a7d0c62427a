import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RoleKind } from '../roles/kind-of-role';
import { planProbe } from './plan-probe';

const IMAGE = {
  ...{ probe: [], entrypoint: [], command: ['api'], ports: [] },
  environment: new Map<string, string>(),
};

test.each<[string, object, RoleKind, string, string]>([
  [
    'its own probe',
    { probe: ['CMD', 'true'], ports: ['8000/tcp'] },
    'http',
    'serves',
    'HEALTHCHECK',
  ],
  ['a port', { ports: ['8000/tcp', '9000/udp'] }, 'http', 'serves', 'port 8000'],
  [
    'PORT',
    { ports: ['8000/tcp'], environment: new Map([['PORT', '80']]) },
    'http',
    'serves',
    'port 80',
  ],
  ['a port of no TCP', { ports: ['53/udp'] }, 'worker', 'stays', 'up for 5 s'],
  ['a worker', {}, 'worker', 'stays', 'up for 5 s'],
  ['a job', {}, 'job', 'imports', 'imports'],
  ['a job with a probe', { probe: ['CMD', 'true'] }, 'job', 'imports', 'imports'],
  ['a job with a port', { ports: ['8000/tcp'] }, 'job', 'imports', 'imports'],
  ['a command', {}, 'command', 'imports', 'imports'],
  ['a shell', { command: ['bash'] }, 'dev', 'none', 'a shell for development'],
  ['nothing', { command: [] }, 'command', 'none', 'the image has no command'],
])('an image with %s', (_, facts, role, kind, says) =>
  expect(planProbe({ ...IMAGE, ...facts }, role)).toMatchObject({ kind, says }),
);

/** Runs the probe of a command with this machine's Python, in a folder with a module. */
function imported(command: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'plan-probe-'));
  try {
    writeFileSync(join(folder, 'job.py'), 'print("imported", __name__)\n');
    writeFileSync(join(folder, 'broken.py'), 'import nothing_of_this_name\n');
    writeFileSync(join(folder, 'syntax.py'), 'print "old"\n');
    const probe = planProbe({ ...IMAGE, command }, 'command');
    const [, ...words] = probe.kind === 'imports' ? probe.words : [];
    return execFileSync('python3', words, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch (error) {
    return (
      String((error as { readonly stderr: unknown }).stderr)
        .trim()
        .split('\n')
        .at(-1) ?? ''
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  [['python', '-m', 'job', '--now'], 'imported job'],
  [['/venv/bin/python3.13', '-X', 'dev', '-u', '-m', 'job'], 'imported job'],
  [['python', '-m', 'broken'], "ModuleNotFoundError: No module named 'nothing_of_this_name'"],
  [['python', '-m', 'absent'], 'No module named absent'],
  [['python', 'job.py'], ''],
  [['python', 'syntax.py'], expect.stringContaining('SyntaxError')],
  [['python', '-c', 'print(1)'], ''],
  [['sh', '-c', 'exit 1'], ''],
  [['no-such-program'], 'nothing in the image is called no-such-program'],
])('%j is imported and not run', (command, expected) =>
  expect(imported(command)).toEqual(expected),
);
