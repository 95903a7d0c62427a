import type { GeneratorCallback, Tree } from '@nx/devkit';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Adoption } from '../../images/adoption/adoption';
import { carryOver } from '../../images/adoption/carry-over';
import type { PythonProject } from '../../python/pyproject/python-project';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { generateService } from '../service/generator';
import { generateStack } from '../stack/generator';
import { treeText } from '../tree-text';
import type { AdoptedStack } from './choose-adopted-stack';
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

/** Writes the stack if it is missing, and the Dockerfiles of the images. @returns a function to call after that */
export async function writeAdoption(
  tree: Tree,
  images: readonly AdoptedImage[],
  {
    stack,
    project,
    force,
    replace,
  }: {
    readonly stack: AdoptedStack;
    readonly project: PythonProject;
    readonly force: boolean;
    readonly replace: boolean;
  },
): Promise<readonly GeneratorCallback[]> {
  const callbacks: GeneratorCallback[] = [];
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
    });
    const finalOf = (each: string) => (each === file ? final : each);
    callbacks.push(
      await generateService(tree, { ...schema, force }, replace ? finalOf : undefined),
    );
    const { dockerfile } = parseDockerfile(read(file) ?? '', file);
    const text = carryOver(dockerfile, adoption.carried);
    if (text !== dockerfile.text) write(file, text);
  }
  await syncIgnoreFiles(tree);
  return callbacks;
}
