import { parse } from '@decimalturn/toml-patch';
import { parseUvLock } from '../src/python/uv/parse-uv-lock';
import type { UvLock } from '../src/python/uv/uv-lock';
import { type LockPackage, uvLockText } from './uv-lock-text';

/** A uv.lock, parsed; of packages or of its text. */
export function uvLockOf(
  content: string | readonly LockPackage[],
  rootGroups: Parameters<typeof uvLockText>[1] = {},
): UvLock {
  const text = typeof content === 'string' ? content : uvLockText(content, rootGroups);
  const { lock } = parseUvLock(parse(text), { file: 'uv.lock', text });
  if (!lock) throw new Error('the lock does not parse');
  return lock;
}
