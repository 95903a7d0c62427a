import type { NxVersions } from '../../tools/demo/workspace/make-workspace.ts';

/** One release of Nx, and the Node.js releases it is tried on. */
export interface NxLine extends NxVersions {
  readonly nodes: readonly string[];
  /** What `nx affected` goes by: from Nx 24 each task's inputs, before that whole projects. */
  readonly affected: 'tasks' | 'projects';
}

/** The oldest of Node 20 and 22 that can `require` a module, which some dependencies are, and a Node 24. */
const nodes = ['20.19.0', '22.12.0', '24.21.0'];

/** Whether every pair is tried, as `npm run nightly` does; else the oldest. All other specs of e2e run on the newest. */
const isNightly = process.env.SLIPWAY_EVERY_NX !== undefined;

/**
 * The oldest Nx that package.json allows, and the newest of each line it allows: the newest of all on every
 * Node, and each older one on one.
 */
const everyLine: readonly NxLine[] = [
  { nx: '22.6.0', devkit: '22.6.0', nodes: ['20.19.0'], affected: 'projects' },
  { nx: '22.7.12', devkit: '22.7.12', nodes: ['22.12.0'], affected: 'projects' },
  { nx: '23.3.2', devkit: '23.3.2', nodes: ['24.21.0'], affected: 'projects' },
  { nx: '24.0.6', devkit: '24.0.0', nodes, affected: 'tasks' },
];

/** Releases of Nx that specs run with. */
export const nxLines: readonly NxLine[] = isNightly ? everyLine : everyLine.slice(0, 1);

/** Releases that package.json does not allow: the last of an older line, and the last before the oldest. */
const everyOldNx: readonly NxVersions[] = [
  { nx: '21.6.11', devkit: '21.6.11' },
  { nx: '22.5.4', devkit: '22.5.4' },
];

/** Those of them that specs run with. */
export const oldNx: readonly NxVersions[] = isNightly ? everyOldNx : everyOldNx.slice(-1);
