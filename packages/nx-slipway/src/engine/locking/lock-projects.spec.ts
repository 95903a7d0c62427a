import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderBytes, mayMount, smallDisk } from '../../../test-support/folder-bytes';
import type { LockStep } from '../../images/installers/lock-step';
import { uv } from '../../images/installers/uv';
import type { Command } from '../../process/command';
import type { Outcome, RunCommand } from '../../process/run-command';
import { type LockRequest, lockProjects } from './lock-projects';

let workspaceRoot: string;
beforeEach(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'nx-slipway-spec-'));
});
afterEach(() => rmSync(workspaceRoot, { recursive: true, force: true }));

function outcome(fields: Partial<Outcome>): Outcome {
  return { stdout: '', stderr: '', ...fields };
}

const [step] = uv.lock({ hasDevGroup: false, hasLocal: false }) as readonly [LockStep];

const builder: NonNullable<LockRequest['builder']> = {
  dockerfile: 'FROM python AS base\nFROM base AS base-builder\n',
  ignoreFile: '*\n',
  environment: { UV_DEFAULT_INDEX: 'https://index.example/simple', HOME: '/home/me' },
  secrets: { ca: '/etc/ca.crt' },
  prepare: () => {},
};

/** Runs both commands as told and remembers them; the build leaves a lock where it is asked to. */
async function lock(host: Outcome, build: Outcome, request: Partial<LockRequest> = { builder }) {
  const commands: Command[] = [];
  const run: RunCommand = async (command) => {
    commands.push(command);
    const out = command.args.join(' ').match(/dest=(\S+)/)?.[1];
    if (out && build.exitCode === 0) {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'uv.lock'), 'locked');
    }
    return command.command === 'uv' ? host : build;
  };
  const locked = await lockProjects({ workspaceRoot, lockDir: '.', step, ...request }, run);
  return { locked, commands };
}

const NO_UV = outcome({ failure: 'spawn uv ENOENT' });
const NO_PYTHON = outcome({ exitCode: 2, stderr: 'error: No interpreter found for Python >=3.14' });

test('the host’s uv locks where it can, without fetching a Python', async () => {
  const { locked, commands } = await lock(outcome({ exitCode: 0 }), outcome({}));
  expect(locked).toEqual({ by: 'host' });
  expect(commands).toEqual([
    { command: 'uv', args: ['lock'], cwd: workspaceRoot, env: { UV_PYTHON_DOWNLOADS: 'never' } },
  ]);
});

test.each([
  ['no uv', NO_UV, 'uv is not installed here'],
  ['no Python', NO_PYTHON, 'uv finds no Python here that fits'],
])('with %s on the host base-builder locks', async (_, host, why) => {
  const { locked, commands } = await lock(host, outcome({ exitCode: 0 }));
  expect(locked).toEqual({ by: 'base-builder', why });
  expect(readFileSync(join(workspaceRoot, 'uv.lock'), 'utf8')).toBe('locked');
  const [, build] = commands;
  const runFolder = build?.args.find((arg) => arg.startsWith('--file='))?.slice(7, -11) ?? '';
  expect(build?.args).toEqual([
    'buildx',
    'build',
    `--file=${runFolder}/Dockerfile`,
    '--target=slipway-locked',
    `--build-context=slipway-projects=${runFolder}/projects`,
    '--secret=id=ca,src=/etc/ca.crt',
    '--secret=id=UV_DEFAULT_INDEX,env=UV_DEFAULT_INDEX',
    `--output=type=local,dest=${runFolder}/out`,
    '--no-cache-filter=slipway-lock',
    '--progress=plain',
    workspaceRoot,
  ]);
  expect(existsSync(runFolder)).toBe(false);
});

test('the stages that lock stand behind the stack’s own', async () => {
  let files: Readonly<Record<string, string>> = {};
  const prepare = (_: string, given: typeof files) => {
    files = given;
  };
  await lock(NO_UV, outcome({ exitCode: 0 }), { builder: { ...builder, prepare } });
  expect(files['Dockerfile.dockerignore']).toBe('*\n');
  await expect(files.Dockerfile).toMatchFileSnapshot('__snapshots__/lock.Dockerfile');
});

test('a uv that finds no solution is not asked again', async () => {
  const host = outcome({ exitCode: 1, stderr: '× No solution found\n' });
  const { locked, commands } = await lock(host, outcome({}));
  expect(locked).toEqual({ by: 'nobody', detail: '× No solution found' });
  expect(commands).toHaveLength(1);
});

