import { expect, test } from 'vitest';
import { exportedFiles } from './exported-files';
import { shellCommands } from './shell-commands';

test.each<[string, string[]]>([
  ['poetry export -f requirements.txt --output requirements.txt', ['/srv/requirements.txt']],
  ['uv export --no-dev > r.txt', ['/srv/r.txt']],
  ['uvx --with poetry-plugin-export poetry@2.2.1 export -o /x/r.txt', ['/x/r.txt']],
  ['if [ -z "$SKIP" ]; then poetry@2.2 export -o /x/r.txt; else touch /x/r.txt; fi', ['/x/r.txt']],
  ['poetry install -o x', []],
])('%s', (script, files) =>
  expect(
    shellCommands(script).flatMap((command) => exportedFiles(command, { workdir: '/srv' })),
  ).toEqual(files),
);
