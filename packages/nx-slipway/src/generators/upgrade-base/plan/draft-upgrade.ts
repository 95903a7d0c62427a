import { posix } from 'node:path';
import type { Dockerfile } from '../../../dockerfile/dockerfile';
import { imageReferences } from '../../../dockerfile/image-references';
import { referencedImage } from '../../../images/model/image-catalogue';
import { imagesBuiltFrom } from '../../../images/model/images-built-from';
import { findStacks } from '../../../images/model/stacks';
import type { UpgradedDockerfile } from '../../../images/upgrade/check-facts';
import { findOtherPlaces } from '../../../images/upgrade/find-places';
import { resolveTarget, type UpgradeTarget } from '../../../images/upgrade/resolve-target';
import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import type { Problem } from '../../../problems/problem';
import type { WorkspaceModel } from '../../../workspace/model/workspace-model';
import { brokenPyprojects } from '../../broken-pyprojects';
import type { UpgradeOptions } from '../upgrade-options';
import { baseOf, findBase } from './find-base';
import { type StackService, servicesOf } from './stack-services';

/** A plan before anything is checked, with what the checks are about. */
export interface UpgradeDraft {
  readonly plan: UpgradePlan;
  readonly target: UpgradeTarget;
  readonly services: readonly StackService[];
  readonly dockerfiles: readonly UpgradedDockerfile[];
}

/** What a stack is, and what it is in. */
export interface StackFacts {
  /** Nx project. */
  readonly stack: string;
  /** Its Dockerfile, relative to the workspace root. */
  readonly file: string;
  readonly model: WorkspaceModel;
  readonly buildTarget: string;
  /** Names of all stacks that are upgraded at once; the stack itself alone by default. */
  readonly together?: readonly string[];
}

/**
 * Finds what an upgrade of a stack is to write and where, and what rests on it; the same facts make the same draft.
 *
 * @returns problems where there is nothing to plan
 */
export function draftUpgrade(
  options: UpgradeOptions,
  facts: StackFacts,
): { readonly draft: UpgradeDraft } | { readonly problems: readonly Problem[] } {
  const { stack, file, model, buildTarget } = facts;
  const { catalogue } = model.images;
  const dockerfile = catalogue.dockerfiles.get(file);
  const base = dockerfile && baseOf(dockerfile);
  if (!dockerfile || !base) return { problems: [] };
  const current = base.text;
  const isOwn = base.kind === 'image' && !referencedImage(catalogue, current);
  const resolved = resolveTarget(options, { current, stack });
  if ('problems' in resolved && isOwn) return resolved;
  const to = 'target' in resolved ? resolved.target.to : (options.to ?? '<image>:<tag>');
  const own = findBase(dockerfile, base, { to, catalogue });
  if (own.problems.length > 0) return { problems: own.problems };
  if ('problems' in resolved) return resolved;
  const { target } = resolved;
  const { others, built } = filesOfStacks(facts);
  const elsewhere = findOtherPlaces(
    [...catalogue.dockerfiles.values()].filter((each) => each.file !== file),
    { from: current, to, catalogue, others },
  );
  const handFiles = new Set(elsewhere.handWritten.map((each) => each.file));
  const images = [...catalogue.images.values()].filter(
    (image) => built.has(image.dockerfile) || handFiles.has(image.dockerfile),
  );
  const services = servicesOf(model, images);
  const broken = brokenPyprojects(foldersOf(services, dockerfile, model), model.problems);
  if (broken.length > 0) return { problems: broken };
  const namesOf = (path: string): readonly string[] => [
    ...new Set(images.filter((each) => each.dockerfile === path).map(({ project }) => project)),
  ];
  return {
    draft: {
      plan: {
        ...{ stack, file, from: current, to, buildTarget },
        places: [...own.places, ...elsewhere.places],
        ...{ python: target.python, suite: target.suite },
        services: services.map(({ name, images: references }) => ({ name, images: references })),
        findings: elsewhere.findings,
      },
      target,
      services,
      dockerfiles: [
        { dockerfile, services: [], role: 'stack' },
        ...[...catalogue.dockerfiles.values()]
          .filter(
            (each) => each.file !== file && (built.has(each.file) || handFiles.has(each.file)),
          )
          .map((each) => ({
            dockerfile: each,
            services: namesOf(each.file),
            role: built.has(each.file) ? ('service' as const) : ('hand-written' as const),
          })),
      ],
    },
  };
}

/** Dockerfiles of what is built from the stack, and of what belongs to other stacks alone. */
function filesOfStacks({ stack, file, model, together = [stack] }: StackFacts): {
  readonly built: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
} {
  const builtFrom = (path: string): readonly string[] =>
    imagesBuiltFrom(model.images, path).map(({ dockerfile }) => dockerfile);
  const built = new Set(builtFrom(file));
  const others = findStacks(model.images.catalogue)
    .filter(({ name, dockerfile }) => dockerfile !== file && !together.includes(name))
    .flatMap(({ dockerfile }) => [dockerfile, ...builtFrom(dockerfile)])
    .filter((path) => !built.has(path));
  return { built, others: new Set(others) };
}

/** The folders that decide which Pythons are met; a pyproject that is broken makes no service. */
function foldersOf(
  services: readonly StackService[],
  { file }: Dockerfile,
  { images: { catalogue } }: WorkspaceModel,
): readonly string[] {
  const users = [...catalogue.dockerfiles.values()].filter(({ stages }) =>
    imageReferences(stages).some(
      (each) => referencedImage(catalogue, each.text)?.dockerfile === file,
    ),
  );
  return [
    ...new Set([
      ...services.flatMap(({ holds }) => holds),
      ...users.map((user) => posix.dirname(user.file)),
    ]),
  ];
}
