import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { userCacheFolder } from 'dockerfile-frontend';
import type { Files } from '../../test-support/workspace-files';

/**
 * Locks of workspaces that were locked before, on this machine: indexes grow, and an installer may need a minute for
 * what it resolves. A lock is kept for one index: Poetry's content-hash covers the URLs of sources.
 */
export interface KeptLocks {
  /** Returns the text of a lock; empty where the workspace has none; undefined for one that is not known. */
  readonly find: (files: Files) => string | undefined;
  readonly keep: (files: Files, lock: string) => void;
}

/** @param installer with its version, as another one locks otherwise */
export function keptLocks(installer: string): KeptLocks {
  const folder = join(userCacheFolder(process.env) ?? tmpdir(), 'oracle-locks', installer);
  const fileOf = (files: Files): string => {
    const text = JSON.stringify(Object.entries(files).sort());
    return join(folder, createHash('sha256').update(text).digest('hex'));
  };
  return {
    find(files) {
      const file = fileOf(files);
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
    keep(files, lock) {
      const file = fileOf(files);
      mkdirSync(dirname(file), { recursive: true });
      const half = `${file}.${process.pid}`;
      writeFileSync(half, lock);
      renameSync(half, file);
    },
  };
}
