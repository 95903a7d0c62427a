import { test } from 'vitest';
import { checkMove } from './move';

test('after a move no other image of uv changes, and its own installs only what names the folder', () =>
  checkMove('uv'));
