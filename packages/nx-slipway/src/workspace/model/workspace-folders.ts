import { posix } from 'node:path';
import { isStackFile } from '../../images/model/find-images';
import type { NamedFolder } from '../../images/model/project-names';
import { isPythons, makesProject } from '../../python/projects/plan-python-projects';
import type { FileFacts } from './file-facts';
import { asksForImages } from './hand-written';

/** The folders that become projects of ours, or get targets of ours. */
export interface WorkspaceFolders {
  readonly folders: readonly NamedFolder[];
  /** Other projects with a Dockerfile; they get targets if an image of ours is built from theirs. */
  readonly others: readonly NamedFolder[];
  /** Names other projects have. */
  readonly foreign: ReadonlySet<string>;
}

/**
 * Picks the folders out of what files say: Python projects, and stacks beside a project.json or
 * package.json.
 *
 * @param facts by path relative to the workspace root
 */
export function workspaceFolders(facts: ReadonlyMap<string, FileFacts>): WorkspaceFolders {
  const given = givenNames(facts);
  const folders = new Map<string, NamedFolder>();
  const others = new Map<string, NamedFolder>();
  for (const [file, fact] of facts) {
    const root = posix.dirname(file);
    const name = given.get(root);
    if (fact.kind === 'pyproject' && fact.pyproject && makesProject(fact.pyproject)) {
      const python = fact.pyproject.name;
      folders.set(root, {
        root,
        file,
        ...(name !== undefined && { given: name }),
        ...(python !== undefined && { python }),
      });
    } else if (
      fact.kind === 'dockerfile' &&
      given.has(root) &&
      (asksForImages(facts, root) || !hasPythons(facts.get(`${prefix(root)}pyproject.toml`)))
    ) {
      // Nx's own rule for a project.json that gives no name.
      const folder = { root, file, given: name ?? posix.basename(root).toLowerCase() };
      (isStackFile(fact.dockerfile) ? folders : others).set(root, folder);
    }
  }
  const foreign = [...given].filter(([root]) => !isWithin(root, folders));
  return {
    folders: [...folders.values()],
    others: [...others.values()].filter(({ root }) => !folders.has(root)),
    foreign: new Set(foreign.flatMap(([, name]) => name ?? [])),
  };
}

/** Names of the targets that project.json and package.json in a folder say how to run. */
export function takenTargets(
  facts: ReadonlyMap<string, FileFacts>,
): (root: string) => ReadonlySet<string> {
  return (root) =>
    new Set(
      ['project.json', 'package.json'].flatMap((name) => {
        const fact = facts.get(`${prefix(root)}${name}`);
        return fact?.kind === 'manifest' ? fact.runs : [];
      }),
    );
}

function hasPythons(fact: FileFacts | undefined): boolean {
  return fact?.kind === 'pyproject' && isPythons(fact.pyproject);
}

/** The name in the workspace's own package.json. */
export function rootPackageName(facts: ReadonlyMap<string, FileFacts>): string | undefined {
  const root = facts.get('package.json');
  return root?.kind === 'manifest' ? root.name : undefined;
}

/** Names by folder as Nx takes them: project.json before package.json; undefined where both are silent. */
function givenNames(facts: ReadonlyMap<string, FileFacts>): Map<string, string | undefined> {
  const names = new Map<string, string | undefined>();
  for (const [file, fact] of facts) {
    if (fact.kind !== 'manifest' || !fact.isProject) continue;
    const root = posix.dirname(file);
    const isFirst = !names.get(root) || file.endsWith('project.json');
    if (isFirst) names.set(root, fact.name ?? names.get(root));
  }
  return names;
}

/** A package.json inside one of the folders is most likely no project of its own. */
function isWithin(root: string, folders: ReadonlyMap<string, NamedFolder>): boolean {
  return [root, ...parents(root)].some((folder) => folder !== '.' && folders.has(folder));
}

function parents(folder: string): string[] {
  const parts = folder.split('/');
  return parts.map((_, i) => parts.slice(0, i).join('/')).filter((parent) => parent !== '');
}

function prefix(root: string): string {
  return root === '.' ? '' : `${root}/`;
}
