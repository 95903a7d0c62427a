import { join } from 'node:path';
import { buildGoPrograms } from './build-go-programs.ts';

/**
 * Builds a server that speaks S3 and keeps buckets in a folder.
 * @returns the program
 */
export async function installS3Server(): Promise<string> {
  return join(
    await buildGoPrograms({
      ...{ title: 'S3 server', source: 'versitygw', version: '1.8.0' },
      packages: ['github.com/versity/versitygw/cmd/versitygw'],
    }),
    'versitygw',
  );
}
