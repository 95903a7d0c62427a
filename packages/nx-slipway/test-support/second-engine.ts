import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../src/process/run-command';
import { answersInTime } from './answers-in-time';
import { engineRegistry } from './engine-registry';
import { type MortalDaemon, startMortalDaemon } from './mortal-daemon';
import { call } from './real-workspace';

/** What a spec is skipped for where it is absent: the program, which needs root on Linux. */
export const DOCKERD = process.env.SLIPWAY_DOCKERD;

/** A Docker engine of one spec, to be killed and filled. Its steps have no network. */
export interface SecondEngine {
  /** What a client reaches it with. */
  readonly host: string;
  /** Absolute; a folder on its disk. */
  readonly disk: string;
  /** Ends it as a machine that fails does, with all its steps. */
  readonly kill: () => Promise<void>;
  /** Has it answer nobody any more, and yet listen. */
  readonly freeze: () => void;
  /** Starts it again on the same disk, and waits until it answers. */
  readonly revive: () => Promise<void>;
  /** Takes all of its disk but so many bytes. */
  readonly leave: (bytes: number) => Promise<void>;
  /** Gives back what {@link leave} has taken. */
  readonly free: () => void;
  /** Ends it, and removes all it had. */
  readonly stop: () => Promise<void>;
}

/** How one is set up that is not set up as the engine of the other specs. */
export interface SecondEngineSettings {
  /** Whether images are kept by containerd, or in Docker's own store. */
  readonly hasContainerdStore?: boolean;
  /** The program. */
  readonly dockerd?: string;
  /** `host:port` of the registry that it asks in Docker Hub's stead. */
  readonly registry?: string;
}

/** Starts one with an empty disk. @param bytes the size of that disk, which is memory of this machine */
export async function startSecondEngine(
  bytes: number,
  settings: SecondEngineSettings = {},
): Promise<SecondEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-engine-'));
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  await call('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', disk]);
  const ballast = join(disk, 'ballast');
  const host = `unix://${folder}/run/docker.sock`;
  let daemon: MortalDaemon | undefined;
  const engine: SecondEngine = {
    host,
    disk,
    kill: async () => daemon?.kill(),
    freeze: () => daemon?.freeze(),
    async revive() {
      daemon = startDockerd(folder, { disk, host, ...settings });
      await answers(host, daemon, join(folder, 'log'));
    },
    async leave(left) {
      rmSync(ballast, { force: true });
      // What nothing holds any more goes some time later, or as soon as builds are pruned, if none at all.
      const none = '--filter=until=24h';
      await call('docker', ['--host', host, 'builder', 'prune', '--force', none]);
      // The engine may write between the question and the answer to it.
      for (let tries = 3; ; tries -= 1) {
        const { bavail, bsize } = statfsSync(disk);
        const args = [`--length=${bavail * bsize - left}`, ballast];
        const { exitCode, stderr } = await runCommand({ command: 'fallocate', args, cwd: '/' });
        if (exitCode === 0) break;
        if (tries === 0) throw new Error(stderr);
        rmSync(ballast, { force: true });
      }
    },
    free: () => rmSync(ballast, { force: true }),
    async stop() {
      await daemon?.kill();
      await runCommand({ command: 'umount', args: ['--lazy', disk], cwd: '/' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await engine.revive();
  } catch (error) {
    await engine.stop();
    throw error;
  }
  return engine;
}

function startDockerd(
  folder: string,
  {
    disk,
    host,
    hasContainerdStore = true,
    dockerd = DOCKERD ?? 'dockerd',
    registry = engineRegistry(),
  }: { readonly disk: string; readonly host: string } & SecondEngineSettings,
): MortalDaemon {
  const run = join(folder, 'run');
  // As a machine that starts again does: numbers of processes that were killed lie there.
  rmSync(run, { recursive: true, force: true });
  mkdirSync(run);
  const config = join(folder, 'daemon.json');
  writeFileSync(
    config,
    JSON.stringify({
      hosts: [host],
      'data-root': join(disk, 'data'),
      'exec-root': join(run, 'exec'),
      pidfile: join(run, 'docker.pid'),
      features: { 'containerd-snapshotter': hasContainerdStore },
      // On a disk so small it would make room whenever it likes, that of a full disk as well.
      builder: { gc: { enabled: false } },
      bridge: 'none',
      'userland-proxy': false,
      iptables: false,
      ip6tables: false,
      'registry-mirrors': [`http://${registry}`],
      'insecure-registries': [registry],
    }),
  );
  // It looks for its containerd on PATH, which is beside it.
  const programs = join(dirname(dockerd), '../bin');
  const path = `${programs}:${process.env.PATH}:/usr/sbin:/sbin`;
  return startMortalDaemon([dockerd, `--config-file=${config}`], folder, { PATH: path });
}

async function answers(host: string, daemon: MortalDaemon, log: string): Promise<void> {
  const command = { command: 'docker', args: ['--host', host, 'version'], cwd: '/' };
  const isUp = async () => (await runCommand(command)).exitCode === 0;
  if (!(await answersInTime(isUp, daemon.hasEnded))) {
    throw new Error(`the second engine does not answer\n${readFileSync(log, 'utf8')}`);
  }
}
