import type { PackageManager } from './package-manager';

/** CI systems that workflows are written for. */
export const CI_SYSTEMS = ['github', 'gitlab'] as const;

export type CiSystem = (typeof CI_SYSTEMS)[number];

/** What is asked for. */
export interface CiOptions {
  /** Those to write for; none where nobody chose. */
  readonly systems: readonly CiSystem[];
  /** Branch whose images are pushed; absent where neither the user nor nx.json names one. */
  readonly branch?: string;
}

/** What workflows are planned from. */
export interface CiFacts {
  /** Undefined where no lock file tells. */
  readonly manager: PackageManager | undefined;
  readonly namespace: string;
  readonly repositories: readonly string[];
  readonly cacheBackend?: string;
  readonly builder?: string;
  readonly engine?: string;
  readonly targets: {
    readonly build: string;
    readonly push: string;
    readonly checkBase: string;
    /** Of tests and linters, where the workspace has them. */
    readonly dev: readonly string[];
  };
  /** `nx release` versions the Python projects by this plugin. */
  readonly isReleasing: boolean;
  /** `nx release` takes the next version from commits. */
  readonly hasConventionalCommits: boolean;
  /** Names of the package indexes that projects declare. */
  readonly indexes: readonly { readonly name?: string; readonly url?: string }[];
  /** Text of an existing .gitlab-ci.yml. */
  readonly gitlabFile?: string;
  /** Texts to render, by their path below `files`. */
  readonly templates: Readonly<Record<CiTemplate, string>>;
}

/** The templates of this generator. */
export const CI_TEMPLATES = [
  'github/images.yml',
  'github/release.yml',
  'github/upgrade-base.yml',
  'github/setup',
  'github/engine',
  'github/logins',
  'gitlab/images.yml',
  'gitlab/include.yml',
  'gitlab/push',
] as const;

export type CiTemplate = (typeof CI_TEMPLATES)[number];
