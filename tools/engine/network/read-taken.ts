import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { EnginePlace } from '../engine-place.ts';
import type { EngineSettings } from '../engine-settings.ts';
import type { Taken } from './plan-settings.ts';

/** Reads what is claimed on this machine: other checkouts' settings, listening ports, routes, resolvers. */
export async function readTaken(place: EnginePlace): Promise<Taken> {
  const others = await readOtherSettings(place);
  const addresses = await readAddresses();
  return {
    ports: new Set([
      ...others.flatMap((s) => [s.registryPort, s.indexPort]),
      ...(await readListeningPorts()),
    ]),
    blocks: new Set([...others.map((s) => s.block), ...blocksOf(addresses)]),
  };
}

async function readOtherSettings(place: EnginePlace): Promise<readonly EngineSettings[]> {
  const all = dirname(place.state);
  const ids = (await readdir(all).catch(() => [])).filter((id) => id !== place.id);
  const texts = await Promise.all(
    ids.map((id) => readFile(join(all, id, 'settings.json'), 'utf8').catch(() => undefined)),
  );
  return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as EngineSettings]));
}

async function readListeningPorts(): Promise<readonly number[]> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((f) => readFile(f, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => [...table.matchAll(/^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) \S+ 0A /gm)])
    .map((match) => Number.parseInt(match[1] ?? '', 16));
}

async function readAddresses(): Promise<string> {
  const routes = await execa('ip', ['-4', 'route', 'show', 'table', 'all'], { reject: false });
  return `${routes.stdout}\n${await readFile('/etc/resolv.conf', 'utf8').catch(() => '')}`;
}

/** A resolver in the block would be looked for on the bridge instead of behind the default route. */
function blocksOf(text: string): readonly number[] {
  return [...text.matchAll(/\b10\.(\d{1,3})\.\d/g)].map((match) => Number(match[1]));
}
