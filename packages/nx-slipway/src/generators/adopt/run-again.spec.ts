import type { Tree } from '@nx/devkit';
import { expect, test } from 'vitest';
import { adoptFiles } from '../../../test-support/adopt-files';
import { AWKWARD } from '../../../test-support/awkward-dockerfiles';
import { contentsOf, textOf, treeWith } from '../../../test-support/generator-tree';
import { heardLog } from '../../../test-support/heard-log';
import adoptGenerator from './generator';

const said = heardLog();

async function run(tree: Tree, options: object = {}): Promise<string> {
  said.length = 0;
  await (await adoptGenerator(tree, { project: 'api', ...options }))();
  return said.join('\n');
}

test('of several images, what to type next is said once', async () => {
  const tree = treeWith(adoptFiles({ Dockerfile: AWKWARD['several final stages'] ?? '' }));
  const text = await run(tree);
  expect(
    Object.keys(contentsOf(tree)).filter((file) => /adopted\.Dockerfile$/.test(file)),
  ).not.toHaveLength(1);
  expect(text.match(/Build the image: nx build-image api/g)).toHaveLength(1);
});

test('a second run changes nothing and says so, and of an edited file it shows the lines', async () => {
  const tree = treeWith(adoptFiles({ Dockerfile: AWKWARD['several final stages'] ?? '' }));
  await run(tree);
  const first = contentsOf(tree);
  expect(await run(tree)).toMatch(
    /^Nothing to change: .*adopted\.Dockerfile have what these options make\.$/m,
  );
  expect(contentsOf(tree)).toEqual(first);

  const [file = ''] = Object.keys(first).filter((each) => /adopted\.Dockerfile$/.test(each));
  const edited = `${textOf(tree, file)}# Mine.\n`;
  tree.write(file, edited);
  const text = await run(tree);
  expect(text).toContain(
    `${file}: this file was not changed. A new one would differ from it:\n    - # Mine.\n`,
  );
  expect(text).not.toContain('Changes of');
  expect(textOf(tree, file)).toBe(edited);
  expect(await run(tree, { force: true })).toContain(`Changes of ${file}:\n    - # Mine.`);
  expect(contentsOf(tree)).toEqual(first);
});
