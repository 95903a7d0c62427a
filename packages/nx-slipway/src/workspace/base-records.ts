import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownBase } from '../bake/read-targets';

/** What this user's engines have told of images that are named with their digests, which never change. */
export interface BaseRecords {
  readonly read: (reference: string, platform: string) => KnownBase | undefined;
  /** One that cannot be written is no error: it is asked again. */
  readonly write: (reference: string, platform: string, base: KnownBase) => void;
}

/** Opens the records in a folder, which need not be there yet. */
export function baseRecords(folder: string): BaseRecords {
  const fileOf = (reference: string, platform: string): string => {
    const hash = createHash('sha256').update(`${platform} ${reference}`).digest('hex');
    return join(folder, `${hash}.json`);
  };
  return {
    read(reference, platform) {
      try {
        const base = JSON.parse(readFileSync(fileOf(reference, platform), 'utf8')) as KnownBase;
        return reference.endsWith(`@${base.digest}`) ? base : undefined;
      } catch {
        return undefined;
      }
    },
    write(reference, platform, base) {
      const file = fileOf(reference, platform);
      const draft = `${file}.${process.pid}`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(draft, `${JSON.stringify(base)}\n`);
        renameSync(draft, file);
      } catch {
        rmSync(draft, { force: true });
      }
    },
  };
}
