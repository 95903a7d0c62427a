import { posix } from 'node:path';
import { contextReads } from '../dockerfile/context-reads';
import type { Dockerfile } from '../dockerfile/dockerfile';
import { findStage } from '../dockerfile/find-stage';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import type { ImageCatalogue } from '../images/image-catalogue';
import type { KeyProblem } from '../problems/key-problem';
import type { BakeTarget } from './bake-file';
import type { BakePlan } from './bake-plan';
import type { ContextRead } from './context-read';
import { effectiveArguments, effectiveGlobals } from './effective-arguments';
import { mountedIds } from './mounted-ids';
import { type ClosureStage, type StageSource, targetClosure } from './target-closure';

/** What decides a target's content, before any file is read. */
export interface TargetDefinition {
  /** What the plan says itself, by the name of the part; each of one canonical form. */
  readonly parts: ReadonlyMap<string, string>;
  /** The targets it takes the place of stages and images from, by the name of the context. */
  readonly links: ReadonlyMap<string, string>;
  /** What is to be read, by the name of the part it is. */
  readonly reads: ReadonlyMap<string, ContextRead>;
  /** Ids of the secrets that its steps have mounted. */
  readonly mountedSecrets: ReadonlySet<string>;
  /** References outside the workspace. */
  readonly references: readonly string[];
  /** Whether references without a digest are asked for anew. */
  readonly isPulled: boolean;
  /** Whether every step is run again, whatever is known of it. */
  readonly isUncached: boolean;
  /** Whether the platform of the builder itself comes into the content. */
  readonly namesBuildPlatform: boolean;
  /** Why the content cannot be known before it is built. */
  readonly problems: readonly KeyProblem[];
}

/** What definitions are made in. */
export interface DefinitionScope {
  readonly plan: Pick<BakePlan, 'files'>;
  readonly catalogue: ImageCatalogue;
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Absolute; what lies below it is in the plan's files. */
  readonly runFolder: string;
}

/** Labels that say when and from what an image was built, and nothing of what is in it. */
const PASSING_LABELS = ['revision', 'version', 'created'].map(
  (name) => `org.opencontainers.image.${name}`,
);

/** Defines one target of a plan. */
export function defineTarget(
  name: string,
  target: BakeTarget,
  scope: DefinitionScope,
): TargetDefinition {
  const dockerfile = dockerfileOf(name, target, scope);
  const stage = findStage(dockerfile, target.target);
  const { contexts = {} } = target;
  const closure = stage
    ? targetClosure(dockerfile, stage, Object.keys(contexts))
    : { stages: [], contexts: [], images: [] };
  const { sources, remote } = contextReads(closure.stages.map((each) => each.stage));
  const onbuild = closure.stages
    .flatMap((each) => each.stage.instructions)
    .find(({ keyword }) => keyword === 'ONBUILD');
  const stages = closure.stages.map(stageText);
  const globals = effectiveGlobals(closure.stages, dockerfile.globals);
  const ssh = sshIds(target, closure.stages);
  const main = sources.map((source) => mainRead(source, target, scope));
  const named = closure.contexts.map((each) => namedContext(each, contexts[each] ?? '', scope));
  const { file } = dockerfile;
  const parts = new Map<string, string>([
    ['Dockerfile', JSON.stringify([dockerfile.syntax ?? null, globals, stages])],
    ...effectiveArguments(target.args ?? {}, closure.stages, dockerfile.globals).map(
      ([argument, value]) => [`argument ${argument}`, value] as const,
    ),
    ...Object.entries(target.labels ?? {})
      .filter(([label]) => !PASSING_LABELS.includes(label))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, value]) => [`label ${label}`, value] as const),
    ...(ssh.length > 0 ? [['ssh', JSON.stringify(ssh)] as const] : []),
    ...[...main, ...named].flatMap(({ part }) => (part ? [part] : [])),
  ]);
  return {
    parts,
    links: new Map(named.flatMap(({ link }) => (link ? [link] : []))),
    reads: new Map([...main, ...named].flatMap(({ read }) => (read ? [read] : []))),
    mountedSecrets: mountedIds(closure.stages, 'secret'),
    references: [...closure.images, ...named.flatMap(({ reference }) => reference ?? [])],
    isPulled: target.pull === true,
    isUncached: target['no-cache'] === true,
    namesBuildPlatform: /\bBUILD(PLATFORM|OS|ARCH|VARIANT)\b/.test(
      JSON.stringify([globals, stages]),
    ),
    problems: [
      ...remote.map(({ source, line }) => ({
        kind: 'key-remote-source' as const,
        place: { file, line },
        url: source,
      })),
      ...(onbuild ? [{ kind: 'key-onbuild', place: { file, line: onbuild.line } } as const] : []),
      ...named.flatMap(({ problem }) => problem ?? []),
    ],
  };
}

