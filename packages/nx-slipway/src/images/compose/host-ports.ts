import { isMap, isSeq, type YAMLMap } from 'yaml';
import { hostPort } from '../nx/published-ports';

/** First port of this machine that a service is published under. */
const FIRST = 8000;

/** Ports of this machine that the services of a file publish, as far as they name them. */
export function takenPorts(services: YAMLMap): ReadonlySet<number> {
  const entries = services.items.flatMap(({ value }) => {
    const ports = isMap(value) ? value.get('ports', true) : undefined;
    return isSeq(ports) ? (ports.toJSON() as unknown[]) : [];
  });
  return new Set(entries.flatMap(publishedPort));
}

/** The lowest port from 8000 that is not taken. */
export function freePort(taken: ReadonlySet<number>): number {
  let port = FIRST;
  while (taken.has(port)) port += 1;
  return port;
}

/** In the short form, or the long one. */
function publishedPort(entry: unknown): readonly number[] {
  if (typeof entry === 'object' && entry !== null && 'published' in entry) {
    return [Number(entry.published)];
  }
  const found = hostPort(String(entry));
  return found ? [found.port] : [];
}
