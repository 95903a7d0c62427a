import { expect, test } from 'vitest';
import { parseDockerfile } from '../../../dockerfile/parse-dockerfile';
import { finalStages } from '../../../dockerfile/stages/final-stages';
import type { AdoptionFacts } from '../adoption';
import { readAdoption } from '../read-adoption';

const FACTS: AdoptionFacts = {
  ...{ dir: 'services/api', context: 'services/api', installer: 'uv', hasSeveralLocks: false },
  ...{ isPackage: true, extras: [], groups: [], optionalGroups: [], defaultGroups: [] },
  ...{
    packages: [{ name: 'api', path: 'src/api' }],
    libraries: [],
    projects: [],
    locked: new Set<string>(),
  },
  files: ['pyproject.toml', 'uv.lock', 'src/api/__init__.py'],
};

test.each([
  ['COPY src/ ./', '/app', '--workdir=/app, to which the code moves'],
  ['COPY src src', '/srv', '--workdir=/srv'],
])('WORKDIR /srv and %s: the list names the folder of the new image', (copy, workdir, what) => {
  const text = `FROM python:3.13-slim-trixie\nRUN uv sync --no-install-project\nWORKDIR /srv\n${copy}\n`;
  const { dockerfile } = parseDockerfile(text, 'services/api/Dockerfile');
  const [stage] = finalStages(dockerfile);
  if (!stage) throw new Error('no stage');
  const { instructions, options } = readAdoption(dockerfile, stage, FACTS);
  expect(options.workdir).toBe(workdir);
  expect(instructions.find(({ line }) => line === 3)?.what).toBe(what);
});
