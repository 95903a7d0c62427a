import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../src/process/run-command';
import { answersInTime } from './answers-in-time';
import { buildkitConfig, buildkitProgram } from './buildkit-programs';
import { freePort } from './free-port';
import { type Certificates, makeCertificates } from './make-certificates';
import { startMortalDaemon } from './mortal-daemon';
import { call } from './real-workspace';

/** One buildkitd of this machine, and the buildx builder that knows it. */
export interface BuildkitNode {
  /** Name of a buildx builder whose only node it is. */
  readonly builder: string;
  /** `tcp://localhost:9001` */
  readonly endpoint: string;
  /** Ends it as a machine that fails does: at once. */
  readonly kill: () => Promise<void>;
}

/** Some of them, with empty disks. */
export interface BuildkitNodes {
  readonly nodes: readonly BuildkitNode[];
  /** Options of the remote driver that a client of these nodes needs. */
  readonly driverOptions: string;
  /** Ends all and forgets their builders. */
  readonly stop: () => Promise<void>;
}

/** Starts daemons that take clients with a certificate of theirs alone, and makes a builder of each. */
export async function startBuildkitNodes(count: number): Promise<BuildkitNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-buildkit-'));
  const certificates = await makeCertificates(folder);
  const driverOptions = [
    ...Object.entries(certificates.client).map(([name, file]) => `${name}=${file}`),
    'servername=localhost',
  ].join(',');
  const nodes: BuildkitNode[] = [];
  for (let index = 0; index < count; index += 1) {
    nodes.push(await startNode(join(folder, `${index}`), certificates.server, driverOptions));
  }
  return {
    nodes,
    driverOptions,
    async stop() {
      for (const node of nodes) {
        await node.kill();
        await runCommand({ command: 'docker', args: ['buildx', 'rm', node.builder], cwd: '/' });
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startNode(
  folder: string,
  server: Certificates['server'],
  driverOptions: string,
): Promise<BuildkitNode> {
  const port = await freePort();
  mkdirSync(folder);
  const config = join(folder, 'buildkitd.toml');
  writeFileSync(config, daemonConfig(folder, port, server));
  const daemon = startMortalDaemon([buildkitProgram('buildkitd'), `--config=${config}`], folder);
  const builder = `slipway-${randomBytes(3).toString('hex')}`;
  const endpoint = `tcp://localhost:${port}`;
  await call('docker', [
    ...['buildx', 'create', '--driver=remote', `--name=${builder}`],
    ...[`--driver-opt=${driverOptions}`, endpoint],
  ]);
  await answers(builder);
  return {
    builder,
    endpoint,
    kill: daemon.kill,
  };
}

function daemonConfig(
  folder: string,
  port: number,
  { ca, cert, key }: Certificates['server'],
): string {
  return `root = "${folder}/root"
[grpc]
  address = ["tcp://127.0.0.1:${port}"]
[grpc.tls]
  ca = "${ca}"
  cert = "${cert}"
  key = "${key}"
${buildkitConfig()}`;
}

async function answers(builder: string): Promise<void> {
  const command = { command: 'docker', args: ['buildx', 'inspect', builder], cwd: '/' };
  const isRunning = async () => /^Status:\s+running/m.test((await runCommand(command)).stdout);
  if (!(await answersInTime(isRunning))) {
    throw new Error(`the buildkitd of ${builder} does not answer`);
  }
}
