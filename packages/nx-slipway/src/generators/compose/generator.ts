import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { closest } from '../../problems/closest';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { changeWorkspace, guardChanges } from '../change-workspace';
import { changesOf } from '../choose-edits';
import { normalizeList } from '../normalize-list';
import { nothingToChange } from '../nothing-to-change';
import { treeText } from '../tree-text';
import { addSyncGenerator } from './add-sync-generator';
import { chooseFile } from './choose-file';
import { COMPOSE_NAMES } from './plan-compose';
import { readComposeServices } from './read-compose-services';
import type { ComposeSchema } from './schema';
import { ownComposeFiles, projectsOf, syncCompose } from './sync-compose';

/** What `nx sync` is told of files that are out of sync. */
interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * Writes a compose file of the images of the workspace. As a sync generator it updates the compose files that it has
 * written; without such a file it reads nothing of the workspace.
 *
 * @param schema given where it is run as a generator, and not by `nx sync`
 */
export default async function composeGenerator(
  tree: Tree,
  schema?: ComposeSchema,
): Promise<OutOfSync | GeneratorCallback | undefined> {
  if (schema) return await changeWorkspace(tree, () => generateCompose(tree, schema));
  const own = ownComposeFiles(tree);
  if (own.length === 0) return undefined;
  const { read } = treeText(tree);
  const wanted = own.map((file) => [file, projectsOf(file, read(file)) ?? []] as const);
  const { files } = syncCompose(tree, await readTreeWorkspace(tree), new Map(wanted));
  guardChanges(tree);
  return files.length === 0
    ? undefined
    : {
        outOfSyncMessage: 'Compose files differ from the images of the workspace.',
        outOfSyncDetails: [...files],
      };
}

async function generateCompose(tree: Tree, schema: ComposeSchema): Promise<GeneratorCallback> {
  const { read } = treeText(tree);
  const chosen = chooseFile(schema.file?.trim(), {
    own: ownComposeFiles(tree),
    exists: (file) => tree.exists(file),
  });
  if ('problem' in chosen) throw new ProblemsError([chosen.problem]);
  const { file } = chosen;
  const workspace = await readTreeWorkspace(tree);
  const { services } = readComposeServices(tree, workspace);
  const asked = normalizeList(schema.projects);
  const unknown = checkProjects(asked, [...new Set(services.map(({ project }) => project))]);
  if (unknown.length > 0) throw new ProblemsError(unknown);
  // What cannot be read comes first: it may have the images.
  const isEmpty = services.length === 0 && workspace.model.problems.length === 0;
  if (isEmpty) throw new ProblemsError([{ kind: 'compose-without-images' }]);
  const projects = asked.length > 0 ? asked : (projectsOf(file, read(file)) ?? ['*']);
  const before = read(file);
  const { files, notes, problems } = syncCompose(tree, workspace, new Map([[file, projects]]));
  if (problems.length > 0) throw new ProblemsError(problems);
  for (const each of changesOf(file, before, read(file))) logger.info(each);
  addSyncGenerator(tree);
  for (const note of notes) logger.warn(formatProblem(note));
  const option = COMPOSE_NAMES.includes(file) ? '' : ` --file ${file}`;
  const { buildTargetName: build } = workspace.options;
  return () => {
    if (files.length === 0) logger.info(nothingToChange([file]));
    else {
      logger.info(`Run it: nx run-many -t ${build} && docker compose${option} up --watch`);
    }
  };
}

function checkProjects(asked: readonly string[], known: readonly string[]): readonly Problem[] {
  return asked
    .map((each) => each.replace(/^!/, ''))
    .filter((name) => name !== '*' && !known.includes(name))
    .map((name) => {
      const nearest = closest(name, known);
      return {
        kind: 'compose-project-unknown',
        ...{ name, known },
        ...(nearest !== undefined && { nearest }),
      };
    });
}
