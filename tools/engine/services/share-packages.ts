import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';

/** The files that this checkout's proxy serves from: its own folder, since two proxies must not write one. */
export function ownPackages(place: EnginePlace): string {
  return join(place.cache, 'packages', place.id);
}

/** Gives what this checkout's proxy has fetched to all checkouts, and takes what they have given. */
export async function sharePackages(place: EnginePlace): Promise<void> {
  const shared = join(place.cache, 'packages', 'shared');
  await linkMissing(ownPackages(place), shared);
  await linkMissing(shared, ownPackages(place));
}

async function linkMissing(from: string, to: string): Promise<void> {
  await mkdir(from, { recursive: true });
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((e) => e.isFile() && !e.name.endsWith('-partial'))) {
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    await mkdir(dirname(target), { recursive: true });
    await link(source, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') {
        return copyFile(source, target);
      }
    });
  }
}
