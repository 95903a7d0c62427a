import { expect, test } from 'vitest';
import { runCommand } from './run-command';

function node(script: string) {
  return { command: process.execPath, args: ['-e', script], cwd: '/' };
}

test('a command that ends has its exit code and what it printed', async () => {
  expect(
    await runCommand(node('console.log("out"); console.error("err"); process.exit(3)')),
  ).toEqual({ exitCode: 3, stdout: 'out', stderr: 'err' });
});

test('lines of standard error are told while it runs', async () => {
  const lines: string[] = [];
  const abort = new AbortController();
  await runCommand(node('console.error("one\\ntwo"); setTimeout(() => {}, 60000)'), {
    abort: abort.signal,
    onStderrLine(line) {
      lines.push(line);
      if (line === 'two') abort.abort();
    },
  });
  expect(lines).toEqual(['one', 'two']);
});

const CAT = node('process.stdin.pipe(process.stdout)');

test('a command reads its input once that is known, and need not read it', async () => {
  const input = new Promise<string>((resolve) => setTimeout(resolve, 50, 'x'.repeat(300_000)));
  expect((await runCommand(CAT, { input })).stdout).toHaveLength(300_000);
  expect(await runCommand(node('process.exit(3)'), { input })).toMatchObject({ exitCode: 3 });
  expect(await runCommand(node('process.exit(3)'), { input: new Promise(() => {}) })).toMatchObject(
    { exitCode: 3 },
  );
  const failed = Promise.reject(new Error('unknown'));
  expect(await runCommand(CAT, { input: failed })).toMatchObject({ exitCode: 0, stdout: '' });
});

test('aborting asks a command to end and lets it say its last words', async () => {
  const abort = new AbortController();
  const script =
    'process.on("SIGINT", () => { console.log("bye"); process.exit(130); }); console.error("up"); setTimeout(() => {}, 60000)';
  const outcome = await runCommand(node(script), {
    abort: abort.signal,
    onStderrLine: () => abort.abort(),
  });
  expect(outcome).toMatchObject({ exitCode: 130, stdout: 'bye' });
});

test('one in a hurry is asked again and again, and then killed', async () => {
  const kill = new AbortController();
  const script =
    'let asked = 0; process.on("SIGINT", () => console.log(asked += 1)); console.error("up"); setTimeout(() => {}, 60000)';
  const outcome = await runCommand(node(script), {
    kill: kill.signal,
    onStderrLine: () => kill.abort(),
  });
  expect(outcome).toEqual({ stdout: '1\n2\n3\n4', stderr: 'up' });
});

test('one that cannot be started says why', async () => {
  const outcome = await runCommand({ command: 'no-such-command', args: [], cwd: '/' });
  expect(outcome.exitCode).toBeUndefined();
  expect(outcome.failure).toContain('spawn no-such-command ENOENT');
});

test('variables are set over those of this process', async () => {
  const command = {
    ...node('console.log(process.env.ADDED, String("PATH" in process.env))'),
    env: { ADDED: 'x' },
  };
  expect((await runCommand(command)).stdout).toBe('x true');
});
