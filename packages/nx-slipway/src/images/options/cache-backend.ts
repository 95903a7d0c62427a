/** Where layers can be kept outside of the builder: buildx's cache storage backends. */
export const BACKEND_TYPES = ['registry', 'gha', 'local', 'inline', 's3', 'azblob'] as const;

export type BackendType = (typeof BACKEND_TYPES)[number];

/** A buildx `--cache-from` or `--cache-to` value taken apart. */
export interface CacheBackend {
  readonly type: BackendType;
  /** All but the type, by buildx's names: `ref`, `scope`, `mode`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Where the layers of an image are looked for, and where they are kept. */
export interface ImageCaches {
  readonly from: readonly CacheBackend[];
  readonly to: readonly CacheBackend[];
}

/**
 * Reads `type=registry,ref=…`, or one word for what has a place by itself: `gha`, `inline`. Undefined
 * for an unknown type, and for words that are no attributes.
 */
export function parseCacheBackend(text: string): CacheBackend | undefined {
  const fields = text.split(',').map((field) => field.trim());
  const [first = ''] = fields;
  const words = fields.length === 1 && !first.includes('=') ? [`type=${first}`] : fields;
  const pairs = words.map((word): [string, string] => {
    const equals = word.indexOf('=');
    return [word.slice(0, Math.max(equals, 0)).toLowerCase(), word.slice(equals + 1)];
  });
  const { type: named, ...attributes } = Object.fromEntries(pairs);
  const type = BACKEND_TYPES.find((each) => each === named);
  return type && pairs.every(([name, value]) => name !== '' && value !== '')
    ? { type, attributes }
    : undefined;
}

/** The words buildx takes: `type=registry,ref=…`; attributes sorted by name. */
export function formatCacheBackend({ type, attributes }: CacheBackend): string {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return [`type=${type}`, ...sorted.map(([name, value]) => `${name}=${value}`)].join(',');
}
