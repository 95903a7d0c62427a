import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../src/process/run-command';
import { buildTasksOf } from '../test-support/build-tasks-of';
import { callBuilt } from '../test-support/call-built';
import { executorContext, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { rootFiles, serviceFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-stop-${randomBytes(3).toString('hex')}`;
const BASE = 'FROM python:3.13-slim-trixie';
const RUN = `RUN --mount=type=cache,id=${NAMESPACE},target=/clock`;

let workspace: RealWorkspace;
let temporary = '';

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'slipway-stop-'));
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...serviceFiles({ name: 'slow' }),
    'services/slow/Dockerfile': [
      `${BASE} AS slow`,
      `${RUN} for i in $(seq 200); do echo $i > /clock/now; sleep 1; done`,
      '',
    ].join('\n'),
    'clock/Dockerfile': `${BASE}\nARG ASKED\n${RUN} echo "clock=$(cat /clock/now 2>/dev/null)"\n`,
  });
});

afterAll(async () => {
  rmSync(temporary, { recursive: true, force: true });
  await workspace?.dispose();
});

/** How far the slow step has come, by another step that sees the same cache. */
async function readClock(): Promise<number> {
  const { stderr } = await runCommand({
    command: 'docker',
    // Not --no-cache, which gives each step a cache mount of its own.
    args: [
      'buildx',
      'build',
      `--build-arg=ASKED=${Date.now()}`,
      '--progress=plain',
      '--output=type=cacheonly',
      'clock',
    ],
    cwd: workspace.root,
  });
  return Number(/^#\d+ [\d.]+ clock=(\d*)$/m.exec(stderr)?.[1] || Number.NaN);
}

function seconds(count: number) {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}

test('Ctrl-C ends a build, the step in the engine, and leaves no files', async () => {
  const stop = new AbortController();
  const building = callBuilt(
    {
      path: 'build/build-tasks',
      name: 'buildTasks',
      args: [buildTasksOf(['slow']), executorContext(workspace.root, NAMESPACE)],
    },
    { abort: stop.signal, env: { TMPDIR: temporary } },
  );
  const leftOvers = () => readdirSync(temporary).filter((name) => name.startsWith('nx-slipway-'));
  for (let tries = 0; tries < 30 && !((await readClock()) > 0); tries += 1) {
    await seconds(0.5);
  }
  expect(await readClock()).toBeGreaterThan(0);
  expect(leftOvers()).toHaveLength(1);

  const asked = Date.now();
  stop.abort();
  const { exitCode, stdout } = await building;
  expect((Date.now() - asked) / 1000).toBeLessThan(10);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('{"task":"slow:build-image","success":false,"output":"Stopped before');
  expect(stdout).not.toContain('engine failed');
  expect(leftOvers()).toEqual([]);

  const stopped = await readClock();
  await seconds(3);
  expect(await readClock()).toBe(stopped);
});
