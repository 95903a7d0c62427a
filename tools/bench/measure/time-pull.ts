import { join } from 'node:path';
import { startSecondEngine } from '../../../packages/nx-slipway/test-support/second-engine.ts';
import { runQuiet } from '../../demo/run-quiet.ts';
import { enginePlace } from '../../engine/engine-place.ts';
import { dockerRoot } from '../../engine/install/unpack-docker.ts';
import type { Measured } from '../case.ts';
import type { Service } from '../workspace/service.ts';
import type { Subject } from '../workspace/subject.ts';

/** Memory of this machine that the engine's disk may take. */
const DISK = 10e9;

/** Services that are pulled and started at a time. */
const AT_ONCE = 4;

/**
 * Starts an engine without images, which pulls and starts all services, and takes the time until the last of them has
 * answered. Each answers one request or works off one message in its own process: a server and a broker would
 * take as long with every image.
 */
export async function timePull(subject: Subject): Promise<Measured> {
  const { scene, engine, proxy, services, registry, namespace } = subject;
  const empty = await startSecondEngine(DISK, {
    dockerd: join(dockerRoot(enginePlace()), 'usr/sbin/dockerd'),
    registry: engine.registry,
  });
  try {
    const on = { ...scene, env: { ...scene.env, DOCKER_HOST: empty.host } };
    const before = proxy.pulledBytes();
    const started = performance.now();
    const waiting = [...services];
    const worker = async (): Promise<void> => {
      for (let service = waiting.shift(); service; service = waiting.shift()) {
        const image = `${registry}/${namespace}/${service.name}`;
        await runQuiet(on, 'docker', [
          ...['run', '--rm', '--quiet', '--network=none', '--entrypoint=python', image],
          ...['-c', answerOf(service)],
        ]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const wallSeconds = Math.round(performance.now() - started) / 1000;
    return { wallSeconds, pulledBytes: proxy.pulledBytes() - before };
  } finally {
    await empty.stop();
  }
}

/** A program that ends well once a service has answered. */
function answerOf({ role, module }: Service): string {
  return role === 'http'
    ? `
import asyncio
from ${module}.app import app

status = []

async def receive():
    return {"type": "http.request", "body": b"", "more_body": False}

async def send(message):
    status.append(message.get("status"))

scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
    "scheme": "http", "path": "/health", "raw_path": b"/health", "query_string": b"",
    "root_path": "", "headers": [], "client": ("test", 1), "server": ("test", 80)}
asyncio.run(app(scope, receive, send))
assert status[0] == 200, status
`
    : `
from ${module}.actors import greet

greet("Ada")
`;
}
