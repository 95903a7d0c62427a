import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from './real-workspace';

/** Looks for texts in everything an image is saved as, compressed layers included; `none` where they are nowhere. */
export async function layersWith(image: string, ...texts: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-layers-'));
  const patterns = texts.map((text) => `-e ${text}`).join(' ');
  const script = [
    `docker save ${image} | tar -x`,
    'test "$(find blobs -type f | wc -l)" -gt 5',
    `for blob in blobs/sha256/*; do zcat -f "$blob" | grep -q ${patterns} && echo "$blob"; done; echo none`,
  ].join(' && ');
  try {
    return await call('sh', ['-c', script], folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
