import type { Problem } from '../../problems/problem';
import {
  BACKEND_TYPES,
  type BackendType,
  type CacheBackend,
  type ImageCaches,
  parseCacheBackend,
} from './cache-backend';
import { type Compression, chosenCompression } from './compression';

/** What a user says of caches. */
export interface RawCacheOptions {
  /** Where layers are looked for and kept. */
  readonly cacheBackend?: string;
  /** Where they are looked for besides. */
  readonly cacheFrom?: readonly string[];
  /** Whether they are kept, and not only looked for. */
  readonly cacheWrite?: boolean;
  /** What the images' own layers are compressed with. */
  readonly compression?: Compression;
}

/** Where the layers of a task's images come from and go to, or what is wrong with the options. */
export function planCaches(
  project: string,
  { cacheBackend = '', cacheFrom = [], cacheWrite = false, ...raw }: RawCacheOptions,
): { readonly caches: ImageCaches; readonly problems: readonly Problem[] } {
  const kept = parsed('cacheBackend', cacheBackend === '' ? [] : [cacheBackend]);
  const besides = parsed(
    'cacheFrom',
    cacheFrom.filter((each) => each !== ''),
  );
  const compression = chosenCompression([raw.compression]);
  const to = cacheWrite ? kept.backends : [];
  return {
    caches: {
      from: [...kept.backends, ...besides.backends],
      to: compression ? to.map((backend) => compressed(backend, compression)) : to,
    },
    problems: [
      ...kept.problems,
      ...besides.problems,
      ...to.flatMap(({ type }): Problem[] =>
        compression && FIXED_TYPES.has(type)
          ? [{ kind: 'cache-compression-fixed', project, compression, backend: type }]
          : [],
      ),
    ],
  };

  function parsed(option: string, values: readonly string[]) {
    const read = values.map((value) => ({ value, backend: parseCacheBackend(value) }));
    return {
      backends: read.flatMap(({ backend }) => backend ?? []),
      problems: read.flatMap(({ value, backend }): Problem[] => {
        const expected = backend ? missingFrom(backend) : KNOWN;
        const shown = backend && holdsSecret(backend) ? `type=${backend.type},…` : value;
        return expected === undefined
          ? []
          : [{ kind: 'option-invalid', project, option, value: shown, expected }];
      }),
    };
  }
}

const KNOWN = `one of ${BACKEND_TYPES.join(', ')} as buildx has it, such as type=registry,ref=registry.example/acme/build-cache`;

/** Attributes of which one says where the backend is; the others know it from the environment. */
const PLACES: Partial<Record<CacheBackend['type'], readonly string[]>> = {
  registry: ['ref'],
  local: ['dest', 'src'],
};

/** Attributes that are secrets. nx.json and the printed plan are no place for them. */
const SECRET = /^(token|(secret_)?access_key(_id)?|session_token|account_key)$/;

function holdsSecret({ attributes }: CacheBackend): boolean {
  return Object.keys(attributes).some((name) => SECRET.test(name));
}

/** What a value lacks or has too much; undefined where it is right. */
function missingFrom(backend: CacheBackend): string | undefined {
  const { type, attributes } = backend;
  if (holdsSecret(backend)) {
    return "no credentials here: buildx takes them from the environment, and a registry's from `docker login`";
  }
  const places = PLACES[type] ?? [];
  return places.length === 0 || places.some((name) => attributes[name] !== undefined)
    ? undefined
    : `${places[0]}=… with type=${type}`;
}

/** Backends that BuildKit hands layers to with gzip; what it then pushes are the same layers. */
const FIXED_TYPES: ReadonlySet<BackendType> = new Set(['gha', 's3', 'azblob']);

/** A backend that takes layers with the compression of the images; its own comes before that. */
function compressed(backend: CacheBackend, compression: Compression): CacheBackend {
  const { type, attributes } = backend;
  return type === 'registry' || type === 'local'
    ? { type, attributes: { compression, ...attributes } }
    : backend;
}
