import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CAPABILITIES, CAPABILITY_WORDS, ENGINE_NAMES } from './engine-capabilities';

function said(value: boolean | readonly string[]): string {
  const has = typeof value === 'boolean' ? value : value.length > 0;
  const which = typeof value === 'boolean' || !has ? '' : `: ${value.join(', ')}`;
  return has ? `yes${which}` : 'no';
}

test('docs/reference/engines.md has the table of what engines can do', () => {
  const text = readFileSync(join(__dirname, '../../../../../docs/reference/engines.md'), 'utf8');
  const cells = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter(([first = '']) => !/^-+$/.test(first));
  const rows = (Object.keys(CAPABILITY_WORDS) as (keyof typeof CAPABILITY_WORDS)[]).map((key) => [
    CAPABILITY_WORDS[key].what,
    CAPABILITY_WORDS[key].options.map((option) => `\`${option}\``).join(', '),
    ...ENGINE_NAMES.map((engine) => said(CAPABILITIES[engine][key])),
  ]);
  expect(cells).toEqual([['', 'asked for by', ...ENGINE_NAMES], ...rows]);
});
