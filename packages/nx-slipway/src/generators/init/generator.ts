import { basename } from 'node:path';
import {
  addDependenciesToPackageJson,
  formatFiles,
  type GeneratorCallback,
  logger,
  readJson,
  readNxJson,
  type Tree,
  updateNxJson,
} from '@nx/devkit';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { readPackageVersion } from '../../workspace/files/read-package-version';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { requireSupportedNx } from '../../workspace/options/require-supported-nx';
import { planInit } from './plan-init';
import type { InitSchema } from './schema';

interface RootManifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Registers the plugin; `nx add nx-slipway` runs it. */
export default async function initGenerator(
  tree: Tree,
  schema: InitSchema,
): Promise<GeneratorCallback> {
  requireSupportedNx();
  const manifest = tree.exists('package.json')
    ? readJson<RootManifest>(tree, 'package.json')
    : undefined;
  const gitignore = tree.read('.gitignore', 'utf8');
  const plan = planInit(schema, {
    nxJson: readNxJson(tree) ?? {},
    folder: basename(tree.root),
    pythonDirs: schema.release ? [...(await readTreeWorkspace(tree)).model.python.keys()] : [],
    ...(manifest?.name !== undefined && { packageName: manifest.name }),
    ...(gitignore !== null && { gitignore }),
  });
  if (plan.problems.length > 0) throw new ProblemsError(plan.problems);
  for (const note of plan.notes) logger.warn(formatProblem(note));
  if (plan.nxJson) updateNxJson(tree, plan.nxJson);
  if (plan.gitignore !== undefined) tree.write('.gitignore', plan.gitignore);
  const isHeld = { ...manifest?.dependencies, ...manifest?.devDependencies }['nx-slipway'];
  const install =
    manifest && !isHeld && !schema.skipPackageJson
      ? addDependenciesToPackageJson(tree, {}, { 'nx-slipway': readPackageVersion() })
      : () => {};
  if (!schema.skipFormat) await formatFiles(tree);
  return install;
}
