import { servesPlatform } from '../../dockerfile/platform';
import type { CrossInstall } from '../../images/installers/cross-install';
import type { InstallStep } from '../../images/installers/install-step';
import { machineOf } from '../../python/pep508/marker-environment';
import { builtOn } from '../../python/wheels/package-wheels';
import type { BakeFileBuilder } from './bake-file-builder';
import type { Crossing } from './crossing';
import type { OwnLink } from './own-links';

/** A Dockerfile with a stage for each platform, built FROM the named context `builder`. */
export interface CrossDockerfile {
  readonly text: string;
  /** How it needs its builder. */
  readonly builder: OwnLink;
}

/** Platforms that every such file has a stage for, so that it is the same whatever else is built. */
const COMMON: readonly string[] = ['linux/amd64', 'linux/arm64'];

/**
 * Installs packages for other platforms on the builder's own one, from wheels. What has no wheel is built on the
 * platform that it is for, beside what is there by then.
 */
export function crossDockerfile(
  install: CrossInstall,
  { own, platforms }: Crossing,
): CrossDockerfile {
  const ways = [...new Set([...COMMON, own, ...platforms])].sort().map((platform) => ({
    platform,
    way: wayOf(platform, install, own),
  }));
  const those = (...wanted: readonly Way[]): readonly string[] =>
    ways.filter(({ way }) => wanted.includes(way)).map(({ platform }) => platform);
  return {
    text: [
      ...ways.map(({ platform, way }) => stagesOf(platform, way, install)),
      'FROM install-$TARGETARCH$TARGETVARIANT\n',
    ].join('\n'),
    builder: { platforms: those('wheels', 'both'), alsoFor: those('both') },
  };
}

/** The text of {@link crossDockerfile} for a target, which takes its builder from the platforms that it says. */
export function addCrossDockerfile(
  target: string,
  install: CrossInstall,
  { bakeFile, crossing }: { readonly bakeFile: BakeFileBuilder; readonly crossing: Crossing },
): string {
  const { text, builder } = crossDockerfile(install, crossing);
  bakeFile.linkOwn(target, 'builder', builder);
  return text;
}

/** Where the packages of a platform are installed: by itself, by the builder, or by both. */
type Way = 'itself' | 'wheels' | 'both';

function wayOf(platform: string, { crossSteps, wheels }: CrossInstall, own: string): Way {
  const machine = machineOf(platform);
  if (servesPlatform(own, platform) || !crossSteps[machine]) return 'itself';
  return builtOn(wheels, machine).length > 0 ? 'both' : 'wheels';
}

function stagesOf(platform: string, way: Way, { step, crossSteps }: CrossInstall): string {
  const name = platform.replace(/^linux\//, '').replaceAll('/', '');
  const { [machineOf(platform)]: cross = step } = crossSteps;
  switch (way) {
    case 'itself':
      return `FROM builder AS install-${name}\n${runOf(step)}`;
    case 'wheels':
      return `FROM --platform=$BUILDPLATFORM builder AS install-${name}\n${runOf(cross)}`;
    case 'both':
      return [
        `FROM --platform=$BUILDPLATFORM builder AS wheels-${name}\n${runOf(cross)}`,
        `FROM builder AS install-${name}\nCOPY --from=wheels-${name} /venv /venv\n${runOf(step)}`,
      ].join('\n');
  }
}

/** A RUN with its mounts, a line each. */
export function runOf({ mounts, command }: InstallStep): string {
  return [
    ...mounts.map((mount, index) => `${index === 0 ? 'RUN' : '   '} --mount=${mount} \\`),
    `    ${command}`,
    '',
  ].join('\n');
}
