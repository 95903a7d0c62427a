import { text } from 'node:stream/consumers';
import { fromRandomAccessReaderPromise } from 'yauzl';
import { type RemoteWheel, WheelReader } from './wheel-reader';

/** Bytes that a RECORD may unpack to. The largest on PyPI have some megabytes. */
const LARGEST = 64_000_000;

/**
 * Reads the RECORD of a wheel, and little more of it.
 *
 * @returns its text, or why it cannot be had
 */
export async function readWheelRecord(
  wheel: RemoteWheel,
): Promise<{ readonly text: string } | { readonly why: string }> {
  try {
    const reader = await WheelReader.open(wheel);
    const zip = await fromRandomAccessReaderPromise(reader, reader.size);
    for await (const entry of zip.eachEntry()) {
      if (!/^[^/]+\.dist-info\/RECORD$/.test(entry.fileName)) continue;
      if (entry.uncompressedSize > LARGEST) return { why: 'its RECORD is too large' };
      return { text: await text(await zip.openReadStreamPromise(entry)) };
    }
    return { why: 'it has no RECORD' };
  } catch (error) {
    const { cause, message } = error as Error;
    return { why: cause instanceof Error ? cause.message : message };
  }
}
