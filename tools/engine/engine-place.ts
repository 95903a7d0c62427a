import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders of one checkout's engine. Only `cache` is shared with the machine's other checkouts. */
export interface EnginePlace {
  readonly checkout: string;
  /** Eight hex digits of the checkout's path: part of every name that the whole machine sees. */
  readonly id: string;
  /** Kept over `down`: settings, logs, the engine's data, the registry's storage. */
  readonly state: string;
  /** Sockets and pid files. Short, because a socket's path may have no more than 107 bytes. */
  readonly run: string;
  readonly cache: string;
}

/** Where the engine of a checkout lives, from the checkout's path and the XDG variables. */
export function planEnginePlace(
  checkout: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): EnginePlace {
  const id = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return {
    checkout,
    id,
    state: join(env.XDG_STATE_HOME || join(home, '.local/state'), 'nx-slipway', id),
    run: `/run/nx-slipway/${id}`,
    cache: join(env.XDG_CACHE_HOME || join(home, '.cache'), 'nx-slipway'),
  };
}

/** The place of the checkout that holds this file. */
export function enginePlace(): EnginePlace {
  return planEnginePlace(
    realpathSync(fileURLToPath(new URL('../..', import.meta.url))).replace(/\/$/, ''),
    process.env,
    homedir(),
  );
}
