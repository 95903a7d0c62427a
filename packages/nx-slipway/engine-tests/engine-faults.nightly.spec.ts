import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImageRecord } from '../src/workspace/cache/image-records';
import { buildTasksOf } from '../test-support/build-tasks-of';
import { callBuilt } from '../test-support/call-built';
import {
  call,
  executorContext,
  imageRecordsOf,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
  recordsOf,
} from '../test-support/real-workspace';
import { DOCKERD, type SecondEngine, startSecondEngine } from '../test-support/second-engine';
import { type Files, handWrittenService, rootFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-engine-faults-${randomBytes(3).toString('hex')}`;
const MEGABYTE = 2 ** 20;
const [QUICK, OTHER, ON_OTHER] = ['quick', 'other', 'on-other'] as const;
const IMAGES = [QUICK, OTHER, ON_OTHER];
/** Bytes of the layer that is too large for a disk. */
const LARGE = 24 * MEGABYTE;

/** Three images that say which version of their files they hold. @param step what `other` does besides */
function filesOf(version: string, step = 'true'): Files {
  const service = (name: string, from: string, ...steps: readonly string[]): Files =>
    handWrittenService(
      name,
      [
        `${from} AS ${name}`,
        `RUN --network=none echo ${version} >/version`,
        ...steps,
        'CMD ["cat", "/version"]\n',
      ].join('\n'),
      NAMESPACE,
    );
  const base = 'FROM python:3.13-slim-trixie';
  return {
    ...service(QUICK, base),
    ...service(OTHER, base, `RUN --network=none ${step}`),
    ...service(ON_OTHER, `FROM ${NAMESPACE}/${OTHER}`),
  };
}

/** Numbers of processes of this machine whose command line says something. */
function processesOf(word: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(word);
    } catch {
      return false;
    }
  });
}

if (!DOCKERD) console.log('DOCKERD IS NOT HERE: engines that are killed or full are not tested');

describe.skipIf(!DOCKERD)('an engine', () => {
  const { DOCKER_HOST: shared } = process.env;
  let engine: SecondEngine;
  let workspace: RealWorkspace;
  let version = '';
  let count = 0;

  beforeAll(async () => {
    engine = await startSecondEngine(768 * MEGABYTE);
    process.env.DOCKER_HOST = engine.host;
    workspace = await makeWorkspace(NAMESPACE, { ...rootFiles(), ...filesOf('') });
  });

  afterAll(async () => {
    await workspace?.dispose();
    await engine?.stop();
    if (shared === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = shared;
  });

  // Of all images there is one of an earlier version when a test begins, and nothing is remembered.
  beforeEach(async () => {
    count += 1;
    version = `before-${count}`;
    workspace.write(filesOf(version));
    expect((await build()).failed).toEqual({});
    rmSync(recordsOf(NAMESPACE), { recursive: true });
  });

  /** Builds in a process of its own. @param folder absolute; its temporary files and records are there */
  const buildApart = (folder: string, env: Readonly<Record<string, string>> = {}) =>
    callBuilt(
      {
        path: 'build/build-tasks',
        name: 'buildTasks',
        args: [buildTasksOf(IMAGES), executorContext(workspace.root, NAMESPACE)],
      },
      { env: { TMPDIR: folder, XDG_CACHE_HOME: folder, ...env } },
    );
  const build = () => workspace.build(IMAGES, { reuse: true });
  const change = (step?: string): void => {
    version = `after-${count}`;
    workspace.write(filesOf(version, step));
  };
  const reference = (name: string) => `${NAMESPACE}/${name}`;
  const idOf = async (name: string) =>
    (await inspectImages([reference(name)])).get(reference(name))?.id;

  /** What images say of themselves: one that is not whole does not run. On a full disk none does. */
  const versions = async (): Promise<readonly string[]> => {
    const run = (name: string) =>
      call('docker', ['run', '--rm', '--network=none', reference(name)]);
    // Rarely a client ends well without what its container printed: that container is run again.
    const said = await Promise.all(IMAGES.map(async (name) => (await run(name)) || run(name)));
    return said.map((each) => each.replace(`-${count}`, ''));
  };

  /** Waits until a build has done the first image, and the client knows. */
  const quickIsDone = async (before: string | undefined): Promise<void> => {
    while ((await idOf(QUICK)) === before) await setTimeout(100);
    await setTimeout(500);
  };

  /** The first image is done, and remembered; the others are what they were. */
  const onlyQuickIsDone = async (folder = imageRecordsOf(NAMESPACE)): Promise<void> => {
    expect(await versions()).toEqual(['after', 'before', 'before']);
    const records = readdirSync(folder).map(
      (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ImageRecord,
    );
    expect(records.flatMap(({ ids }) => ids)).toEqual([await idOf(QUICK)]);
  };

  /** The same command goes on with what is left, and then there is nothing left. */
  const goesOn = async (): Promise<void> => {
    const again = await build();
    expect(again.failed).toEqual({});
    expect(again.printed).toContain('2 built, 1 exists');
    expect(await versions()).toEqual(['after', 'after', 'after']);
    expect((await build()).printed).toContain('0 built, 3 exist');
  };

  test('that is killed has what was done by then, and builds the rest once it is back', async () => {
    const before = await idOf(QUICK);
    change('sleep 3');
    const building = build();
    await quickIsDone(before);
    await engine.kill();
    const { failed, invocations } = await building;
    expect(Object.keys(failed).sort()).toEqual([ON_OTHER, OTHER]);
    expect(invocations).toBe(1);
    for (const text of Object.values(failed)) {
      expect(text).toMatch(/^the builder stopped answering: target \S+: failed to /);
      expect(text).toContain('Run the same command again to build the rest, once');
    }

    for (const text of Object.values((await build()).failed)) {
      expect(text).toMatch(/^no Docker engine is reachable: Cannot connect/);
    }

    await engine.revive();
    await onlyQuickIsDone();
    await goesOn();
  });

  test('that answers nobody any more keeps a build until Ctrl-C comes a second time', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'slipway-twice-'));
    const before = await idOf(QUICK);
    change('sleep 30');
    const building = buildApart(temporary, { PID_FILE: join(temporary, 'pid') });
    await quickIsDone(before);
    engine.freeze();
    const pid = Number(readFileSync(join(temporary, 'pid'), 'utf8'));
    process.kill(pid, 'SIGINT');
    expect(await Promise.race([building, setTimeout(2000, 'still running')])).toBe('still running');
    expect(processesOf(`${temporary}/nx-slipway-`)).not.toEqual([]);

    const asked = Date.now();
    process.kill(pid, 'SIGINT');
    const { exitCode, stdout } = await building;
    expect(Date.now() - asked).toBeLessThan(3000);
    expect(exitCode).toBe(0);
    for (const name of [OTHER, ON_OTHER]) {
      expect(stdout).toContain(`{"task":"${name}:build-image","success":false,"output":"Stopped`);
    }
    expect(processesOf(`${temporary}/nx-slipway-`)).toEqual([]);
    expect(readdirSync(temporary).sort()).toEqual(['nx-slipway', 'pid']);

    await engine.kill();
    await engine.revive();
    await onlyQuickIsDone(join(temporary, 'nx-slipway/images'));
    rmSync(temporary, { recursive: true });
  });

  test('whose disk a step fills says so, and builds what fits', async () => {
    change(`head -c ${LARGE} /dev/urandom >/large`);
    await engine.leave(LARGE / 2);
    const { failed } = await build();
    expect(Object.keys(failed).sort()).toEqual([ON_OTHER, OTHER]);
    expect(failed[OTHER]).toMatch(/^services\/other\/Dockerfile:3: other failed at: RUN /);
    for (const text of Object.values(failed)) {
      expect(text).toContain("head: error writing 'standard output': No space left on device");
      expect(text).toContain(
        'The engine is out of disk\n  Free the build cache with `docker builder prune`',
      );
    }
    engine.free();
    await onlyQuickIsDone();

    await goesOn();
  });

  test('whose disk an export fills says so, and goes on once there is room', async () => {
    change(`head -c ${LARGE} /dev/urandom >/large`);
    await engine.leave(LARGE * 1.5);
    const { failed } = await build();
    expect(Object.keys(failed).sort()).toEqual([ON_OTHER, OTHER]);
    expect(failed[OTHER]).toMatch(/failed at: exporting to image\nwrite \S+: no space left/);
    engine.free();
    await onlyQuickIsDone();

    await call('docker', ['builder', 'prune', '--force']);
    await goesOn();
  });

  test("whose full disk is this machine's as well", async () => {
    const folder = join(engine.disk, 'temporary');
    mkdirSync(folder);
    change();
    await engine.leave(0);
    const { stdout } = await buildApart(folder);
    for (const name of IMAGES)
      expect(stdout).toContain(`{"task":"${name}:build-image","success":false`);
    expect(stdout).toContain('"this machine is out of disk: ENOSPC');
    expect(stdout).toContain(folder);
    expect(stdout).not.toContain(' at ');
    // Of what is kept from build to build there was room for names alone.
    const left = readdirSync(folder, { recursive: true, withFileTypes: true });
    const sizes = left.map(({ parentPath, name }) => lstatSync(join(parentPath, name)));
    expect(sizes.filter((stat) => stat.isFile() && stat.size > 0)).toEqual([]);

    engine.free();
    expect((await build()).failed).toEqual({});
    expect(await versions()).toEqual(['after', 'after', 'after']);
  });
});
