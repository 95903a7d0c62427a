import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the platforms of the image in a folder of OCI's image layout. */
export function platformsOf(folder: string): readonly string[] {
  const read = (file: string) =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      readonly manifests: readonly {
        readonly digest: string;
        readonly platform?: { readonly os: string; readonly architecture: string };
      }[];
    };
  return read('index.json')
    .manifests.flatMap(({ digest }) => read(`blobs/${digest.replace(':', '/')}`).manifests)
    .map(({ platform }) => `${platform?.os}/${platform?.architecture}`)
    .sort();
}
