import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { FetchPage } from '../package-index/fetch-page';

/** Where a wheel is, and how it is fetched. */
export interface RemoteWheel {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetchPage: FetchPage;
}

/** Bytes of a wheel, from some byte on. */
interface Part {
  readonly start: number;
  readonly bytes: Buffer;
}

/** Milliseconds for one part of a wheel. */
const LIMIT_MS = 20_000;

/** Bytes of a wheel's end that are fetched first: what yauzl reads first, and RECORD for all but very large wheels. */
const TAIL = 65_577;

/** Bytes that are fetched at once where those are not enough. */
const BLOCK = 262_144;

/** Bytes of a wheel that is read as a whole where a server knows no ranges. */
const WHOLE = 4_000_000;

/** Reads a wheel by range requests: a few kilobytes instead of hundreds of megabytes. Each part is fetched once. */
export class WheelReader extends RandomAccessReader {
  readonly #wheel: RemoteWheel;
  readonly #parts: Part[];

  private constructor(
    wheel: RemoteWheel,
    tail: Part,
    /** Bytes of the whole wheel. */
    readonly size: number,
  ) {
    super();
    this.#wheel = wheel;
    this.#parts = [tail];
  }

  /** @throws {Error} where its server cannot be reached, has no such wheel, or has only all of a large one */
  static async open(wheel: RemoteWheel): Promise<WheelReader> {
    const first = await request(wheel, `-${TAIL}`);
    // A server may refuse a range that is longer than the wheel.
    const answer = first.status === 416 ? await request(wheel) : first;
    const length = Number(answer.headers.get('content-length') ?? Number.NaN);
    if (answer.status === 200 && length <= WHOLE) {
      const bytes = Buffer.from(await answer.arrayBuffer());
      return new WheelReader(wheel, { start: 0, bytes }, bytes.length);
    }
    const tail = await partOf(answer);
    return new WheelReader(wheel, tail, tail.start + tail.bytes.length);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#read(start, end), { objectMode: false });
  }

  async *#read(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const part =
        this.#parts.find((each) => each.start <= at && at < each.start + each.bytes.length) ??
        (await this.#fetch(at, Math.max(end, at + BLOCK)));
      const bytes = part.bytes.subarray(at - part.start, end - part.start);
      yield bytes;
      at += bytes.length;
    }
  }

  async #fetch(start: number, end: number): Promise<Part> {
    const last = Math.min(end, this.size) - 1;
    const part = await partOf(await request(this.#wheel, `${start}-${last}`));
    if (part.start !== start || part.bytes.length === 0) {
      throw new Error('its server answers with another range');
    }
    this.#parts.push(part);
    return part;
  }
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

async function partOf(answer: Response): Promise<Part> {
  const [, start] = /^bytes (\d+)-/.exec(answer.headers.get('content-range') ?? '') ?? [];
  if (answer.status === 206 && start !== undefined) {
    return { start: Number(start), bytes: Buffer.from(await answer.arrayBuffer()) };
  }
  // The whole wheel would come otherwise.
  await answer.body?.cancel();
  const { ok, status } = answer;
  throw new Error(ok ? 'its server has no range requests' : `its server answers with ${status}`);
}
