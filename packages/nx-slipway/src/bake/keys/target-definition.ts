import type { ReadResult } from 'dockerfile-frontend';
import { isFolderContext } from '../../dockerfile/context-kind';
import { contextPaths } from '../../dockerfile/read-target';
import { familiarReference } from '../../images/model/image-catalogue';
import type { KeyProblem } from '../../problems/kinds/dockerfiles/key-problem';
import type { ContentTarget } from '../targets/bake-file-builder';
import { linkedTarget } from '../targets/target-links';
import type { ContextRead } from './context-read';
import type { DefinitionScope } from './definition-scope';
import { mainRead, namedRead } from './find-source';
import { type TargetReading, taggedImages } from './read-targets';
import { unknownInputs } from './unknown-inputs';

/** What decides a target's content, before any file is read. */
export interface TargetDefinition {
  /** What the plan says itself, by the name of the part; each of one canonical form. */
  readonly parts: ReadonlyMap<string, string>;
  /** Parts that are told apart for people, and are in the others already. */
  readonly details: ReadonlyMap<string, string>;
  /** The targets it takes the place of stages and images from, by the name of the context. */
  readonly links: ReadonlyMap<string, string>;
  /** What is to be read, by the name of the part it is. */
  readonly reads: ReadonlyMap<string, ContextRead>;
  /** Ids of the secrets and of the SSH agents that its steps have mounted. */
  readonly mounted: { readonly secrets: readonly string[]; readonly ssh: readonly string[] };
  /** Whether every step is run again, whatever is known of it. */
  readonly isUncached: boolean;
  /** Why the content cannot be known before it is built. */
  readonly problems: readonly KeyProblem[];
}

/** Labels that say when and from what an image was built, and nothing of what is in it. */
const PASSING_LABELS = ['revision', 'version', 'created'].map(
  (name) => `org.opencontainers.image.${name}`,
);

/** Defines one target for some platforms. */
export function defineTarget(
  name: string,
  platforms: readonly string[],
  scope: DefinitionScope,
): TargetDefinition {
  const target = scope.targets[name] ?? { context: scope.workspaceRoot };
  const readings = platforms.map((platform) => scope.read(name, platform));
  const results = readings.flatMap(({ reading }) => reading.result ?? []);
  const used = (of: (result: ReadResult) => readonly string[]): readonly string[] =>
    [...new Set(results.flatMap(of))].sort();
  const found = [
    ...used((result) => contextPaths(result)).map((source) => mainRead(source, target, scope)),
    ...Object.entries(target.contexts ?? {})
      .filter(([, value]) => isFolderContext(value))
      .flatMap(([context, value]) =>
        used((result) => contextPaths(result, context)).map((source) =>
          namedRead(context, { folder: value, source }, scope),
        ),
      ),
  ];
  const links = used((result) => result.links).flatMap((context): [string, string][] => {
    const link = linkedTarget(target.contexts?.[context] ?? '');
    return link === undefined ? [] : [[context, link]];
  });
  const [reading] = readings;
  const tagged = readings.flatMap(taggedBases);
  const frontend = target.args?.BUILDKIT_SYNTAX ?? reading?.reading.syntax;
  return {
    parts: new Map([
      ['definition', definitionOf(platforms, results)],
      ...(frontend === undefined ? [] : [['frontend', frontend] as const]),
      ...Object.entries(target.args ?? {})
        .filter(([argument]) => argument.startsWith('BUILDKIT_'))
        .map(([argument, value]) => [`argument ${argument}`, value] as const),
      ...Object.entries(target.labels ?? {})
        .filter(([label]) => !PASSING_LABELS.includes(label))
        .map(([label, value]) => [`label ${label}`, value] as const),
      ...found.flatMap(({ part }) => (part ? [part] : [])),
      ...tagged,
    ]),
    details: new Map([...detailsOf(target, readings), ...tagged]),
    links: new Map(links),
    reads: new Map(found.flatMap(({ read }) => (read ? [read] : []))),
    mounted: { secrets: used(({ secrets }) => secrets), ssh: used(({ ssh }) => ssh) },
    isUncached: target['no-cache'] === true,
    problems: readings.flatMap((each) => unknownInputs(name, each, frontend, scope)),
  };
}

/** What BuildKit would be asked to do for each platform, and the config of the image it then makes. */
function definitionOf(platforms: readonly string[], results: readonly ReadResult[]): string {
  return JSON.stringify(
    results.map(({ digest, config, epoch }, index) => [
      platforms[index],
      digest,
      config,
      epoch ?? null,
    ]),
  );
}

/** All of these are in the definition; by themselves they say what about it has changed. */
function detailsOf(
  { args = {} }: ContentTarget,
  readings: readonly TargetReading[],
): ReadonlyMap<string, string> {
  const { globals = [], stages = [] } = readings[0]?.reading ?? {};
  const instructions = [...globals, ...stages.flatMap((stage) => stage.instructions)];
  const declared = instructions
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap(({ text }) => text.split(/[\s=]+/));
  const texts = stages.map(({ written, platform, instructions: own }) => [
    written,
    platform ?? null,
    own.map(({ text }) => text),
  ]);
  const images = readings.flatMap((each) => each.reading.result?.images ?? []);
  return new Map([
    ['Dockerfile', JSON.stringify([globals.map(({ text }) => text), texts])],
    ...Object.entries(args)
      .filter(([name]) => declared.includes(name))
      .map(([name, value]) => [`argument ${name}`, value] as const),
    ...images.map((image) => [`base ${familiarReference(image)}`, image] as const),
  ]);
}

function taggedBases(reading: TargetReading): readonly (readonly [string, string])[] {
  return taggedImages(reading).map(({ reference, digest }) => [
    `base ${familiarReference(reference)}`,
    `${reference}@${digest}`,
  ]);
}
