import { escapePattern } from '../../dockerfile/patterns/escape-pattern';
import type { IndexFile, IndexRelease } from '../../images/upgrade/check-facts';
import { normalizeName } from '../../python/pep508/normalize-name';
import { isTable } from '../../python/toml/toml-value';

/** A release to look up. */
export interface AskedRelease {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
}

/** Fetches a page of an index; {@link fetch}, or its replacement where no network is to be used. */
export type FetchPage = (url: string, options: RequestInit) => Promise<Response>;

/** Milliseconds for one page, and how many are fetched at once. */
const LIMIT = { milliseconds: 10_000, atOnce: 8 };

const ACCEPT = 'application/vnd.pypi.simple.v1+json, text/html;q=0.2';

/**
 * Asks a package index for the files of releases. One page that cannot be had ends it: where an index is not
 * reachable, it is for no package.
 *
 * @param index address of a simple index (PEP 503), with a login or without; undefined where none is known
 * @returns releases by `name version`; without those that the index does not have
 */
export async function askIndex(
  releases: readonly AskedRelease[],
  { index, fetchPage }: { readonly index: string | undefined; readonly fetchPage: FetchPage },
): Promise<ReadonlyMap<string, IndexRelease> | { readonly why: string }> {
  const names = [...new Set(releases.map(({ name }) => name))].sort();
  if (names.length === 0) return new Map();
  if (index === undefined) {
    return {
      why: 'no lock file names a package index, and neither UV_DEFAULT_INDEX nor PIP_INDEX_URL is set',
    };
  }
  const pages = new Map<string, readonly IndexFile[]>();
  let why: string | undefined;
  const queue = [...names];
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined && why === undefined; name = queue.shift()) {
      const page = await readPage(name, index, fetchPage);
      if ('why' in page) why = page.why;
      else pages.set(name, page.files);
    }
  };
  await Promise.all(Array.from({ length: LIMIT.atOnce }, work));
  if (why !== undefined) return { why };
  return new Map(
    releases.flatMap(({ name, version }): [string, IndexRelease][] => {
      const files = (pages.get(name) ?? []).filter((file) => isOf(file.name, name, version));
      return files.length === 0 ? [] : [[`${name} ${version}`, { files }]];
    }),
  );
}

async function readPage(
  name: string,
  index: string,
  fetchPage: FetchPage,
): Promise<{ readonly files: readonly IndexFile[] } | { readonly why: string }> {
  const { address, headers } = requestOf(`${index.replace(/\/$/, '')}/${name}/`);
  try {
    const signal = AbortSignal.timeout(LIMIT.milliseconds);
    const response = await fetchPage(address, { headers: { accept: ACCEPT, ...headers }, signal });
    // An index has no page for what it does not know; nothing is said of the others.
    if (response.status === 404) return { files: [] };
    if (!response.ok) return { why: `${address} answers with ${response.status}` };
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { files: isJson ? filesOfJson(JSON.parse(text)) : filesOfHtml(text) };
  } catch (error) {
    const { cause, message } = error as Error;
    const detail = cause instanceof Error ? cause.message : message;
    return { why: `${address} cannot be reached: ${detail}` };
  }
}

/** A login is no part of an address that is fetched. */
function requestOf(text: string): {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  const url = new URL(text);
  const [user, password] = [url.username, url.password].map(decodeURIComponent);
  if (!user) return { address: text, headers: {} };
  url.username = '';
  url.password = '';
  const login = Buffer.from(`${user}:${password}`).toString('base64');
  return { address: url.href, headers: { authorization: `Basic ${login}` } };
}

/** PEP 691. */
function filesOfJson(value: unknown): readonly IndexFile[] {
  const files: unknown = isTable(value) ? value.files : undefined;
  return (Array.isArray(files) ? files : []).filter(isTable).map((file) => {
    const { filename, hashes, 'requires-python': range } = file;
    return {
      name: String(filename),
      hashes: isTable(hashes)
        ? Object.entries(hashes).map(([kind, hash]) => `${kind}:${hash}`)
        : [],
      ...(typeof range === 'string' && range !== '' && { requiresPython: range }),
    };
  });
}

/** PEP 503: an anchor for each file, with its hash in the fragment. */
export function filesOfHtml(text: string): readonly IndexFile[] {
  return [...text.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].map(([, attributes = '', name = '']) => {
    const hash = /#(\w+)=([0-9a-f]+)/i.exec(attributes);
    const range = /data-requires-python=(["'])(.*?)\1/i.exec(attributes)?.[2];
    return {
      name: name.trim(),
      hashes: hash ? [`${hash[1]}:${hash[2]}`] : [],
      ...(range && { requiresPython: unescaped(range) }),
    };
  });
}

function unescaped(text: string): string {
  const characters: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return text.replace(/&(?:lt|gt|amp);/g, (each) => characters[each] ?? each);
}

/** Names of files hold the name with underscores or as it was written, and the version after it. */
function isOf(file: string, name: string, version: string): boolean {
  const [, found = '', rest = ''] = /^(.+?)-(\d.*)$/.exec(file) ?? [];
  return (
    normalizeName(found) === name &&
    (rest.startsWith(`${version}-`) ||
      new RegExp(`^${escapePattern(version)}\\.(?:tar|zip|tgz)`).test(rest))
  );
}