/** The Dockerfile of the workspace or of the plan. */
function dockerfileOf(
  name: string,
  target: BakeTarget,
  { plan, catalogue, workspaceRoot, runFolder }: DefinitionScope,
): Dockerfile {
  const inline = target['dockerfile-inline'];
  if (inline !== undefined) return parseDockerfile(inline, name).dockerfile;
  const path = target.dockerfile ?? posix.join(target.context, 'Dockerfile');
  const known = catalogue.dockerfiles.get(posix.relative(workspaceRoot, path));
  const text = (): string => plan.files[posix.relative(runFolder, path)] ?? '';
  return known ?? parseDockerfile(text(), name).dockerfile;
}

/** A stage without what says nothing of its content: its line, its name for others. */
function stageText({ stage, from, uses }: ClosureStage) {
  return {
    from: sourceText(from),
    platform: stage.platform ?? null,
    uses: uses.map(sourceText),
    instructions: stage.instructions.map(({ text }) => text),
  };
}

function sourceText(source: StageSource): string {
  switch (source.kind) {
    case 'stage':
      return `stage ${source.index}`;
    case 'context':
      return `context ${source.name}`;
    case 'image':
      return `image ${source.reference}`;
    case 'scratch':
      return source.kind;
  }
}

/** What one source or context comes to: text that is known, or a thing to be looked up. */
interface Found {
  readonly part?: readonly [string, string];
  readonly read?: readonly [string, ContextRead];
  readonly link?: readonly [string, string];
  readonly reference?: string;
  readonly problem?: KeyProblem;
}

function mainRead(
  source: string,
  { context, dockerfile }: BakeTarget,
  { plan, runFolder }: DefinitionScope,
): Found {
  if (isBelow(context, runFolder)) {
    return { part: [`files ${source}`, generatedFiles(context, plan, runFolder)] };
  }
  const beside = dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`];
  const generated = beside.flatMap((file) => plan.files[posix.relative(runFolder, file)] ?? []);
  const [text] = generated;
  const ignore =
    text === undefined ? { files: [...beside, posix.join(context, '.dockerignore')] } : { text };
  return { read: [`files ${source}`, { folder: context, source, ignore }] };
}

function namedContext(name: string, value: string, scope: DefinitionScope): Found {
  const { plan, workspaceRoot, runFolder } = scope;
  const [, scheme, rest = ''] = /^(target:|docker-image:\/\/)(.*)$/.exec(value) ?? [];
  if (scheme === 'target:') return { link: [name, rest] };
  if (scheme) return { part: [`context ${name}`, value], reference: rest };
  if (/^[a-z0-9+-]+:\/\/|^git@|^github\.com\//.test(value)) {
    return { problem: { kind: 'key-context-unknown', context: name, value } };
  }
  const folder = posix.resolve(workspaceRoot, value);
  const part = `context ${name}`;
  if (isBelow(folder, runFolder)) return { part: [part, generatedFiles(folder, plan, runFolder)] };
  const ignore = { files: [posix.join(folder, '.dockerignore')] };
  return { read: [part, { folder, source: '.', ignore }] };
}

function isBelow(folder: string, parent: string): boolean {
  return folder === parent || folder.startsWith(`${parent}/`);
}

/** Paths and contents of a folder that the plan writes. */
function generatedFiles(
  folder: string,
  { files }: Pick<BakePlan, 'files'>,
  runFolder: string,
): string {
  const prefix = `${posix.relative(runFolder, folder)}/`;
  const below = Object.entries(files)
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, content]) => [path.slice(prefix.length), content] as const);
  return JSON.stringify(below.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Ids of the agents and keys that a step has mounted; where they come from says nothing of the content. */
function sshIds({ ssh = [] }: BakeTarget, stages: readonly ClosureStage[]): readonly string[] {
  const mounted = mountedIds(stages, 'ssh');
  const given = ssh.map((each) => each.replace(/=.*/s, ''));
  return [...new Set(given.filter((id) => mounted.has(id)))].sort();
}
