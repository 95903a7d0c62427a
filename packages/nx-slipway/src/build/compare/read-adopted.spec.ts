import { expect, test } from 'vitest';
import { dockerEngine } from '../../engine/docker/docker-engine';
import { formatProblem } from '../../problems/format-problem';
import type { Outcome, RunCommand } from '../../process/run-command';
import { compareImages } from './compare-images';
import { readAdopted } from './read-adopted';

const CONTENTS = '{"python": "3.13.5", "ids": "0:0", "packages": {}, "files": {}}';

/** An engine whose images have a command, and where only some programs start. */
function engineOf(command: readonly string[], programs: readonly string[]) {
  const calls: string[] = [];
  const run: RunCommand = async ({ args }): Promise<Outcome> => {
    if (args[1] === 'ls') return { exitCode: 0, stdout: '', stderr: '' };
    if (args[0] === 'image') {
      return { exitCode: 0, stdout: JSON.stringify({ Config: { Cmd: command } }), stderr: '' };
    }
    const program = args.find((arg) => arg.startsWith('--entrypoint='))?.split('=')[1] ?? '';
    calls.push([program, ...args.slice(args.indexOf('acme/api') + 1, -3)].join(' '));
    return programs.includes(program)
      ? { exitCode: 0, stdout: CONTENTS, stderr: '' }
      : { exitCode: 127, stdout: '', stderr: `${program}: not found` };
  };
  return { run, calls };
}

function read({ run }: { readonly run: RunCommand }) {
  const question = { reference: 'acme/api', distribution: 'api' };
  return readAdopted(question, dockerEngine, { run, cwd: '/' });
}

test.each([
  [['gunicorn', 'api'], ['python'], ['python']],
  [['gunicorn', 'api'], ['python3'], ['python', 'python3']],
  [['/opt/venv/bin/gunicorn'], ['/opt/venv/bin/python'], ['/opt/venv/bin/python']],
  [['/bin/sh', '-c', 'uv run x'], ['uv'], ['uv run --no-sync --offline python']],
  [['poetry', 'run', 'x'], ['poetry'], ['poetry run python']],
])('the Python of %j is asked', async (command, programs, calls) => {
  const engine = engineOf(command, programs);
  expect(await read(engine)).toMatchObject({ image: { contents: { python: '3.13.5' } } });
  expect(engine.calls).toEqual(calls);
});

test('an image without Python is a problem with what the engine said', async () => {
  const found = await read(engineOf(['sh'], []));
  expect('problem' in found && formatProblem(found.problem)).toBe(
    'what acme/api holds cannot be read: python3: not found\n  Try it yourself: docker run --rm --entrypoint=python acme/api --version',
  );
});

test('an image that is not there is a problem, and both are asked', async () => {
  const run: RunCommand = async () => ({ exitCode: 1, stdout: '', stderr: 'No such image: x' });
  const references = { before: 'acme/a', after: 'acme/b' };
  const compared = await compareImages(references, 'api', dockerEngine, { run, cwd: '/' });
  expect('problems' in compared && compared.problems.map(formatProblem)).toEqual(
    ['acme/a', 'acme/b'].map(
      (name) =>
        `image ${name} not found in the engine's store\n  Build it first: nx build-image <project>`,
    ),
  );
});
