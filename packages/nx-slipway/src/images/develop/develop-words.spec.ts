import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DevelopOptions, developWords } from './develop-words';

const OPTIONS: DevelopOptions = {
  ...{ command: 'dramatiq shop.actors', folders: ['/workspace/shop src'], reloads: true },
  missing: { debugger: 'no debugger\n  add it', watcher: 'no watcher' },
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nx-slipway-words-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Programs that print how they are called; python imports what is there as well. */
const STUB = `#!/bin/sh
if [ "$*" = '-c import debugpy' ]; then test -e "\${0%/*}/debugpy"; exit; fi
printf '[%s]' "\${0##*/}" "$@"
`;

/** What a shell runs, and prints. @param there programs that exist, besides python */
function ran(options: Partial<DevelopOptions>, there: readonly string[]) {
  for (const name of ['python', ...there]) {
    writeFileSync(join(folder, name), STUB, { mode: 0o755 });
  }
  const [, ...words] = developWords({ ...OPTIONS, ...options });
  const env = { PATH: folder, PORT: '8000' };
  const { status, stdout, stderr } = spawnSync('/bin/sh', words, { encoding: 'utf8', env });
  return `${stderr}${stdout.replaceAll(folder, '/bin')}${status === 0 ? '' : status}`;
}

test('a program that does not reload is watched, if something can', () => {
  const command = "sh -c 'exec dramatiq shop.actors'";
  expect(ran({}, ['watchfiles'])).toBe(
    `[watchfiles][--filter=python][--target-type=command][${command}][/workspace/shop src]`,
  );
  expect(ran({ reloads: false }, ['dramatiq'])).toBe('[dramatiq][shop.actors]');
  rmSync(join(folder, 'watchfiles'));
  expect(ran({}, ['dramatiq'])).toBe('no watcher\n[dramatiq][shop.actors]');
});

test('a server reloads by itself, and gets its port', () => {
  expect(ran({ command: 'uvicorn a:b --port=$PORT' }, ['uvicorn'])).toBe(
    '[uvicorn][--reload][--reload-dir=/workspace/shop src][a:b][--port=8000]',
  );
});

test('a debugger is there, or it is said how to get it', () => {
  const debug = '[python][-m][debugpy][--listen][0.0.0.0:5678]';
  const debugged = { debugPort: 5678, reloads: false };
  expect(ran(debugged, ['debugpy', 'dramatiq'])).toBe(`${debug}[/bin/dramatiq][shop.actors]`);
  expect(ran({ ...debugged, command: 'python -m shop' }, ['debugpy'])).toBe(`${debug}[-m][shop]`);
  const command = 'env PORT=1 python -m shop';
  expect(ran({ ...debugged, command }, ['debugpy', 'env'])).toBe(`[env][PORT=1]${debug}[-m][shop]`);
  rmSync(join(folder, 'debugpy'));
  expect(ran(debugged, [])).toBe('no debugger\n  add it\n1');
});