test('without a stack there is only the host', async () => {
  const { locked } = await lock(NO_UV, outcome({}), {});
  expect(locked).toEqual({ by: 'nobody', detail: 'uv is not installed here' });
});

test.each([
  [outcome({ exitCode: 1, stderr: 'ERROR: no route\n' }), 'ERROR: no route'],
  [outcome({ failure: 'spawn docker ENOENT' }), 'the command `docker` is not installed\n  Install'],
])('a build that fails says why, and leaves the old lock', async (build, detail) => {
  writeFileSync(join(workspaceRoot, 'uv.lock'), 'old');
  const { locked } = await lock(NO_UV, build);
  expect(locked).toEqual({
    by: 'nobody',
    detail: expect.stringContaining(
      `uv is not installed here\nNor could base-builder lock: ${detail}`,
    ),
  });
  expect(readFileSync(join(workspaceRoot, 'uv.lock'), 'utf8')).toBe('old');
});

test('a lock that the host’s tool has cut off is put back', async () => {
  writeFileSync(join(workspaceRoot, 'uv.lock'), 'old');
  const before = folderBytes(workspaceRoot);
  const run: RunCommand = async () => {
    writeFileSync(join(workspaceRoot, 'uv.lock'), '');
    return outcome({ exitCode: 2, stderr: 'error: No space left on device' });
  };
  const locked = await lockProjects({ workspaceRoot, lockDir: '.', step, builder }, run);
  expect(locked).toMatchObject({ by: 'nobody' });
  expect(folderBytes(workspaceRoot)).toEqual(before);
});

test('a lock that is a link out of the workspace is refused before anything runs', async () => {
  symlinkSync('../elsewhere.lock', join(workspaceRoot, 'uv.lock'));
  const { locked, commands } = await lock(NO_UV, outcome({ exitCode: 0 }));
  expect(locked).toMatchObject({
    by: 'nobody',
    detail: expect.stringContaining('uv.lock: this file is a symbolic link that leads out of'),
  });
  expect(commands).toEqual([]);
});

test('a lock that is read-only stays, and the run says so', async () => {
  writeFileSync(join(workspaceRoot, 'uv.lock'), 'old');
  chmodSync(join(workspaceRoot, 'uv.lock'), 0o444);
  const { locked } = await lock(NO_UV, outcome({ exitCode: 0 }));
  expect(locked).toEqual({
    by: 'nobody',
    detail:
      'uv.lock: this file is read-only (no write permission) and unchanged\n  Make it writable, then run the same command again: chmod u+w uv.lock',
  });
  expect(folderBytes(workspaceRoot)).toEqual({ 'uv.lock': '444 old' });
});

test.runIf(mayMount())('a full disk leaves the old lock whole', async () => {
  const disk = smallDisk(1);
  try {
    writeFileSync(join(disk.path, 'uv.lock'), 'o'.repeat(300_000));
    const before = folderBytes(disk.path);
    const run: RunCommand = async ({ args }) => {
      const out = args.join(' ').match(/dest=(\S+)/)?.[1];
      if (out === undefined) return NO_UV;
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'uv.lock'), 'n'.repeat(2_000_000));
      return outcome({ exitCode: 0 });
    };
    const request = { workspaceRoot: disk.path, lockDir: '.', step, builder };
    expect(await lockProjects(request, run)).toEqual({
      by: 'nobody',
      detail:
        'uv.lock: there is no space left on the disk to write this file. It is unchanged\n  Free some space, then run the same command again.',
    });
    expect(folderBytes(disk.path)).toEqual(before);
  } finally {
    disk.dispose();
  }
});

test('a folder is one word of the RUN that sees the logins of indexes', async () => {
  let files: Readonly<Record<string, string>> = {};
  const prepare = (_: string, given: typeof files) => {
    files = given;
  };
  const lockDir = 'my folder; cat $HOME';
  mkdirSync(join(workspaceRoot, lockDir), { recursive: true });
  await lock(NO_UV, outcome({ exitCode: 1 }), { lockDir, builder: { ...builder, prepare } });
  expect(files.Dockerfile).toContain(" && cd '/src/my folder; cat $HOME' ");
  expect(files.Dockerfile).toContain(
    'COPY --from=slipway-lock ["/src/my folder; cat $HOME/uv.lock","/"]',
  );
});
