import { expect, test } from 'vitest';
import { builtInRoles } from './definition/built-in-roles';
import { kindOfRole } from './kind-of-role';

const ROLES = new Map([
  ...builtInRoles,
  ['seed', { description: 'x', kind: 'job', command: ['seed'] }] as const,
]);

test.each([
  ['http', 'http'],
  ['streamlit', 'http'],
  ['celery', 'worker'],
  ['alembic', 'job'],
  ['seed', 'job'],
  ['command', 'command'],
  ['dev', 'dev'],
])('a container of the role %s: %s', (role, kind) => expect(kindOfRole(role, ROLES)).toBe(kind));
