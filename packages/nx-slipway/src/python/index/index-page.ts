import { asArray, asString, asTable, isTable } from '../toml/toml-value';
import { versionOfFile } from './file-version';

/** A file of a project in a package index. */
export interface IndexFile {
  readonly name: string;
  /** `sha256:…` */
  readonly hashes: readonly string[];
  /** The Pythons that it is for. */
  readonly requiresPython?: string;
  /** Withdrawn by its authors: installers take it only where it is pinned (PEP 592). */
  readonly isYanked?: true;
  /** Where it is; absent where nobody asked. It may hold a signature, so it is not stored. */
  readonly url?: string;
}

/** What an index has of a project, or why nobody knows. */
export type IndexAnswer = { readonly files: readonly IndexFile[] } | UnknownPage;

/** Why nobody knows what an index has of a project. */
export interface UnknownPage {
  readonly why: string;
  /** Whether the index cannot be asked for any other project either. */
  readonly isDown?: true;
}

/** What an index is asked for: JSON, or else HTML. */
export const INDEX_PAGE_TYPES = 'application/vnd.pypi.simple.v1+json, text/html;q=0.2';

/**
 * Reads the page of a project in a simple index: JSON (PEP 691) or HTML (PEP 503). A page with no file of the project
 * is no answer: it may as well ask for a login.
 *
 * @param name normalised
 * @param contentType as the index sends it
 * @param address of the page, which addresses of files may be relative to; without it they are left out
 */
export function parseIndexPage(
  name: string,
  { text, contentType }: { readonly text: string; readonly contentType: string },
  address?: string,
): IndexAnswer {
  const page = /json/.test(contentType) ? readJson(text, address) : readHtml(text, address);
  if (page === undefined) return { why: 'the answer is not JSON' };
  // A client must not read a page of another major version (PEP 629).
  if (page.version !== undefined && !/^1(?:\.|$)/.test(page.version)) {
    return { why: `the answer is of version ${page.version} of the simple API` };
  }
  const files = page.files.filter((file) => versionOfFile(file.name, name) !== undefined);
  return files.length === 0 ? { why: `the answer names no file of ${name}` } : { files };
}

interface Page {
  /** Of the simple API. */
  readonly version?: string;
  readonly files: readonly IndexFile[];
}

function readJson(text: string, address: string | undefined): Page | undefined {
  const page = parsed(text);
  if (!isTable(page)) return undefined;
  const version = asString(asTable(page.meta)['api-version']);
  const files = asArray(page.files)
    .filter(isTable)
    .map(({ filename, hashes, yanked, url, 'requires-python': range }): IndexFile => {
      const known = Object.entries(asTable(hashes)).map(([kind, hash]) => `${kind}:${hash}`);
      const isYanked = yanked === true || (typeof yanked === 'string' && yanked !== '');
      return file(String(filename), known, { range, isYanked, url: resolved(url, address) });
    });
  return { files, ...(version !== undefined && { version }) };
}

/** An anchor for each file, with its hash in the fragment. */
function readHtml(text: string, address: string | undefined): Page {
  const version = /<meta\s[^>]*pypi:repository-version[^>]*content=["']([^"']+)/i.exec(text)?.[1];
  const files = [...text.matchAll(/<a\s((?:"[^"]*"|'[^']*'|[^>"'])*)>([^<]*)<\/a>/gi)].map(
    ([, attributes = '', name = '']) => {
      const hash = /#(\w+)=([0-9a-f]+)/i.exec(attributes);
      const range = /data-requires-python=(["'])(.*?)\1/i.exec(attributes)?.[2];
      const url = /\bhref=(["'])(.*?)\1/i.exec(attributes)?.[2];
      return file(unescaped(name.trim()), hash ? [`${hash[1]}:${hash[2]}`] : [], {
        range: range && unescaped(range),
        isYanked: /\bdata-yanked\b/i.test(attributes),
        url: resolved(url && unescaped(url), address),
      });
    },
  );
  return { files, ...(version !== undefined && { version }) };
}

function file(
  name: string,
  hashes: readonly string[],
  {
    range,
    isYanked,
    url,
  }: { readonly range: unknown; readonly isYanked: boolean; readonly url: string | undefined },
): IndexFile {
  return {
    ...{ name, hashes },
    ...(typeof range === 'string' && range !== '' && { requiresPython: range }),
    ...(isYanked && { isYanked }),
    ...(url !== undefined && { url }),
  };
}

/** The fragment of an address is the hash of the file. */
function resolved(url: unknown, address: string | undefined): string | undefined {
  if (address === undefined || typeof url !== 'string' || !URL.canParse(url, address)) {
    return undefined;
  }
  return new URL(url, address).href.replace(/#.*$/, '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unescaped(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', '#43': '+' };
  return text.replace(/&(lt|gt|amp|#43);/g, (each, name) => characters[name] ?? each);
}
