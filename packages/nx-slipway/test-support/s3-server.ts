import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answersHttp, answersInTime } from './answers-in-time';
import { freePort } from './free-port';
import { startMortalDaemon } from './mortal-daemon';

/** A server that speaks S3, with one bucket. */
export interface S3Server {
  /** `http://127.0.0.1:9000` */
  readonly endpoint: string;
  readonly bucket: string;
  /** What a client needs in its environment. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Names of what the bucket holds, with their folders. */
  readonly objects: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** The program, which `npm run fleet` names. Where it is absent, specs are skipped. */
export const S3_SERVER = process.env.SLIPWAY_S3_SERVER;

/** Starts one with an empty bucket. */
export async function startS3Server(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-s3-'));
  const [bucket, user, password] = ['layers', 'slipway', 'not-a-secret'];
  const port = await freePort();
  mkdirSync(join(folder, 'root', bucket), { recursive: true });
  const daemon = startMortalDaemon(
    [
      ...[S3_SERVER ?? 'versitygw', `--port=127.0.0.1:${port}`],
      ...[`--access=${user}`, `--secret=${password}`, 'posix', join(folder, 'root')],
    ],
    folder,
  );
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await answersInTime(() => answersHttp(endpoint)))) {
    throw new Error(`the S3 server at ${endpoint} does not answer`);
  }
  return {
    endpoint,
    bucket,
    credentials: { AWS_ACCESS_KEY_ID: user, AWS_SECRET_ACCESS_KEY: password },
    objects: () => readdirSync(join(folder, 'root', bucket), { recursive: true }).map(String),
    async stop() {
      await daemon.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
