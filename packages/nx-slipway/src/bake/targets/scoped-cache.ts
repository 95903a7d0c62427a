import { posix } from 'node:path';
import { type CacheBackend, formatCacheBackend } from '../../images/options/cache-backend';

/** What has a place of its own in a cache, so that images do not overwrite each other. */
export interface CacheScope {
  /** bake target. */
  readonly target: string;
  /** References it is pushed under, which is where a cache inside of the image is. */
  readonly references: readonly string[];
}

/** Where layers of a target are looked for in a backend. */
export function cacheSource(backend: CacheBackend, scope: CacheScope): readonly string[] {
  const { type } = backend;
  if (type === 'inline') {
    return scope.references.map((ref) =>
      formatCacheBackend({ type: 'registry', attributes: { ref } }),
    );
  }
  const { mode, dest, compression, 'ignore-error': ignored, ...rest } = scoped(backend, scope);
  return [formatCacheBackend({ type, attributes: { ...rest, ...(dest && { src: dest }) } })];
}

/**
 * Where layers of a target are kept in a backend. All of them, and not only those of the image, unless
 * asked otherwise: of what a stage installs the image has a copy, which spares nobody the installation.
 * That they cannot be kept is no reason to fail an image that is built.
 */
export function cacheDestination(backend: CacheBackend, scope: CacheScope): readonly string[] {
  const { type, attributes } = backend;
  if (type === 'inline') {
    return scope.references.length > 0 ? [formatCacheBackend({ type, attributes })] : [];
  }
  const defaults = { mode: 'max', 'ignore-error': 'true' };
  return [formatCacheBackend({ type, attributes: { ...defaults, ...scoped(backend, scope) } })];
}

/** The attributes with the target's name at the end of the one that says where in a backend; a folder's is `dest`. */
function scoped(
  { type, attributes }: CacheBackend,
  { target }: CacheScope,
): Record<string, string> {
  const name = scopeName(target);
  const joined = (given: string | undefined): string => (given ? `${given}-${name}` : name);
  switch (type) {
    case 'registry':
      return { ...attributes, ref: withTag(attributes.ref ?? '', joined) };
    case 'gha':
      return { ...attributes, scope: joined(attributes.scope) };
    case 'local': {
      const { src, dest, ...rest } = attributes;
      return { ...rest, dest: posix.join(dest ?? src ?? '', name) };
    }
    case 's3':
    case 'azblob':
      return { ...attributes, name: joined(attributes.name) };
    case 'inline':
      return { ...attributes };
  }
}

/** A tag that is given comes first: `…/build-cache:main` makes `…/build-cache:main-api`. */
function withTag(ref: string, joined: (given: string | undefined) => string): string {
  const colon = ref.lastIndexOf(':');
  const isTag = colon > ref.lastIndexOf('/');
  return isTag
    ? `${ref.slice(0, colon)}:${joined(ref.slice(colon + 1))}`
    : `${ref}:${joined(undefined)}`;
}

/** A tag has at most 128 characters, of which some are left for what is given before it. */
const LONGEST = 90;

/**
 * Names of targets are tags but for their length and a hyphen at the start.
 *
 * Rule: OCI distribution specification, `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`.
 */
function scopeName(target: string): string {
  return target.length <= LONGEST
    ? target.replace(/^-/, '_-')
    : `${target.slice(0, LONGEST - 17).replace(/^-/, '_')}-${checksum(target)}`;
}

/** Tells long names with the same start apart; 16 hexadecimal digits. Rule: FNV-1a, 64 bits. */
function checksum(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text, 'utf8')) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
