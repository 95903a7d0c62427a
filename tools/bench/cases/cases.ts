import type { Case } from '../case.ts';
import { bytes } from './bytes.ts';
import { code } from './code.ts';
import { cold } from './cold.ts';
import { dependency } from './dependency.ts';
import { library } from './library.ts';
import { noop } from './noop.ts';

/** Every case, in the order in which they are measured. */
export const cases: readonly Case[] = [cold, noop, code, dependency, library, bytes];
