import { expect, test } from 'vitest';
import { contentsOf, textOf, treeWith } from '../../../test-support/generator-tree';
import serviceGenerator from '../service/generator';
import stackGenerator from '../stack/generator';
import { changeTemplate } from './change-template';
import migrateTemplates from './generator';
import { settledApt } from './settled-apt';

const END =
  / \\\n && rm -rf \/var\/cache\/debconf\/\*-old [^\n]*\\\n[^\n]*\\\n && find \/ -xdev [^\n]*/g;
const STACK = 'images/python/Dockerfile';
const SERVICE = 'services/api/Dockerfile';

async function written() {
  const tree = treeWith({
    'services/api/pyproject.toml':
      '[project]\nname = "api"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
  });
  await stackGenerator(tree, { name: 'python', apt: ['libyaml-0-2'] });
  await serviceGenerator(tree, {
    name: 'api',
    command: '["x"]',
    apt: ['libpq5'],
    buildApt: ['libpq-dev'],
  });
  return tree;
}

/** As release 0.1.0 wrote its steps of apt. */
function before(text: string): string {
  return text.replace(END, '').replace(/^ARG SOURCE_DATE_EPOCH.*\n/gm, '');
}

test('a stack and a service of before, but for what only builds the service', async () => {
  const tree = await written();
  const [service, stack] = [textOf(tree, SERVICE), textOf(tree, STACK)];
  expect([service, stack].map((text) => text.match(END)?.length)).toEqual([1, 2]);
  tree.write(SERVICE, before(service));
  tree.write(STACK, stack.replace(END, ''));
  const others = contentsOf(tree);
  await migrateTemplates(tree);
  expect(contentsOf(tree)).toEqual({ ...others, [SERVICE]: service, [STACK]: stack });
});

test('a step that already says more is left, with its line', async () => {
  const mine =
    'FROM base AS base-builder\nRUN --mount=type=cache,id=apt-cache,x \\\n    apt-get y \\\n\n';
  const [stack] = settledApt;
  expect(stack && changeTemplate(mine, stack)).toEqual({
    text: mine,
    left: [{ line: 2, lines: expect.any(Array) }],
  });
});
