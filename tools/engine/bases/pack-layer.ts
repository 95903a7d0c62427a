import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Blob } from './oci-image.ts';

/** Compresses a tar into a layer, and tells both of its digests. */
export async function packLayer(
  tar: string,
  layer: string,
): Promise<{ readonly diffId: string; readonly layer: Blob }> {
  const plain = createHash('sha256');
  const packed = createHash('sha256');
  let size = 0;
  await pipeline(
    createReadStream(tar, { highWaterMark: 1 << 20 }),
    tap((chunk) => plain.update(chunk)),
    createGzip({ level: 4 }),
    tap((chunk) => {
      packed.update(chunk);
      size += chunk.length;
    }),
    createWriteStream(layer),
  );
  return {
    diffId: `sha256:${plain.digest('hex')}`,
    layer: { digest: `sha256:${packed.digest('hex')}`, size },
  };
}

function tap(see: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      see(chunk);
      done(undefined, chunk);
    },
  });
}
