import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { runToEnd } from '../../tools/demo/containers/run-to-end.ts';
import { runQuiet } from '../../tools/demo/run-quiet.ts';
import type { Scene } from '../../tools/demo/scene.ts';
import { commitAll } from '../../tools/demo/workspace/commit-all.ts';
import { makeScene } from './make-scene.ts';
import { oldNx } from './nx-lines.ts';

/** npm refuses the package beside such an Nx; this is how it comes there all the same. */
const despitePeers = { npm_config_legacy_peer_deps: 'true' };

describe.each(oldNx)('Nx $nx', (versions) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await makeScene(versions, despitePeers);
    await commitAll(scene, 'An empty workspace');
  });

  /** Runs what must fail, and say why and what to do. @returns what is printed */
  const refused = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, output } = await runToEnd(scene, 'nx', args);
    expect(output).toContain(
      `nx-slipway needs Nx 22.6 or newer, and this workspace has Nx ${versions.nx}\n`,
    );
    expect(output).toContain('Upgrade Nx, then try again: npx nx migrate 22.7');
    expect(exitCode).toBe(1);
    return output;
  };

  const changes = (): Promise<string> => runQuiet(scene, 'git', ['status', '--porcelain']);

  test.each([
    ['init', 'g', 'nx-slipway:init'],
    ['stack', 'g', 'nx-slipway:stack', 'python'],
  ])('the generator %s is refused and writes nothing', async (_, ...args) => {
    expect(await refused(...args)).not.toMatch(stackLine);
    expect(await changes()).toBe('');
  });

  test('nx add is refused and writes nothing', async () => {
    // Nx adds a stack of its own to the end of it: that its call of the generator failed.
    await refused('add', `nx-slipway@file:./${basename(inject('tarball'))}`);
    expect(await changes()).toBe('');
  });

  test('the plugin, where nx.json has it, is refused as soon as Nx makes its graph', async () => {
    await writeFile(join(scene.folder, 'nx.json'), '{ "plugins": ["nx-slipway"] }');
    expect(await refused('show', 'projects')).not.toMatch(stackLine);
    await runQuiet(scene, 'git', ['checkout', '--quiet', 'nx.json']);
  });
});

const stackLine = /^\s+at .+:\d+:\d+\)?$/m;
