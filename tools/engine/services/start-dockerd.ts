import { mkdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import type { EnginePlace } from '../engine-place.ts';
import type { EngineSettings } from '../engine-settings.ts';
import { dockerRoot } from '../install/unpack-docker.ts';
import { replaceFile } from '../machine/replace-file.ts';
import { engineSocket, planDaemonConfig } from './plan-daemon-config.ts';
import { readRunning } from './process-record.ts';
import { startService } from './start-service.ts';

/** Starts the private dockerd, which starts its own containerd, and waits until it answers. */
export async function startDockerd(place: EnginePlace, settings: EngineSettings): Promise<void> {
  const root = dockerRoot(place);
  const config = join(place.state, 'daemon.json');
  if (!(await readRunning(place, 'dockerd'))) {
    // A killed dockerd leaves it, and the next one would believe it while nobody has reaped the killed one.
    await rm(join(place.run, 'docker.pid'), { force: true });
  }
  const plan = planDaemonConfig(place, settings, root, await readMtu());
  await mkdir(place.run, { recursive: true, mode: 0o700 });
  await replaceFile(config, `${JSON.stringify(plan, undefined, 2)}\n`);
  await startService(place, {
    name: 'dockerd',
    command: [join(root, 'usr/sbin/dockerd'), '--config-file', config],
    // dockerd looks for containerd, its shim and runc on PATH, and for iptables in sbin.
    env: {
      PATH: [join(root, 'usr/bin'), process.env.PATH, '/usr/sbin:/usr/bin:/sbin:/bin'].join(':'),
    },
    isReady: () => answers(engineSocket(place)),
  });
}

/** Whether an engine answers on a socket. Asked without a client: an `up` again must be quick. */
export function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    request({ socketPath, path: '/_ping', timeout: 5_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    })
      .on('error', () => resolve(false))
      .end();
  });
}

async function readMtu(): Promise<number> {
  const { stdout } = await execa('ip', ['-4', 'route', 'show', 'default'], { reject: false });
  const device = /\bdev (\S+)/.exec(String(stdout))?.[1];
  const text = device ? await readFile(`/sys/class/net/${device}/mtu`, 'utf8').catch(() => '') : '';
  return Math.min(Number(text) || 1500, 1500);
}
