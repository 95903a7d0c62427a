import { test } from 'vitest';
import { checkMove } from './move';

test.each(['poetry', 'pip'] as const)(
  'after a move no other image of %s changes, and its own installs only what names the folder',
  checkMove,
);
