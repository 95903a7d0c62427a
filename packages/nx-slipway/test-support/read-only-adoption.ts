import { parseDockerfile } from '../src/dockerfile/parse-dockerfile';
import { finalStages } from '../src/dockerfile/stages/final-stages';
import type { Adoption, AdoptionFacts } from '../src/images/adoption/adoption';
import { readAdoption } from '../src/images/adoption/read-adoption';

/** A service of uv's without a package of its own, whose modules are told by its files. */
const FACTS: AdoptionFacts = {
  ...{ dir: 'services/api', context: 'services/api', installer: 'uv', hasSeveralLocks: false },
  ...{ isPackage: false, extras: [], groups: ['dev'], optionalGroups: [], defaultGroups: ['dev'] },
  ...{
    packages: [],
    libraries: [],
    projects: [],
    locked: new Set(['gunicorn']),
    files: ['pyproject.toml'],
  },
};

/** Reads the only image of a Dockerfile on Python 3.13, which the given lines follow. */
export function readOnlyAdoption(lines: string, facts: Partial<AdoptionFacts> = {}): Adoption {
  const text = lines.startsWith('FROM') ? lines : `FROM python:3.13-slim-trixie\n${lines}\n`;
  const { dockerfile } = parseDockerfile(text, 'services/api/Dockerfile');
  const [stage] = finalStages(dockerfile);
  if (!stage) throw new Error('no stage');
  return readAdoption(dockerfile, stage, { ...FACTS, ...facts });
}
