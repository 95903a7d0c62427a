import { ignoreFile } from '../images/ignore-file';
import type { Image } from '../images/image';
import {
  type ImageCatalogue,
  imageStage,
  referencedImage,
  workspaceReferences,
} from '../images/image-catalogue';
import type { ImageRequest } from '../images/image-options';
import type { SeamPlan } from '../images/seam-plan';
import type { BakeFile, BakeTarget } from './bake-file';
import type { BakePlan } from './bake-plan';
import {
  bundleLibraries,
  emptyTarget,
  foundationTarget,
  libraryDockerfile,
  type TargetDraft,
} from './generated-target';
import { imageOutputs } from './image-outputs';
import { inheritFromLinkers } from './inherit-from-linkers';
import { targetName } from './target-name';

/** What a bake plan is made from. */
export interface BakeInputs {
  readonly requests: readonly ImageRequest[];
  readonly catalogue: ImageCatalogue;
  /** By image id; images without one are built as written. */
  readonly seams: ReadonlyMap<string, SeamPlan>;
  /** OCI labels by image id. */
  readonly labels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What the engine builds for where no platform is named: `linux/amd64`. */
  readonly localPlatform: string;
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Absolute; the plan's files are written below it before the engine is called. */
  readonly runFolder: string;
}

/**
 * Plans one bake for all requested images and everything they are built from. Images of the workspace
 * are linked as `target:`, which every builder resolves, whatever its driver.
 */
export function planBake(inputs: BakeInputs): BakePlan {
  const { catalogue, seams, labels, workspaceRoot, runFolder } = inputs;
  const requests = [...inputs.requests].sort((a, b) => (a.image.id < b.image.id ? -1 : 1));
  const drafts = new Map<string, TargetDraft>();
  const files: Record<string, string> = {};
  const requested = new Map(requests.map((request) => [request.image.id, request.options]));

  const define = (name: string, make: () => TargetDraft): string => {
    if (!drafts.has(name)) {
      drafts.set(name, { context: workspaceRoot });
      drafts.set(name, make());
    }
    return `target:${name}`;
  };

  const image = (subject: Image): string =>
    define(targetName(subject.id), () => {
      const options = requested.get(subject.id);
      return {
        ...stageOf(subject, options?.target ?? subject.stage),
        labels: { ...labels.get(subject.id), ...options?.labels },
        tags: options?.tags.length ? options.tags : [subject.reference],
        ...(options && { output: imageOutputs(options) }),
        ...(options?.pull && { pull: true }),
      };
    });

  const stageOf = (subject: Image, stage: string | undefined): TargetDraft => {
    const options = requested.get(subject.id);
    return {
      context: workspaceRoot,
      dockerfile: `${workspaceRoot}/${subject.dockerfile}`,
      ...(stage && { target: stage }),
      contexts: {
        ...Object.fromEntries(
          workspaceReferences(catalogue, subject, stage).map((used) => [
            used.reference,
            image(used.image),
          ]),
        ),
        ...(stage === subject.stage || stage === undefined ? seamContexts(subject) : {}),
        ...options?.contexts,
      },
      args: options?.buildArgs ?? {},
      ...(options?.ssh.length && { ssh: options.ssh }),
      ...(options?.noCache && { 'no-cache': true }),
    };
  };

  /** What a stage of an image is to the targets generated beside it. */
  const stageLink = (subject: Image, stage: string): string => {
    const found = imageStage(catalogue, subject, stage);
    const isAlias = found?.from.kind === 'image' && found.instructions.length === 0;
    if (found && !isAlias) {
      return define(targetName('stage', subject.id, stage), () => stageOf(subject, stage));
    }
    // Without a stage of that name it is a reference by itself.
    const reference = found?.from.text ?? stage;
    const named = referencedImage(catalogue, reference);
    return named ? image(named) : `docker-image://${reference}`;
  };

  const library = (directory: string, builder: string): string => {
    const name = targetName('library', directory, builder.replace(/^target:/, ''));
    return define(name, () => {
      files[`${name}.Dockerfile`] = libraryDockerfile(directory);
      files[`${name}.Dockerfile.dockerignore`] = ignoreFile({ projects: [directory] });
      return {
        context: workspaceRoot,
        dockerfile: `${runFolder}/${name}.Dockerfile`,
        contexts: { builder },
      };
    });
  };

  /** Several libraries in one layer, where there are too many for a layer each. */
  const bundle = (links: readonly string[], name: string): string => {
    const [only] = links;
    return links.length === 1 && only !== undefined
      ? only
      : define(name, () => foundationTarget(workspaceRoot, undefined, links));
  };

  const seamContexts = (subject: Image): Record<string, string> => {
    const seam = seams.get(subject.id);
    const contexts: Record<string, string> = {};
    if (seam?.lock) {
      const folder = targetName('lock', subject.id);
      for (const [name, content] of Object.entries(seam.lock)) {
        files[`${folder}/${name}`] = content;
      }
      contexts.lock = `${runFolder}/${folder}`;
    }
    if (seam?.foundation) {
      const { baseStage, builderStage, libraries } = seam.foundation;
      const builder = libraries.length > 0 ? stageLink(subject, builderStage) : '';
      const layers = bundleLibraries(libraries.map((directory) => library(directory, builder))).map(
        (links, index) => bundle(links, targetName('bundle', subject.id, `${index + 1}`)),
      );
      contexts.libraries = define(targetName('empty', 'app'), () => emptyTarget(workspaceRoot));
      contexts.foundation = define(targetName('foundation', subject.id), () =>
        foundationTarget(workspaceRoot, stageLink(subject, baseStage), layers),
      );
    }
    return contexts;
  };

  for (const request of requests) {
    image(request.image);
  }
  return {
    bakeFile: assemble(drafts, inputs),
    files: Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
    targets: Object.fromEntries(
      requests.map((request) => [request.image.id, targetName(request.image.id)]),
    ),
    allowRead: readPaths(requests, runFolder),
  };
}

/** Every target with what it inherits, sorted by name. */
function assemble(
  drafts: ReadonlyMap<string, TargetDraft>,
  { requests, localPlatform }: BakeInputs,
): BakeFile {
  const inherited = inheritFromLinkers(
    drafts,
    new Map(requests.map(({ image, options }) => [targetName(image.id), options])),
    localPlatform,
  );
  const target = Object.fromEntries(
    [...drafts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, draft]): [string, BakeTarget] => [
        name,
        {
          ...draft,
          ...inherited.get(name),
          // Provenance gives an unchanged image a new id each time it is exported.
          attest: ['type=provenance,disabled=true', 'type=sbom,disabled=true'],
        },
      ]),
  );
  return {
    group: { default: { targets: requests.map(({ image }) => targetName(image.id)).sort() } },
    target,
  };
}

/** Files of secrets, and the run's own folder. */
function readPaths(requests: readonly ImageRequest[], runFolder: string): readonly string[] {
  const sources = requests.flatMap(({ options }) =>
    options.secrets.flatMap((secret) => /(?:^|,)(?:src|source)=([^,]+)/.exec(secret)?.[1] ?? []),
  );
  return [...new Set([runFolder, ...sources])].sort();
}
