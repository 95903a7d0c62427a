import { posix } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { BuildImageSchema } from '../../executors/build-image/schema';
import type { RunImageSchema } from '../../executors/run-image/schema';
import type { RunInDevSchema } from '../../executors/run-in-dev/schema';
import type { Image } from '../../images/model/image';
import type { ImageModel } from '../../images/model/image-model';
import type { RoleDefinitions } from '../../images/roles/definition/role-definition';
import { kindOfRole, type RoleKind } from '../../images/roles/kind-of-role';
import { roleOfDockerfile } from '../../images/roles/role-of-dockerfile';
import type { BuildTask } from '../build-task';

/** The projects whose images are built on another base. */
export interface ProofSubject {
  /** Nx projects, sorted. */
  readonly stacks: readonly string[];
  readonly services: readonly string[];
  /** Nx target that builds images. */
  readonly buildTarget: string;
}

/** One image to try out. */
export interface ProofImage {
  readonly image: Image;
  readonly kind: RoleKind;
  /** What `run-image` gives it. */
  readonly run: Pick<RunImageSchema, 'env' | 'envFile' | 'network' | 'readOnly'>;
}

/** One project to try out. */
export interface ProofProject {
  readonly name: string;
  readonly images: readonly ProofImage[];
  /** The target that runs its tests in the stage `dev` of a stack; absent without tests. */
  readonly tests?: RunInDevSchema;
}

/** What is built and tried. */
export interface ProofPlan {
  readonly tasks: readonly BuildTask[];
  readonly stacks: readonly ProofProject[];
  readonly services: readonly ProofProject[];
}

/**
 * Plans what proves an upgrade: one run that builds the stacks and all that rests on them, under a tag that nothing
 * else has.
 *
 * @param tag of the images that are built
 */
export function planProof(
  { stacks, services, buildTarget }: ProofSubject,
  facts: ProofFacts,
  tag: string,
): ProofPlan {
  const { projects } = facts;
  const plan = (name: string): ProofProject => planProject(name, facts);
  const planned = services.filter((each) => !stacks.includes(each)).map(plan);
  const hasTests = planned.some(({ tests }) => tests !== undefined);
  const task = (project: string, image?: string): BuildTask => ({
    id: `${project}:${buildTarget}${image === undefined ? '' : `-${image}`}`,
    project,
    options: {
      ...forProof(projects[project]?.targets?.[buildTarget]?.options ?? {}, tag),
      ...(image !== undefined && { image }),
    },
    dependencies: dependenciesOf(project, facts)
      .filter((each) => stacks.includes(each) || services.includes(each))
      .map((each) => `${each}:${buildTarget}`),
  });
  const withDev = stacks.filter(
    (name) => hasTests && imagesOf(name, facts).some((each) => each.name === 'dev'),
  );
  return {
    tasks: [
      ...stacks.map((name) => task(name)),
      ...withDev.map((name) => task(name, 'dev')),
      ...planned.map(({ name }) => task(name)),
    ],
    stacks: stacks.map(plan),
    services: planned,
  };
}

/** What a proof is planned from. */
export interface ProofFacts {
  readonly images: ImageModel;
  readonly projects: ExecutorContext['projectsConfigurations']['projects'];
  /** Roles of nx-slipway and of the workspace. */
  readonly roles: RoleDefinitions;
}

function imagesOf(
  name: string,
  { images, projects }: Pick<ProofFacts, 'images' | 'projects'>,
): readonly Image[] {
  return images.byRoot.get(projects[name]?.root ?? name) ?? [];
}

function planProject(name: string, facts: ProofFacts): ProofProject {
  const targets = Object.values(facts.projects[name]?.targets ?? {});
  const tests = targets.find(
    ({ executor, options }) => executor === 'nx-slipway:run-in-dev' && isPytest(options),
  );
  const images = imagesOf(name, facts).filter((image) => image.name !== 'dev');
  return {
    name,
    images: images.map((image): ProofImage => {
      const run = targets.find(
        ({ executor, options }) =>
          executor === 'nx-slipway:run-image' &&
          options?.image === image.name &&
          // One that runs another command, as the target of a job does.
          options?.command === undefined,
      );
      const { env, envFile, network, readOnly } = (run?.options ?? {}) as RunImageSchema;
      const dockerfile = facts.images.catalogue.dockerfiles.get(image.dockerfile);
      return {
        image,
        kind: dockerfile
          ? kindOfRole(roleOfDockerfile(dockerfile, facts.roles), facts.roles)
          : 'command',
        run: {
          ...(env && { env }),
          ...(envFile && { envFile }),
          ...(network && { network }),
          ...(readOnly !== undefined && { readOnly }),
        },
      };
    }),
    ...(tests && { tests: tests.options as RunInDevSchema }),
  };
}

/** Linters run there as well; they say nothing of the base. */
function isPytest(options: Partial<RunInDevSchema> | undefined): boolean {
  return (options?.command ?? []).some((word) =>
    /^(py\.?test|unittest|tox|nox)$/.test(posix.basename(word)),
  );
}

/** The target's own options without what sends images elsewhere, or makes them for other machines. */
function forProof(options: BuildImageSchema, tag: string): BuildImageSchema {
  const { push, output, platforms, load, tags, ...rest } = options;
  return { ...rest, tags: [`type=raw,value=${tag}`] };
}

/** Projects whose images those of a project are built from. */
function dependenciesOf(name: string, facts: ProofFacts): readonly string[] {
  const upstream = imagesOf(name, facts).flatMap(
    ({ id }) => facts.images.links.get(id)?.upstream.map(({ image }) => image.project) ?? [],
  );
  return [...new Set(upstream)].filter((each) => each !== name).sort();
}
