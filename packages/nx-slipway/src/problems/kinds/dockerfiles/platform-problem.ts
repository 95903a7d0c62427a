import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What is to be known of an image for a platform that is not the builder's own. */
export type PlatformProblem =
  | {
      /** A locked package can be installed on a platform in no way. */
      readonly kind: 'platform-package-missing';
      readonly place: Place;
      readonly project: string;
      /** `numpy 2.3.0` */
      readonly package: string;
      readonly platform: string;
    }
  | {
      /** Packages without a wheel for a platform. */
      readonly kind: 'platform-packages-built';
      readonly place: Place;
      readonly project: string;
      /** `numpy 2.3.0` */
      readonly packages: readonly string[];
      readonly platform: string;
    }
  | {
      /** An installer that has to run on the platform that it installs for. */
      readonly kind: 'platform-installer-run';
      readonly place: Place;
      readonly project: string;
      readonly installer: string;
      /** How many packages it installs there. */
      readonly count: number;
      readonly platform: string;
    }
  | {
      /** Something of the workspace that may come out differently on each platform. */
      readonly kind: 'platform-project-built';
      readonly place: Place;
      readonly project: string;
      /** Folder of what is built. */
      readonly built: string;
      readonly platform: string;
    };

/** What spares such steps an emulator. */
function addNode(platform: string): string {
  return `a node of the builder for it: docker buildx create --append --name=<builder> --platform=${platform} <endpoint>`;
}

export const platformExplanations: Explanations<PlatformProblem> = {
  'platform-package-missing': ({ project, package: name, platform }) => ({
    what: `${project}: ${name} has neither a wheel for ${platform} nor an sdist, so it cannot be installed there`,
    next: `Remove ${platform} from --platforms, or lock a version that has one of them.`,
  }),
  'platform-packages-built': ({ project, packages, platform }) => ({
    what: `${project}: ${platform} has no wheel of ${packages.join(', ')}, so ${packages.length === 1 ? 'it is' : 'they are'} built on that platform, under an emulator`,
    next: `Lock a version with a wheel to avoid this, or add ${addNode(platform)}`,
  }),
  'platform-installer-run': ({ project, installer, count, platform }) => ({
    what: `${project}: ${installer} installs ${count === 1 ? 'one package' : `${count} packages`} on ${platform} itself, under an emulator, because ${installer === 'pip' ? 'requirements files do not tell which packages have wheels' : 'it installs for no other platform'}`,
    next:
      installer === 'pip'
        ? `If all packages have wheels, add the line \`--only-binary :all:\` to requirements.txt. Otherwise add ${addNode(platform)}`
        : `If that takes too long, add ${addNode(platform)}`,
  }),
  'platform-project-built': ({ project, built, platform }) => ({
    what: `${project}: ${built} is built on ${platform} itself, under an emulator, because its build may compile`,
    next: `If that takes too long, add ${addNode(platform)}`,
  }),
};
