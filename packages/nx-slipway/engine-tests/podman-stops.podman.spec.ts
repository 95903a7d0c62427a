import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTasksOf } from '../test-support/build-tasks-of';
import { callBuilt } from '../test-support/call-built';
import { makePodmanWorkspace, podman } from '../test-support/podman-workspace';
import { executorContext, type RealWorkspace } from '../test-support/real-workspace';

let workspace: RealWorkspace;
let temporary = '';

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'slipway-podman-'));
  workspace = await makePodmanWorkspace();
  const { failed } = await workspace.build(['python', 'api', 'worker'], { engine: 'podman' });
  expect(failed).toEqual({});
});

afterAll(async () => {
  rmSync(temporary, { recursive: true, force: true });
  await workspace?.dispose();
});

function context() {
  return { ...executorContext(workspace.root, workspace.namespace), projectName: 'api' };
}

test('a container answers over HTTP until it is stopped', async () => {
  const stop = new AbortController();
  const running = callBuilt(
    {
      path: 'executors/run-image/executor',
      name: 'default',
      args: [{ engine: 'podman', readOnly: true, stopTimeout: 10 }, context()],
    },
    { abort: stop.signal },
  );
  const format = '--format={{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  let answer = '';
  for (let tries = 0; tries < 60 && answer === ''; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const name = await podman('ps', '--format={{.Names}}', '--filter=name=^api-');
    const address = name && (await podman('inspect', format, name));
    answer = await fetch(`http://${address}:8000/`).then(
      (response) => response.text(),
      () => '',
    );
  }
  expect(answer).toBe('greeted');
  stop.abort();
  expect((await running).stdout).toContain('{"success":true}');
});

test('Ctrl-C ends a build, and leaves no files', async () => {
  const file = 'services/worker/Dockerfile';
  workspace.write({ [file]: `${workspace.read(file).trimEnd()}\nRUN sleep 300\n` });
  const stop = new AbortController();
  const building = callBuilt(
    {
      path: 'build/build-tasks',
      name: 'buildTasks',
      args: [
        buildTasksOf(['worker'], { engine: 'podman' }),
        executorContext(workspace.root, workspace.namespace),
      ],
    },
    { abort: stop.signal, env: { TMPDIR: temporary } },
  );
  const leftOvers = () => readdirSync(temporary).filter((name) => name.startsWith('nx-slipway-'));
  while (leftOvers().length === 0) await new Promise((resolve) => setTimeout(resolve, 200));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const asked = Date.now();
  stop.abort();
  const { stdout } = await building;
  expect((Date.now() - asked) / 1000).toBeLessThan(15);
  expect(stdout).toContain('{"task":"worker:build-image","success":false,"output":"Stopped before');
  expect(leftOvers()).toEqual([]);
});
