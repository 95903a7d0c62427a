import type { Tree } from '@nx/devkit';
import serviceGenerator from '../src/generators/service/generator';
import { builtInRoles } from '../src/images/roles/definition/built-in-roles';
import { stackTree } from './generator-tree';

/** A tree whose project `shop` has a Dockerfile of each role that a file of nx-slipway describes. */
export async function roleTree(): Promise<Tree> {
  const needs = [...builtInRoles.values()].flatMap(({ packages = [] }) => packages);
  const dependencies = [...new Set(needs.flatMap(({ anyOf }) => anyOf.slice(0, 1)))];
  const files = [...builtInRoles.values()].flatMap((role) => role.files ?? []);
  const examples = [...builtInRoles.values()].flatMap(({ module }) => module?.example ?? []);
  const tree = await stackTree({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    'services/shop/pyproject.toml': [
      '[project]',
      'name = "shop"',
      'version = "1"',
      `dependencies = ${JSON.stringify(dependencies)}`,
      '[build-system]',
      'requires = ["hatchling"]',
      '',
    ].join('\n'),
    'services/shop/src/shop/__init__.py': '',
    ...Object.fromEntries(files.map((file) => [`services/shop/${file}`, ''])),
    ...Object.fromEntries(
      examples.map((each) => [`services/shop/src/shop/${each.split(/[.:]/)[0]}.py`, '']),
    ),
  });
  for (const [role, { module, files = [] }] of builtInRoles) {
    await serviceGenerator(tree, {
      ...{ name: 'shop', role, files: [...files] },
      ...(module && { module: `shop.${module.example}` }),
    });
  }
  return tree;
}
