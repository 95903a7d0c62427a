import type { Stage } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { Problem } from '../../problems/problem';
import { type ImageCatalogue, imageStage, referencedImage } from '../model/image-catalogue';

/**
 * Says of an image that installs packages from git repositories that its builder seems to have no git.
 * Only a note: a script may install git, and a base that is not slim may hold it.
 *
 * @param dockerfile the image's, by its path in the catalogue
 * @param packages names of what is fetched from git
 */
export function checkGitSources(
  catalogue: ImageCatalogue,
  dockerfile: string,
  packages: readonly string[],
): readonly Problem[] {
  const file = catalogue.dockerfiles.get(dockerfile);
  const dependencies = file && findStage(file, 'dependencies');
  if (packages.length === 0 || !dependencies) return [];
  const { stages, base } = lineage(catalogue, dockerfile, dependencies);
  const isSlim = base !== undefined && /\bslim\b/.test(base);
  const namesGit = stages.some(({ instructions }) =>
    instructions.some(({ text }) => /\bgit\b/.test(text)),
  );
  const place = { file: dockerfile, line: dependencies.line };
  return isSlim && !namesGit ? [{ kind: 'git-missing', place, packages }] : [];
}

/** A stage with all that it starts from, over the workspace's images, to the reference outside of it. */
function lineage(
  catalogue: ImageCatalogue,
  dockerfile: string,
  stage: Stage | undefined,
  seen: readonly Stage[] = [],
): { readonly stages: readonly Stage[]; readonly base?: string } {
  if (!stage || seen.includes(stage)) return { stages: seen };
  const stages = [...seen, stage];
  const { from } = stage;
  if (from.kind === 'stage') {
    const next = catalogue.dockerfiles.get(dockerfile)?.stages[from.stage ?? -1];
    return lineage(catalogue, dockerfile, next, stages);
  }
  const upstream = from.kind === 'image' ? referencedImage(catalogue, from.text) : undefined;
  return upstream
    ? lineage(catalogue, upstream.dockerfile, imageStage(catalogue, upstream), stages)
    : { stages, base: from.text };
}
