import { posix } from 'node:path';
import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { isBeside } from './files-beside';

/**
 * How an image gets its packages: in layers from stages that build; with the tools that build in it; from wheels
 * that are installed where it runs; in layers, with sources of the stack.
 */
export type ImageLayout = 'layered' | 'slim' | 'wheels' | 'base-app';

/** Reads the layout of a generated Dockerfile. */
export function layoutOfDockerfile(dockerfile: Dockerfile): ImageLayout {
  if (buildsWheels(dockerfile)) return 'wheels';
  const [foundation, libraries] = ['foundation', 'libraries'].map((name) =>
    findStage(dockerfile, name),
  );
  if (foundation && foundation.from.text === libraries?.from.text) return 'slim';
  return dockerfile.stages.at(-1)?.uses.some(({ stage }) => isImage(dockerfile, stage)) === true
    ? 'base-app'
    : 'layered';
}

/** Whether a generated Dockerfile builds wheels first, and installs them where the image runs. */
export function buildsWheels(dockerfile: Dockerfile): boolean {
  return findStage(dockerfile, 'wheels') !== undefined;
}

/** Whether the image holds the service as a wheel, and not its sources as they are. */
export function installsService(dockerfile: Dockerfile): boolean {
  const application = findStage(dockerfile, 'application');
  return application === undefined || copiedSources(application, '.').length === 0;
}

/**
 * Returns the folders of a project that a stage `application` takes as they are; none where it builds a wheel.
 *
 * @param dir folder of the project
 * @returns paths relative to that folder, with a slash at the end
 */
export function copiedSources({ instructions }: Stage, dir: string): readonly string[] {
  const isBuilt = instructions.some(
    ({ keyword, text }) => keyword === 'RUN' && !/\b(compileall|normalize-layer)\b/.test(text),
  );
  if (isBuilt) return [];
  return instructions
    .filter(({ keyword, text }) => keyword === 'COPY' && !isBeside(text))
    .flatMap(({ text }) => copiedPath(text, dir));
}

/** The path of the project that a COPY takes from the context, relative to its folder; none from a stage. */
export function copiedPath(copy: string, dir: string): readonly string[] {
  const words = copy.replace(/^COPY\s+(?:--link\s+)?/i, '');
  if (words.startsWith('--')) return [];
  const source = words.startsWith('[') ? /^\[\s*"([^"]*)"/.exec(words)?.[1] : words.split(/\s+/)[0];
  if (source === undefined) return [];
  return [`${posix.relative(dir, source)}${source.endsWith('/') ? '/' : ''}`];
}

function isImage({ stages }: Dockerfile, stage: number | undefined): boolean {
  const used = stage === undefined ? undefined : stages[stage];
  return used !== undefined && used.from.kind === 'image' && used.instructions.length === 0;
}
