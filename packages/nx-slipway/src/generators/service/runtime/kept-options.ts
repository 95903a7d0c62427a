import { posix } from 'node:path';
import type { Dockerfile } from '../../../dockerfile/dockerfile';
import { findStage } from '../../../dockerfile/stages/find-stage';
import { readSelection } from '../../../images/installers/installers';
import { isGeneratedService } from '../../../images/model/is-generated-service';
import { copiedSources, layoutOfDockerfile } from '../../../images/model/layout-of-dockerfile';
import type { RoleDefinitions } from '../../../images/roles/definition/role-definition';
import { roleOfDockerfile } from '../../../images/roles/role-of-dockerfile';
import type { PythonProject } from '../../../python/pyproject/python-project';
import type { ServiceOptions } from '../service-options';
import { keptRuntime } from './kept-runtime';

/** What a Dockerfile that is written again is not to lose; nothing else tells it. */
export type KeptOptions = Partial<ServiceOptions>;

const LISTS = [
  ...['apt', 'buildApt', 'extras', 'groups', 'sources'],
  ...['files', 'env', 'label'],
] as const satisfies readonly (keyof ServiceOptions)[];

/** Lists that grow: nobody knows what in the image needs a package. */
const ADDED: ReadonlySet<keyof ServiceOptions> = new Set(['apt', 'buildApt']);

/** Adds the options of the Dockerfile that exists to those that are asked for; these come first. */
export function withKept<O extends ServiceOptions>(
  requested: O,
  {
    standing: dockerfile,
    project,
    roles,
  }: {
    readonly standing: Dockerfile | undefined;
    readonly project: PythonProject;
    readonly roles: RoleDefinitions;
  },
): O {
  if (!dockerfile || !isGeneratedService(dockerfile)) return requested;
  const { extras = [], groups = [] } = readSelection(dockerfile, project) ?? {};
  const { command, ...others } = keptOptions(dockerfile, roles);
  const isSameRole = requested.role === roleOfDockerfile(dockerfile, roles);
  const kept: KeptOptions = {
    ...{ ...others, extras, groups },
    ...(isSameRole && command !== undefined && { command }),
  };
  const lists = LISTS.map((key) => {
    const [asked, own] = [requested[key], kept[key] ?? []];
    if (ADDED.has(key)) return [key, [...new Set([...own, ...asked])]];
    return [key, asked.length > 0 ? asked : own];
  });
  return { ...kept, ...requested, ...Object.fromEntries(lists) };
}

/** Reads the options that a generated Dockerfile was written with, as far as the project does not tell them. */
export function keptOptions(
  dockerfile: Dockerfile | undefined,
  roles: RoleDefinitions,
): KeptOptions {
  if (!dockerfile || !isGeneratedService(dockerfile)) return {};
  const application = findStage(dockerfile, 'application');
  const layout = layoutOfDockerfile(dockerfile);
  const lists = {
    apt: packagesOf(dockerfile, 'system'),
    buildApt: packagesOf(dockerfile, 'builder'),
    sources: application ? copiedSources(application, posix.dirname(dockerfile.file)) : [],
  };
  const command =
    roleOfDockerfile(dockerfile, roles) === 'command' ? commandOf(dockerfile) : undefined;
  return {
    ...keptRuntime(dockerfile, roles),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(layout !== 'layered' && { layout }),
    ...(command !== undefined && { command }),
  };
}

/** Debian packages that a stage installs. */
function packagesOf(dockerfile: Dockerfile, stage: string): readonly string[] {
  const texts = findStage(dockerfile, stage)?.instructions.map(({ text }) => text) ?? [];
  return texts.flatMap((text) => {
    const words = /\bapt-get install\s+((?:[^\s;&|]+\s*)+)/.exec(text)?.[1]?.trim().split(/\s+/);
    return (words ?? []).filter((word) => /^[a-z0-9]/.test(word));
  });
}

/** The command of an image as a JSON list; none that a shell runs. */
function commandOf({ stages }: Dockerfile): string | undefined {
  const command = stages.at(-1)?.instructions.findLast(({ keyword }) => keyword === 'CMD');
  return /^CMD\s*(\[.*\])\s*$/i.exec(command?.text ?? '')?.[1];
}
