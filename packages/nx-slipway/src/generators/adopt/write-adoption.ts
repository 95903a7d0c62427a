import type { GeneratorCallback, Tree } from '@nx/devkit';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Adoption } from '../../images/adoption/adoption';
import { carryOver } from '../../images/adoption/carry-over';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import { changesOf } from '../choose-edits';
import { describeChanges } from '../describe-changes';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { generateService } from '../service/generator';
import { generateStack } from '../stack/generator';
import { inStyleOf } from '../text-style';
import { treeText } from '../tree-text';
import type { AdoptedStack } from './choose-adopted-stack';
import type { AdoptSchema } from './schema';
import { serviceSchema } from './service-schema';

/** A new image to write. */
export interface AdoptedImage {
  readonly adoption: Adoption;
  /** Name of the new image within its project, and its Dockerfile. */
  readonly image: string;
  readonly file: string;
  /** Where it goes if it replaces the hand-written file. */
  readonly final: string;
}

/** How an adoption is written. */
export interface AdoptionWriting {
  readonly stack: AdoptedStack;
  readonly project: PythonProject;
  readonly installer: AdoptSchema['installer'];
  /** Files that exist are overwritten. */
  readonly force: boolean;
  readonly replace: boolean;
}

/** What has been written. */
export interface WrittenAdoption {
  /** Does what comes after the files are on disk. */
  readonly callbacks: readonly GeneratorCallback[];
  /** Files that stay as they are, though the new ones would differ. */
  readonly kept: readonly Problem[];
  /** What changes in files that exist. */
  readonly changes: readonly string[];
  /** What to type next; complete once the callbacks have been called. */
  readonly hints: ReadonlySet<string>;
}

/** Writes the stack if it is missing, and the Dockerfiles of the images that may be written. */
export async function writeAdoption(
  tree: Tree,
  images: readonly AdoptedImage[],
  { stack, project, installer, force, replace }: AdoptionWriting,
): Promise<WrittenAdoption> {
  const callbacks: GeneratorCallback[] = [];
  const [kept, changes, hints]: [Problem[], string[], Set<string>] = [[], [], new Set()];
  const { from } = stack;
  if (from !== undefined) {
    const users = [project.dir, ...project.closure];
    callbacks.push(await generateStack(tree, { name: stack.stack, from }, users));
  }
  const { read, write } = treeText(tree);
  for (const { adoption, image, file, final } of images) {
    const schema = serviceSchema(adoption.options, {
      name: project.dir,
      image,
      stack: stack.stack,
      installer,
    });
    const before = read(file);
    const isKept = before !== undefined && !force;
    const callback = await generateService(
      tree,
      { ...schema, force: force || isKept },
      {
        finalOf: (each) => (replace && each === file ? final : each),
        inform: () => {},
        hint(lines) {
          for (const line of lines) hints.add(line);
        },
      },
    );
    const { dockerfile } = parseDockerfile(read(file) ?? '', file);
    const text = inStyleOf(before, carryOver(dockerfile, adoption.carried));
    if (!isKept) {
      callbacks.push(callback);
      changes.push(...changesOf(file, before, text));
    } else if (before !== text) {
      kept.push({ kind: 'file-kept', place: { file }, lines: describeChanges(before, text) });
    }
    write(file, isKept ? before : text);
  }
  await syncIgnoreFiles(tree);
  return { callbacks, kept, changes, hints };
}
