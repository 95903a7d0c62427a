import { INDEX_PAGE_TYPES, type IndexAnswer, parseIndexPage } from '../../python/index/index-page';
import type { IndexPage, IndexPages } from '../../workspace/cache/index-pages';

/** Fetches a page of an index; {@link fetch}, or its replacement where no network is to be used. */
export type FetchPage = (url: string, options: RequestInit) => Promise<Response>;

/** How pages are fetched. */
export interface PageFetcher {
  readonly fetchPage: FetchPage;
  /** Pages that were fetched before; absent where nothing is kept, and where addresses of files are wanted. */
  readonly pages?: IndexPages;
}

/** Milliseconds for one page, and how often it is tried where a connection breaks. */
const LIMIT = { milliseconds: 30_000, tries: 2 };

/**
 * Fetches the page of a project. One that was fetched before is asked for by its validators, so that an index that has
 * nothing new sends nothing; without an answer the old page is not used, because nobody knows what is new.
 *
 * @param index address of a simple index, with a login or without
 * @param name normalised
 */
export async function fetchIndexPage(
  index: string,
  name: string,
  { fetchPage, pages }: PageFetcher,
): Promise<IndexAnswer> {
  const request = requestOf(`${index.replace(/\/$/, '')}/${name}/`);
  if (!request) return { why: 'the address of the package index is not a URL', isDown: true };
  const { address, headers } = request;
  const known = pages?.read(address);
  try {
    const response = await retried(() =>
      fetchPage(address, {
        headers: { accept: INDEX_PAGE_TYPES, ...headers, ...validatorsOf(known) },
        signal: AbortSignal.timeout(LIMIT.milliseconds),
      }),
    );
    if (response.status === 304 && known) return { files: known.files };
    // 404 means that the index does not know the package; it says nothing about other packages.
    if (response.status === 404) return { why: 'the package index does not have them' };
    if (!response.ok) return { why: `${address} answers with ${response.status}`, isDown: true };
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    // What is kept has no addresses of files.
    const base = pages ? undefined : response.url || address;
    const answer = parseIndexPage(name, { text, contentType }, base);
    if ('why' in answer) return { why: `${address}: ${answer.why}` };
    const [etag, lastModified] = ['etag', 'last-modified'].map((each) =>
      response.headers.get(each),
    );
    if (etag || lastModified) {
      pages?.write(address, {
        ...{ files: answer.files, ...(etag && { etag }) },
        ...(lastModified && { lastModified }),
      });
    }
    return answer;
  } catch (error) {
    const { cause, message } = error as Error;
    const detail = cause instanceof Error ? cause.message : message;
    return { why: `${address} cannot be reached: ${detail}`, isDown: true };
  }
}

/** A server may close a connection just when it is used again; one that takes its time is not asked twice. */
async function retried(request: () => Promise<Response>, left = LIMIT.tries): Promise<Response> {
  try {
    return await request();
  } catch (error) {
    const isOver = left <= 1 || (error instanceof Error && error.name === 'TimeoutError');
    if (isOver) throw error;
    return await retried(request, left - 1);
  }
}

/** Rule: RFC 9110, 13.1: a server that knows entity tags passes over the date. */
function validatorsOf(page: IndexPage | undefined): Readonly<Record<string, string>> {
  return {
    ...(page?.etag !== undefined && { 'if-none-match': page.etag }),
    ...(page?.lastModified !== undefined && { 'if-modified-since': page.lastModified }),
  };
}

/** Returns how a URL is fetched: a login goes into a header, and not into the address. Undefined for what is no URL. */
export function requestOf(
  text: string,
): { readonly address: string; readonly headers: Readonly<Record<string, string>> } | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { username, password } = url;
  if (!username && !password) return { address: url.href, headers: {} };
  url.username = '';
  url.password = '';
  const login = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  return { address: url.href, headers: { authorization: `Basic ${login}` } };
}

/** A password may hold a percent sign that nobody has encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
