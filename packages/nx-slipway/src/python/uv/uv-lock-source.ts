import { asString, isTable } from '../toml/toml-value';
import type { UvLockSource } from './uv-lock';

const kinds = ['registry', 'git', 'url', 'path', 'editable', 'directory', 'virtual'] as const;

/** The source of a `source = { … }`, or of a requirement that carries the key itself. */
export function uvLockSource(value: unknown): UvLockSource | undefined {
  if (!isTable(value)) return undefined;
  return kinds.flatMap((kind) => {
    const location = asString(value[kind]);
    return location === undefined ? [] : [{ kind, location }];
  })[0];
}

/** A project on disk, which the lock tells where to find. */
export function isLocalProject(source: UvLockSource): boolean {
  return source.kind === 'editable' || source.kind === 'directory' || source.kind === 'virtual';
}
