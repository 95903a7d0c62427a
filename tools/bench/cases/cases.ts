import type { Case } from '../case.ts';
import type { GraphSubject, Subject } from '../workspace/subject.ts';
import { base } from './base.ts';
import { bump } from './bump.ts';
import { bytes } from './bytes.ts';
import { code } from './code.ts';
import { cold } from './cold.ts';
import { dependency } from './dependency.ts';
import { graph, graphWarm } from './graph.ts';
import { library } from './library.ts';
import { noop } from './noop.ts';
import { noopRegistry } from './noop-registry.ts';
import { platforms } from './platforms.ts';
import { pull, pullZstd } from './pull.ts';
import { rebase } from './rebase.ts';
import { upgrade } from './upgrade.ts';

/**
 * Every case about images, in the order in which they are measured: first those that empty the build cache,
 * so that the others find it full.
 */
export const imageCases: readonly Case<Subject>[] = [
  ...[cold, noopRegistry],
  ...[noop, code, library, dependency, bump, base, rebase, upgrade, bytes],
  // They leave other images in the registry.
  ...[pull, pullZstd],
];

/** Cases that take an emulator, measured alone. */
export const platformCases: readonly Case<Subject>[] = [platforms];

/** Every case about the project graph. */
export const graphCases: readonly Case<GraphSubject>[] = [graph, graphWarm];
