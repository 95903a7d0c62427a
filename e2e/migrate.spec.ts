import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { edit } from './edit.ts';
import { nx } from './nx.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

afterEach(restore);

/** What `nx migrate nx-slipway` writes into the workspace where it finds the release. */
const MIGRATIONS = {
  migrations: [
    {
      version: '0.2.0',
      description: 'Makes the changes of the templates in generated Dockerfiles.',
      implementation: './dist/generators/migrate-templates/generator',
      package: 'nx-slipway',
      name: 'templates-of-0-2-0',
    },
  ],
};

/** The probe of the Dockerfile as release 0.1.0 wrote it. */
function asBefore(text: string): string {
  return text.replace(
    /status = probe\.getresponse\(\)\.status; raise SystemExit\(status >= 400 and [^"]*"/,
    'raise SystemExit(probe.getresponse().status >= 400)"',
  );
}

test('nx migrate makes the changes of the templates, and keeps what somebody has edited', async () => {
  await writeFile(join(scene.folder, 'migrations.json'), JSON.stringify(MIGRATIONS));
  await edit('services/api/Dockerfile', asBefore);
  await edit('services/mail/Dockerfile', (text) => asBefore(text).replace('>= 400', '!= 200'));
  const mine = await runQuiet(scene, 'git', ['diff', 'services/mail']);

  const { exitCode, output } = await nx(['migrate', '--run-migrations', '--skip-install'], {
    // The newest Nx of the npm registry would run them otherwise.
    NX_USE_LOCAL: 'true',
  });

  expect(exitCode).toBe(0);
  expect(output).toContain('services/api/Dockerfile');
  expect(output).toMatch(/services\/mail\/Dockerfile:\d+.*you have edited this part/);
  expect(await runQuiet(scene, 'git', ['diff', 'services/api'])).toBe('');
  expect(await runQuiet(scene, 'git', ['diff', 'services/mail'])).toBe(mine);
});
