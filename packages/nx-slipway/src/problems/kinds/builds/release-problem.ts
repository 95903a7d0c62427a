import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with releasing projects by `nx release`. */
export type ReleaseProblem =
  | {
      /** A version for a release that PEP 440 has no words for. */
      readonly kind: 'version-not-pep440';
      readonly project: string;
      /** By semver. */
      readonly version: string;
      /** The same in words that both know. */
      readonly meant?: string;
    }
  | {
      /** The version of a project, which semver has no words for. */
      readonly kind: 'version-not-semver';
      readonly place: Place;
      readonly version: string;
      /** The closest that both know. */
      readonly closest: string;
    }
  | {
      /** The build backend takes the version from a file that is not written here. */
      readonly kind: 'version-elsewhere';
      readonly place: Place;
      readonly project: string;
      /** What says so: `tool.hatch.version`. */
      readonly field: string;
    }
  | { readonly kind: 'version-nowhere'; readonly place: Place }
  | {
      /** A range on a project of the workspace that its new version is not in. */
      readonly kind: 'range-left-behind';
      readonly place: Place;
      readonly requirement: string;
      readonly version: string;
      /** It would hold the version if ranges were not kept as they are. */
      readonly mayFollow: boolean;
    }
  | {
      /** A project is to be published whose version comes from git, where no tag is on what there is. */
      readonly kind: 'release-untagged';
      readonly place: Place;
      readonly project: string;
      /** What it would be. */
      readonly version: string;
    }
  | {
      /** `init` was to configure a release where there is one. */
      readonly kind: 'release-configured';
      readonly versionActions: string;
    }
  | {
      /** A note: `nx release publish` passes it on to whatever publishes. */
      readonly kind: 'publish-option-unused';
      readonly option: string;
    };

export const releaseExplanations: Explanations<ReleaseProblem> = {
  'version-not-pep440': ({ project, version, meant }) => ({
    what: `the new version ${version} of ${project} cannot be written as a PEP 440 version and read back unchanged`,
    next:
      meant === undefined
        ? 'Name the pre-release alpha, beta, rc or dev: nx release prerelease --preid=rc'
        : `Write ${meant} instead`,
  }),
  'version-not-semver': ({ version, closest }) => ({
    what: `the version \`${version}\` is not a semver version, which nx release needs`,
    next: `Write \`version = "${closest}"\`; nx release continues from there.`,
  }),
  'version-elsewhere': ({ project, field }) => ({
    what: `the version of ${project} is dynamic: \`${field}\` reads it from another place, which nx release cannot write`,
    next: `Write \`version\` into [project] and remove it from \`dynamic\`; code reads it with importlib.metadata.version("${project}"). Or use a backend that reads it from git tags, such as hatch-vcs.`,
  }),
  'version-nowhere': () => ({
    what: 'this project has no version',
    next: 'Write `version = "0.0.0"` into [project].',
  }),
  'range-left-behind': ({ requirement, version, mayFollow }) => ({
    what: `\`${requirement}\` excludes ${version}, the version to be released`,
    next: mayFollow
      ? 'Widen the range, or let nx release update it: "preserveMatchingDependencyRanges": false in release.version of nx.json.'
      : 'Widen the range.',
  }),
  'release-untagged': ({ project, version }) => ({
    what: `the version of ${project} comes from git, and no tag is on the current state: it would be ${version}`,
    next: 'Release it first: nx release version',
  }),
  'publish-option-unused': ({ option }) => ({
    what: `--${option} is for npm packages, and has no effect on images`,
    next: 'Set where images go, and under which tags, in nx.json: `repositories` and `tags` of the plugin.',
  }),
  'release-configured': ({ versionActions }) => ({
    what: 'nx.json already configures a release, which was not changed',
    next: `Add to each group of Python projects: "version": { "versionActions": "${versionActions}" }`,
  }),
};
