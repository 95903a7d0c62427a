import { basename } from 'node:path';
import {
  addDependenciesToPackageJson,
  formatFiles,
  type GeneratorCallback,
  logger,
  readJson,
  readNxJson,
  type Tree,
} from '@nx/devkit';
import { findStacks } from '../../images/model/stacks';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { readPackageVersion } from '../../workspace/files/read-package-version';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { requireSupportedNx } from '../../workspace/options/require-supported-nx';
import { changeWorkspace } from '../change-workspace';
import { changesOf } from '../choose-edits';
import { nothingToChange } from '../nothing-to-change';
import { inStyleOf } from '../text-style';
import { treeText } from '../tree-text';
import { editNxJson } from './edit-nx-json';
import { isRegistered, planInit } from './plan-init';
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
  return await changeWorkspace(tree, () => generateInit(tree, schema));
}

async function generateInit(tree: Tree, schema: InitSchema): Promise<GeneratorCallback> {
  requireSupportedNx();
  const manifest = tree.exists('package.json')
    ? readJson<RootManifest>(tree, 'package.json')
    : undefined;
  const { read, write } = treeText(tree);
  const known = new Map(FILES.map((file) => [file, read(file)]));
  const gitignore = known.get('.gitignore');
  const nxJson = readNxJson(tree) ?? {};
  const isNamed = schema.namespace !== undefined;
  const workspace = schema.release || isNamed ? await readTreeWorkspace(tree) : undefined;
  const plan = planInit(schema, {
    nxJson,
    folder: basename(tree.root),
    ...(workspace && {
      standing: {
        namespace: workspace.options.namespace,
        hasImages: workspace.model.images.catalogue.images.size > 0,
      },
    }),
    pythonDirs: [...(workspace?.model.python.keys() ?? [])],
    ...(manifest?.name !== undefined && { packageName: manifest.name }),
    ...(gitignore !== undefined && { gitignore }),
  });
  if (plan.problems.length > 0) throw new ProblemsError(plan.problems);
  const { model } = plan.nxJson ? (workspace ?? (await readTreeWorkspace(tree))) : {};
  for (const note of plan.notes) logger.warn(formatProblem(note));
  if (plan.nxJson) write('nx.json', editNxJson(read('nx.json'), nxJson, plan.nxJson));
  if (plan.gitignore !== undefined) write('.gitignore', plan.gitignore);
  const isHeld = { ...manifest?.dependencies, ...manifest?.devDependencies }['nx-slipway'];
  const before = read('package.json');
  const install =
    manifest && !isHeld && !schema.skipPackageJson
      ? addDependenciesToPackageJson(tree, {}, { 'nx-slipway': readPackageVersion() })
      : () => {};
  const after = read('package.json');
  // Nx writes JSON with the line ends of its own.
  if (after !== undefined && after !== before) write('package.json', inStyleOf(before, after));
  if (!schema.skipFormat) await formatFiles(tree);
  const isUnchanged = FILES.every((file) => read(file) === known.get(file));
  const changes = isRegistered(nxJson)
    ? changesOf('nx.json', known.get('nx.json'), read('nx.json'))
    : [];
  for (const each of changes) logger.info(each);
  return async () => {
    await install();
    if (isUnchanged) logger.info(nothingToChange(['nx.json']));
    // Who has a stack has done these steps.
    if (model && findStacks(model.images.catalogue).length === 0) logger.info(NEXT_STEPS);
  };
}

/** Files that it may change. */
const FILES = ['nx.json', '.gitignore', 'package.json'] as const;

const NEXT_STEPS = [
  'Create the stages that images start from: nx g nx-slipway:stack python',
  'Then create an image of a new or an existing Python project: nx g nx-slipway:service api --role=http',
].join('\n');
