import { posix } from 'node:path';
import type { BakeTarget } from '../../bake/bake-file';
import type { Command } from '../../process/command';

/** Where one target is built, and what of others it is built from. */
export interface PodmanBuild {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Absolute; holds the plan's files, {@link inlineDockerfile} among them, and gets the image's id. */
  readonly runFolder: string;
  /** What stands for other targets as named contexts, by target. */
  readonly links: ReadonlyMap<string, string>;
  /** Whether a file is there, or will be when the build begins. Absolute. */
  readonly hasFile: (path: string) => boolean;
  /** Variables that secrets come from; never printed. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Builds one target of a bake file. Every field of a target that podman can do is here, in buildx's order. */
export function podmanBuildCommand(name: string, target: BakeTarget, build: PodmanBuild): Command {
  const { workspaceRoot, runFolder, env } = build;
  const dockerfile = dockerfileOf(name, target, build);
  const ignoreFile = `${dockerfile}.dockerignore`;
  return {
    command: 'podman',
    args: [
      'build',
      // OCI's own format has no place for a HEALTHCHECK.
      '--format=docker',
      `--file=${dockerfile}`,
      ...(build.hasFile(ignoreFile) ? [`--ignorefile=${ignoreFile}`] : []),
      `--iidfile=${idFile(name, runFolder)}`,
      ...(target.target ? [`--target=${target.target}`] : []),
      ...(target.pull ? ['--pull=newer'] : []),
      ...(target['no-cache'] ? ['--no-cache'] : []),
      ...(target.platforms ?? []).map((platform) => `--platform=${platform}`),
      ...(isLoaded(target) ? (target.tags ?? []).map((tag) => `--tag=${tag}`) : []),
      ...pairs(target.args).map((pair) => `--build-arg=${pair}`),
      ...pairs(target.labels).map((pair) => `--label=${pair}`),
      ...Object.entries(target.contexts ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([context, value]) => `--build-context=${context}=${contextOf(value, build)}`),
      ...(target.secret ?? []).map((secret) => `--secret=${secret}`),
      ...(target.ssh ?? []).map((ssh) => `--ssh=${ssh}`),
      target.context,
    ],
    cwd: workspaceRoot,
    ...(env && { env }),
  };
}

/** The file that a Dockerfile within a bake file is written to, below the run's folder. */
export function inlineDockerfile(name: string): string {
  return `inline/${name}/Dockerfile`;
}

/** The file that gets the id of a target's image. */
export function idFile(name: string, runFolder: string): string {
  return posix.join(runFolder, `${name}.id`);
}

function dockerfileOf(name: string, target: BakeTarget, { runFolder }: PodmanBuild): string {
  return target['dockerfile-inline'] === undefined
    ? (target.dockerfile ?? posix.join(target.context, 'Dockerfile'))
    : posix.join(runFolder, inlineDockerfile(name));
}

/** What is only cached, or only built for others, has no name in the store. */
function isLoaded({ output = [] }: BakeTarget): boolean {
  return output.includes('type=docker');
}

function pairs(values: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
}

function contextOf(value: string, { links }: PodmanBuild): string {
  const [, linked] = /^target:(.*)$/.exec(value) ?? [];
  return linked === undefined ? value : (links.get(linked) ?? value);
}
