import fs from 'node:fs';
import { replaceFiles } from '../src/workspace/files/replace-files';

/**
 * Replaces files and kills itself, as `kill -9` does, at one of the calls that change the disk. Writing is cut off
 * half way.
 *
 * Arguments: number of the call; the files as JSON. Run by `node --import tsx`.
 */
const [step, files] = process.argv.slice(2);
let calls = 0;
for (const name of ['writeFileSync', 'renameSync', 'chmodSync', 'mkdirSync', 'rmSync'] as const) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  fs[name] = ((...args: unknown[]) => {
    calls += 1;
    if (calls === Number(step)) {
      if (name === 'writeFileSync') original(args[0], String(args[1]).slice(0, 3));
      process.kill(process.pid, 'SIGKILL');
    }
    return original(...args);
  }) as never;
}
replaceFiles(JSON.parse(files ?? '[]'));
