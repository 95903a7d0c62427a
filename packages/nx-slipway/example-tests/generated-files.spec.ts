import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planInit } from '../src/generators/init/plan-init';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import {
  EXAMPLES,
  type Example,
  exampleNames,
  generatedFiles,
  readExample,
  writtenFiles,
} from '../test-support/examples';
import { contentsOf, treeWith } from '../test-support/generator-tree';
import type { Files } from '../test-support/workspace-files';

describe.each(exampleNames())('%s', (name) => {
  const example = readExample(name);

  test('its generated files are what the generators of its README write', async () => {
    const generated = await generate(example);
    for (const [file, text] of Object.entries(generated)) {
      await expect(text).toMatchFileSnapshot(join(EXAMPLES, name, file));
    }
    // It is written from locks, which are not committed: plans.spec.ts compares it.
    const known = { ...generated, 'shared-layers.json': '' };
    expect(Object.keys(generatedFiles(example)).filter((file) => !(file in known))).toEqual([]);
  });

  test('its nx.json is as `nx add nx-slipway` leaves it', () => {
    const nxJson = JSON.parse(example.files['nx.json'] ?? '');
    const facts = { nxJson, packageName: `@acme/${name}`, folder: name, pythonDirs: [] };
    expect(planInit({ skipGitignore: true }, facts)).toEqual({ problems: [], notes: [] });
    const { plugins } = planInit({}, { ...facts, nxJson: {} }).nxJson ?? {};
    expect(nxJson.plugins).toEqual(plugins);
  });
});

/** Runs the generators of an example on the files that a person has written; returns what they write. */
async function generate(example: Example): Promise<Files> {
  const written = writtenFiles(example);
  const tree = treeWith(written);
  const before = new Set(tree.listChanges().map(({ path }) => path));
  for (const { generator, options } of example.generators) {
    if (generator === 'stack') await stackGenerator(tree, options as { name: string });
    if (generator === 'service') await serviceGenerator(tree, options as { name: string });
  }
  const changes = Object.entries(contentsOf(tree));
  const isWritten = ([file]: readonly [string, string]): boolean => file in written;
  // A generator keeps what a person has written.
  expect(Object.fromEntries(changes.filter(isWritten))).toEqual(written);
  return Object.fromEntries(changes.filter(([file]) => !before.has(file)));
}
