import { expect, test } from 'vitest';
import { builtInRoles } from '../../packages/nx-slipway/src/images/roles/definition/built-in-roles.ts';
import { parseRole } from '../../packages/nx-slipway/src/images/roles/definition/parse-role.ts';
import { roleSchema } from '../../packages/nx-slipway/src/images/roles/definition/role-schema.ts';
import { markdownPages } from './markdown-pages.ts';

const page = markdownPages().find(({ file }) => file === 'docs/how-to/roles.md')?.text ?? '';
const firstCells = [...page.matchAll(/^\| `(\$?[\w-]+)` +\|/gm)].map(([, name = '']) => name);

test('the page about roles has every role and every field', () => {
  const fields = Object.keys(roleSchema.shape).filter((name) => name !== '$schema');
  expect(firstCells).toEqual(expect.arrayContaining([...builtInRoles.keys(), ...fields]));
});

test('the roles that the page shows are valid', () => {
  const blocks = [...page.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
  const roles = blocks.filter((text) => text.includes('"kind"'));
  expect(roles).toHaveLength(1);
  for (const text of roles) {
    expect(parseRole(text, 'docs/how-to/roles.md')).toEqual({ role: JSON.parse(text) });
  }
});
