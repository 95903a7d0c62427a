import { inflateRawSync } from 'node:zlib';
import type { FetchPage } from '../package-index/fetch-page';

/** Where a wheel is, and how it is fetched. */
export interface RemoteWheel {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetchPage: FetchPage;
}

/** Milliseconds for one part of a wheel. */
const LIMIT_MS = 20_000;

/** Bytes of a wheel's end that are fetched first: its directory, for all but very large wheels. */
const TAIL = 65_536;

/** Bytes of a wheel that is read as a whole where a server knows no ranges. */
const WHOLE = 4_000_000;

/** Bytes that a RECORD may unpack to: the largest have some. */
const RECORD = { maxOutputLength: 64_000_000 };

/** More than the extra fields of an entry ever take. */
const EXTRA = 4096;

/**
 * Reads the RECORD of a wheel by range requests: a few kilobytes instead of hundreds of megabytes.
 *
 * Rule: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
 *
 * @returns its text, or why it cannot be had
 */
export async function readWheelRecord(
  wheel: RemoteWheel,
): Promise<{ readonly text: string } | { readonly why: string }> {
  try {
    const tail = await fetchTail(wheel);
    if ('why' in tail) return tail;
    const end = tail.bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0) return { why: 'it is not a zip file' };
    const [size, offset] = [tail.bytes.readUInt32LE(end + 12), tail.bytes.readUInt32LE(end + 16)];
    if (offset === 0xffffffff || size === 0xffffffff) return { why: 'it is larger than 4 GB' };
    const directory = await fetchPart(wheel, tail, { size, offset });
    if ('why' in directory) return directory;
    const entry = findRecord(directory.bytes);
    if (!entry) return { why: 'it has no RECORD' };
    const last = Math.min(
      tail.total - 1,
      entry.offset + 30 + entry.nameLength + EXTRA + entry.size - 1,
    );
    const part = await fetchPart(wheel, tail, {
      offset: entry.offset,
      size: last - entry.offset + 1,
    });
    if ('why' in part) return part;
    const start = 30 + part.bytes.readUInt16LE(26) + part.bytes.readUInt16LE(28);
    const content = part.bytes.subarray(start, start + entry.size);
    return {
      text: (entry.isDeflated ? inflateRawSync(content, RECORD) : content).toString('utf8'),
    };
  } catch (error) {
    const { cause, message } = error as Error;
    return { why: cause instanceof Error ? cause.message : message };
  }
}

interface Part {
  readonly bytes: Buffer;
  /** Bytes of the whole wheel. */
  readonly total: number;
}

/** The end of a wheel; all of a small one whose server knows no ranges, or none that is longer than the wheel. */
async function fetchTail(wheel: RemoteWheel): Promise<Part | { readonly why: string }> {
  const response = await request(wheel, `-${TAIL}`);
  const whole = response.status === 416 ? await request(wheel) : response;
  const length = Number(whole.headers.get('content-length') ?? Number.NaN);
  if (whole.status !== 200 || length > WHOLE || Number.isNaN(length)) return await partOf(whole);
  const bytes = Buffer.from(await whole.arrayBuffer());
  return { bytes, total: bytes.length };
}

async function partOf(response: Response): Promise<Part | { readonly why: string }> {
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
  if (response.status === 206 && total !== undefined) {
    return { bytes: Buffer.from(await response.arrayBuffer()), total: Number(total) };
  }
  // The whole wheel would come otherwise.
  await response.body?.cancel();
  const { ok, status } = response;
  return { why: ok ? 'its server has no range requests' : `its server answers with ${status}` };
}

function request({ url, headers, fetchPage }: RemoteWheel, range?: string): Promise<Response> {
  return fetchPage(url, {
    headers: {
      ...headers,
      ...(range !== undefined && { range: `bytes=${range}` }),
      'accept-encoding': 'identity',
    },
    signal: AbortSignal.timeout(LIMIT_MS),
  });
}

/** A part of the wheel that is in its tail, or else is fetched; the tail of most wheels holds all that is read. */
async function fetchPart(
  wheel: RemoteWheel,
  tail: Part,
  { size, offset }: { readonly size: number; readonly offset: number },
): Promise<Part | { readonly why: string }> {
  const start = offset - (tail.total - tail.bytes.length);
  return start >= 0
    ? { bytes: tail.bytes.subarray(start, start + size), total: tail.total }
    : await partOf(await request(wheel, `${offset}-${offset + size - 1}`));
}

interface Entry {
  readonly offset: number;
  readonly size: number;
  readonly nameLength: number;
  readonly isDeflated: boolean;
}

function findRecord(directory: Buffer): Entry | undefined {
  for (let at = 0; at + 46 <= directory.length; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    if (/^[^/]+\.dist-info\/RECORD$/.test(name)) {
      return {
        offset: directory.readUInt32LE(at + 42),
        size: directory.readUInt32LE(at + 20),
        nameLength,
        isDeflated: directory.readUInt16LE(at + 10) === 8,
      };
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return undefined;
}
