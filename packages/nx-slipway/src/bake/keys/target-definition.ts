import { posix } from 'node:path';
import type { ReadResult } from 'dockerfile-frontend';
import { isFolderContext } from '../../dockerfile/context-kind';
import { contextPaths } from '../../dockerfile/read-target';
import { familiarReference } from '../../images/model/image-catalogue';
import type { KeyProblem } from '../../problems/kinds/dockerfiles/key-problem';
import { byName } from '../by-name';
import type { ContentTarget } from '../targets/bake-file-builder';
import { linkedTarget } from '../targets/target-links';
import type { ContextRead } from './context-read';
import { type ReadTarget, type TargetReading, taggedImages } from './read-targets';

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

/** What definitions are made in. */
export interface DefinitionScope {
  /** By name. */
  readonly targets: Readonly<Record<string, ContentTarget>>;
  /** What the plan writes, by path below the run's folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly read: ReadTarget;
  /** Path of a target's Dockerfile as people know it, relative to the workspace root. */
  readonly fileOf: (target: string) => string;
  /** Absolute. */
  readonly workspaceRoot: string;
  /** As the targets have it; what lies below it is in the plan's files. */
  readonly runFolder: string;
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
      ...readings.flatMap(taggedBases),
    ]),
    details: detailsOf(target, readings),
    links: new Map(links),
    reads: new Map(found.flatMap(({ read }) => (read ? [read] : []))),
    mounted: { secrets: used(({ secrets }) => secrets), ssh: used(({ ssh }) => ssh) },
    isUncached: target['no-cache'] === true,
    problems: readings.flatMap((each) => problemsOf(name, each, frontend, scope)),
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
  const tagged = readings.flatMap(taggedBases);
  return new Map([
    ['Dockerfile', JSON.stringify([globals.map(({ text }) => text), texts])],
    ...Object.entries(args)
      .filter(([name]) => declared.includes(name))
      .map(([name, value]) => [`argument ${name}`, value] as const),
    ...images.map((image) => [`base ${familiarReference(image)}`, image] as const),
    ...tagged,
  ]);
}

function taggedBases(reading: TargetReading): readonly (readonly [string, string])[] {
  return taggedImages(reading).map(({ reference, digest }) => [
    `base ${familiarReference(reference)}`,
    `${reference}@${digest}`,
  ]);
}

function problemsOf(
  name: string,
  { reading, unknown, withoutConfig }: TargetReading,
  frontend: string | undefined,
  { targets, fileOf }: DefinitionScope,
): readonly KeyProblem[] {
  const file = fileOf(name);
  const { contexts = {} } = targets[name] ?? {};
  const remotes = reading.result?.remotes.filter(({ isPinned }) => !isPinned) ?? [];
  const foreign = Object.entries(contexts).filter(
    ([, value]) => !isFolderContext(value) && !/^(target:|docker-image:\/\/)/.test(value),
  );
  return [
    ...reading.errors.map(({ text, line }) => ({
      kind: 'key-dockerfile-unread' as const,
      place: { file, ...(line !== undefined && { line }) },
      detail: text,
    })),
    ...(frontend === undefined || isDockersFrontend(frontend)
      ? []
      : [{ kind: 'key-frontend-unknown', place: { file, line: 1 }, frontend } as const]),
    ...[...new Set(unknown.map(({ image }) => image))].map((image) => ({
      kind: 'key-base-unresolved' as const,
      reference: familiarReference(image),
    })),
    ...withoutConfig.map(({ image }) => ({
      kind: 'key-base-unread' as const,
      place: { file },
      reference: familiarReference(image),
    })),
    ...(remotes.length > 0
      ? foreign.map(([context, value]) => ({
          kind: 'key-context-unknown' as const,
          context,
          value,
        }))
      : []),
    ...(foreign.length > 0
      ? []
      : remotes.map(({ source }) => ({
          kind: 'key-remote-source' as const,
          place: { file, ...lineOf(source, reading) },
          url: source.replace(/^git:\/\//, ''),
        }))),
  ];
}

/** Docker's own frontend is the one that files are read by here; others may mean anything. */
function isDockersFrontend(frontend: string): boolean {
  return /^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@].*)?$/.test(frontend);
}

/** Line of the instruction that names a source. */
function lineOf(source: string, { stages }: TargetReading['reading']): { readonly line?: number } {
  const name = source.replace(/^[a-z+]+:\/\//, '').replace(/#.*/, '');
  const found = stages
    .flatMap(({ instructions }) => instructions)
    .find(({ keyword, text }) => keyword === 'ADD' && text.includes(name));
  return found ? { line: found.line } : {};
}

/** What one source resolves to: text that is known, or a thing to be looked up. */
interface Found {
  readonly part?: readonly [string, string];
  readonly read?: readonly [string, ContextRead];
}

function mainRead(
  source: string,
  { context, dockerfile }: ContentTarget,
  { files, runFolder }: DefinitionScope,
): Found {
  const part = `files ${source}`;
  if (isBelow(context, runFolder))
    return { part: [part, generatedFiles(context, files, runFolder)] };
  const beside = dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`];
  const generated = beside.flatMap((file) => files[posix.relative(runFolder, file)] ?? []);
  const [text] = generated;
  const ignore =
    text === undefined ? { files: [...beside, posix.join(context, '.dockerignore')] } : { text };
  return { read: [part, { folder: context, source, ignore }] };
}

function namedRead(
  context: string,
  { folder: value, source }: { readonly folder: string; readonly source: string },
  { files, workspaceRoot, runFolder }: DefinitionScope,
): Found {
  // The folder of a plan that is only printed is no path.
  const folder = isBelow(value, runFolder) ? value : posix.resolve(workspaceRoot, value);
  const part = source === '.' ? `context ${context}` : `context ${context} ${source}`;
  if (isBelow(folder, runFolder)) return { part: [part, generatedFiles(folder, files, runFolder)] };
  const ignore = { files: [posix.join(folder, '.dockerignore')] };
  return { read: [part, { folder, source, ignore }] };
}

function isBelow(folder: string, parent: string): boolean {
  return folder === parent || folder.startsWith(`${parent}/`);
}

/** Paths and contents of a folder that the plan writes. */
function generatedFiles(
  folder: string,
  files: DefinitionScope['files'],
  runFolder: string,
): string {
  const prefix = `${posix.relative(runFolder, folder)}/`;
  const below = Object.entries(files)
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, content]) => [path.slice(prefix.length), content] as const);
  return JSON.stringify(below.sort(byName));
}
