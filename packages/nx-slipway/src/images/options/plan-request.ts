import { closestPlatform, normalizePlatform } from '../../dockerfile/platform';
import type { Problem } from '../../problems/problem';
import { choiceOfImage } from '../model/choice-of-image';
import type { Image } from '../model/image';
import { parseTags } from '../tags/parse-tags';
import { chosenCompression } from './compression';
import type { ImageOptions } from './image-options';
import { parseSecret } from './parse-secret';
import { planCaches, type RawCacheOptions } from './plan-caches';

/** Options of the build-image executor as a user gives them. */
export type RawImageOptions = {
  readonly [K in keyof Omit<
    ImageOptions,
    'outputs' | 'caches' | 'reuse' | 'buildArgs' | 'labels'
  >]?: ImageOptions[K];
} & RawCacheOptions & {
    readonly image?: string;
    readonly buildArgs?: Readonly<Record<string, PlainValue>>;
    readonly labels?: Readonly<Record<string, PlainValue>>;
    readonly output?: readonly string[];
    readonly caBundle?: string;
    readonly reuse?: boolean | 'registry';
  };

/** What JSON has for a text: `8000` and `true` are meant as they are written. */
type PlainValue = string | number | boolean;

/** Values of a map as texts. */
export function asTexts(
  values: Readonly<Record<string, PlainValue>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]),
  );
}

/** The images one task asks for. */
export interface PlannedRequest {
  readonly images: readonly Image[];
  readonly options: ImageOptions;
  readonly problems: readonly Problem[];
}

/** The project of a task. */
interface TaskProject {
  readonly name: string;
  readonly root: string;
  /** Path of a Dockerfile in its folder. */
  readonly dockerfile?: string;
}

/** Images of a stack that are built when no image is named; `dev` is large and built when asked for. */
function UNASKED(image: Image): boolean {
  return image.name !== 'dev';
}

/**
 * Which images a task builds, and how.
 *
 * @param images all images of the task's project
 * @param caBundle file of CA certificates from the environment, used where the options name none
 */
export function planRequest(
  project: TaskProject,
  images: readonly Image[],
  raw: RawImageOptions,
  caBundle?: string,
): PlannedRequest {
  const isStack = images.some((image) => image.name === 'base-builder');
  const chosen = images.filter((image) =>
    raw.image === undefined ? !isStack || UNASKED(image) : choiceOfImage(image) === raw.image,
  );
  const outputs = raw.output ?? [];
  const push = raw.push ?? false;
  const { caches, problems } = planCaches(project.name, raw);
  const compression = chosenCompression([raw.compression]);
  return {
    images: chosen,
    options: {
      tags: raw.tags ?? [],
      outputs,
      load: raw.load ?? (outputs.length === 0 && !push),
      push,
      platforms: [...new Set(platformsOf(raw).map((each) => normalizePlatform(each) ?? each))],
      buildArgs: asTexts(raw.buildArgs ?? {}),
      labels: asTexts(raw.labels ?? {}),
      contexts: raw.contexts ?? {},
      ...(raw.context !== undefined && { context: raw.context }),
      ...(raw.target !== undefined && { target: raw.target }),
      secrets: secretsOf(raw, caBundle),
      ssh: raw.ssh ?? [],
      caches,
      ...(compression && { compression }),
      pull: raw.pull ?? false,
      noCache: raw.noCache ?? false,
      reuse:
        raw.reuse === false ? 'nowhere' : push || raw.reuse === 'registry' ? 'registry' : 'store',
    },
    problems: [
      ...requestProblems(project, images, chosen, raw),
      ...unknownPlatforms(project.name, raw),
      ...problems,
    ],
  };
}

/**
 * The secrets of a task: those it names, and the certificates that installations take where it names none.
 *
 * @param caBundle file of CA certificates from the environment
 */
export function secretsOf(
  { secrets = [], caBundle: own }: Pick<RawImageOptions, 'secrets' | 'caBundle'>,
  caBundle?: string,
): readonly string[] {
  const bundle = own ?? caBundle;
  const isNamed = secrets.some((secret) => parseSecret(secret).id === 'ca');
  return bundle && !isNamed ? [...secrets, `id=ca,src=${bundle}`] : secrets;
}

function requestProblems(
  project: TaskProject,
  images: readonly Image[],
  chosen: readonly Image[],
  raw: RawImageOptions,
): readonly Problem[] {
  if (images.length === 0) {
    const { name, ...place } = project;
    return [{ kind: 'project-without-image', project: name, ...place }];
  }
  if (chosen.length === 0) {
    const known = images.map(choiceOfImage);
    return [{ kind: 'image-unknown', project: project.name, name: raw.image ?? '', known }];
  }
  const { references } = parseTags(raw.tags ?? []);
  if (chosen.length > 1 && (references.length > 0 || raw.target)) {
    return [
      {
        kind: 'option-invalid',
        project: project.name,
        option: references.length > 0 ? 'tags' : 'target',
        value: references.length > 0 ? references.join(',') : (raw.target ?? ''),
        expected: `--image=${chosen.find(({ name }) => name !== undefined)?.name ?? ''} with it, since the project has ${chosen.length} images`,
      },
    ];
  }
  return [];
}

/** buildx takes several in one word, separated by commas. */
function platformsOf({ platforms = [] }: RawImageOptions): readonly string[] {
  return platforms.flatMap((each) => each.split(',')).map((each) => each.trim());
}

function unknownPlatforms(project: string, raw: RawImageOptions): readonly Problem[] {
  return platformsOf(raw)
    .filter((value) => !normalizePlatform(value))
    .map((value) => ({
      kind: 'option-invalid',
      project,
      option: 'platforms',
      value,
      expected:
        closestPlatform(value) ??
        "platforms such as linux/amd64 or linux/arm64; without any it is the builder's own",
    }));
}
