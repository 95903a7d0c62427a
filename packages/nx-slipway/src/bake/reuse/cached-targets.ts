import { findStage } from '../../dockerfile/stages/find-stage';
import { dockerfileOf, type ImageCatalogue } from '../../images/model/image-catalogue';
import { KEY_LABEL } from '../../images/model/key-label';
import { compressedOutput } from '../../images/options/compression';
import type { BakeFile, BakeTarget } from '../bake-file';
import type { BakePlan } from '../bake-plan';
import { pushedAgain } from '../push/pushed-again';
import { linkedTargets, withLinks } from '../targets/target-links';
import { parseTargetName, targetName } from '../targets/target-name';
import { withContexts } from './reuse-targets';

/** An image that stands for a target in a registry. */
export interface CachedImage {
  /** Label of the image: the target's key, `sha256` in hexadecimal. */
  readonly key: string;
  /** Tag of that key. */
  readonly tag: string;
  /** `registry.example/acme/build-cache` */
  readonly repository: string;
}

/** Stage of a service that installs what it has for itself alone. */
const DEPENDENCIES = 'dependencies';

/** Generated targets that run steps; the others only put together what these have made. */
const RUNNING = new Set(['packages', 'conflict-check', 'library', 'stage', DEPENDENCIES]);

/**
 * The plan with a target for what each image installs for itself, which nothing is linked to as long as
 * it is not kept anywhere.
 */
export function withDependencies(plan: BakePlan, catalogue: ImageCatalogue): BakePlan {
  const added = Object.entries(plan.targets).flatMap(([id, name]): [string, BakeTarget][] => {
    const image = catalogue.images.get(id);
    const file = image && dockerfileOf(catalogue, image);
    const target = plan.bakeFile.target[name];
    if (!file || !target || target.contexts?.[DEPENDENCIES] || !findStage(file, DEPENDENCIES)) {
      return [];
    }
    const { tags: _, output: __, labels: ___, 'cache-to': ____, ...stage } = target;
    return [[dependenciesOf(id), { ...stage, target: DEPENDENCIES }]];
  });
  const target = { ...plan.bakeFile.target, ...Object.fromEntries(added) };
  return { ...plan, bakeFile: { ...plan.bakeFile, target } };
}

function dependenciesOf(image: string): string {
  return targetName(DEPENDENCIES, image);
}

/** Targets of a plan that others start from, and that run steps; sorted. */
export function cacheableTargets({ bakeFile: { target }, targets }: BakePlan): readonly string[] {
  const roots = Object.entries(targets).flatMap(([image, name]) => [
    ...linkedTargets(target[name]),
    ...[dependenciesOf(image)].filter((each) => target[each]),
  ]);
  const narrower = narrowerTargets(target);
  return [...withLinks(roots, (name) => linkedTargets(target[name]))]
    .filter((name) => {
      const [kind = '', ...rest] = parseTargetName(name);
      return rest.length === 0 || (RUNNING.has(kind) && !narrower.has(name));
    })
    .sort();
}

/**
 * Targets that are not for all platforms of one that is linked to them, since they are the same for every one. As an
 * image of a registry they would be of one platform.
 */
function narrowerTargets(targets: BakeFile['target']): ReadonlySet<string> {
  return new Set(
    Object.values(targets).flatMap((linker) =>
      linkedTargets(linker).filter((name) => {
        const { platforms = [] } = targets[name] ?? {};
        return linker.platforms?.some((each) => !platforms.includes(each));
      }),
    ),
  );
}

/** The plan with images in place of the targets that would make them. @param kept references with digests, by target */
export function linkCached(plan: BakePlan, kept: ReadonlyMap<string, string>): BakePlan {
  const imageOf = (name: string): string | undefined => {
    const reference = kept.get(name);
    return reference && `docker-image://${reference}`;
  };
  const linked = withContexts(plan, (link) => imageOf(link.replace(/^target:/, '')) ?? link);
  const own = Object.entries(plan.targets).flatMap(([image, name]): [string, BakeTarget][] => {
    const target = linked.bakeFile.target[name];
    const dependencies = imageOf(dependenciesOf(image));
    return target && dependencies
      ? [[name, { ...target, contexts: { ...target.contexts, [DEPENDENCIES]: dependencies } }]]
      : [];
  });
  const target = { ...linked.bakeFile.target, ...Object.fromEntries(own) };
  return { ...linked, bakeFile: { ...linked.bakeFile, target } };
}

/** The same targets once more, which the engine then has, each with its place in a registry for output. */
export function planCacheExport(
  plan: BakePlan,
  kept: ReadonlyMap<string, readonly CachedImage[]>,
): BakeFile {
  const target = Object.entries(plan.bakeFile.target).map(([name, each]): [string, BakeTarget] => {
    const images = kept.get(name) ?? [];
    const { tags: _, ...again } = pushedAgain(each);
    const [first] = images;
    return [
      name,
      first
        ? {
            ...again,
            labels: { ...again.labels, [KEY_LABEL]: first.key },
            tags: images.map(({ tag, repository }) => `${repository}:${tag}`),
            output: [compressedOutput('type=registry', plan.compression)],
          }
        : again,
    ];
  });
  return {
    group: { default: { targets: [...kept.keys()].sort() } },
    target: Object.fromEntries(target),
  };
}
