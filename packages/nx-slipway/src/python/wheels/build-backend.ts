/** Build backends whose settings are read. */
export type BuildBackend = 'hatch' | 'setuptools' | 'poetry-core' | 'pdm' | 'flit' | 'uv';

/** Normalised names in `[build-system] requires` that tell them, the first that matches. */
const REQUIREMENTS: readonly (readonly [BuildBackend, readonly string[]])[] = [
  ['hatch', ['hatchling']],
  ['setuptools', ['setuptools']],
  ['poetry-core', ['poetry-core', 'poetry']],
  ['pdm', ['pdm-backend', 'pdm-pep517']],
  ['flit', ['flit-core', 'flit']],
  ['uv', ['uv-build', 'uv']],
];

/**
 * Returns the build backend of a project: setuptools where it requires nothing (PEP 518); undefined for one whose
 * settings are not read.
 *
 * @param requires normalised names of the build requirements
 */
export function buildBackend(requires: readonly string[]): BuildBackend | undefined {
  if (requires.length === 0) return 'setuptools';
  return REQUIREMENTS.find(([, names]) => names.some((name) => requires.includes(name)))?.[0];
}
