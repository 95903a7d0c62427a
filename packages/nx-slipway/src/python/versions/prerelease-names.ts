/** What semver calls a pre-release, and the letters PEP 440 has for it. */
export interface PrereleaseName {
  /** First identifier after the hyphen, as `--preid` gives it. */
  readonly semver: string;
  /** What stands between the release and the number, in the normalised form. */
  readonly pep440: string;
}

/**
 * The pre-releases that both can name. In either order alpha is before beta before rc; `dev`, which PEP 440
 * has before all of them, comes after beta in semver.
 */
export const prereleaseNames: readonly PrereleaseName[] = [
  { semver: 'alpha', pep440: 'a' },
  { semver: 'beta', pep440: 'b' },
  { semver: 'rc', pep440: 'rc' },
  { semver: 'dev', pep440: '.dev' },
];
