import { satisfies } from '@renovatebot/pep440';
import type { Pyproject, Requirement } from '../../python/pyproject';

/** Versions of the installers and build backends that the templates were tried with. */
const KNOWN: Readonly<Record<string, string>> = {
  uv: '0.13.9',
  editables: '0.6',
  'flit-core': '4.2.0',
  'hatch-vcs': '0.5.0',
  hatchling: '1.33.0',
  'pdm-backend': '2.5.0',
  'poetry-core': '2.5.0',
  'poetry-dynamic-versioning': '1.10.1',
  setuptools: '84.2.1',
  'setuptools-scm': '10.3.4',
  'uv-dynamic-versioning': '0.14.1',
  'uv-build': '0.13.6',
  wheel: '0.48.0',
};

/** uv; the backend of generated projects, with what it needs to install them editable. */
const ALWAYS = ['uv', 'hatchling', 'editables'];

/** The text of builder-requirements.txt, and what of it the user has to pin. */
export interface BuilderRequirements {
  readonly text: string;
  /** Build requirements without a known version that meets them. */
  readonly unpinned: readonly Requirement[];
}

/** What base-builder holds so that the workspace's own packages build without a package index. */
export function builderRequirements(pyprojects: readonly Pyproject[]): BuilderRequirements {
  const required = new Map<string, Requirement>();
  for (const { buildSystem } of pyprojects) {
    for (const requirement of buildSystem?.requires ?? []) {
      if (!required.has(requirement.name)) required.set(requirement.name, requirement);
    }
  }
  const names = [
    ...ALWAYS,
    ...[...required.keys()].filter((name) => !ALWAYS.includes(name)).sort(),
    // The backend of packages that name none.
    ...(pyprojects.some(isLegacy) && !required.has('setuptools') ? ['setuptools'] : []),
  ];
  const lines = names.map((name) => {
    const requirement = required.get(name);
    const version = KNOWN[name];
    return version !== undefined && (!requirement || isMet(version, requirement))
      ? { line: `${name}${extrasOf(requirement)}==${version}` }
      : { line: requirement?.text ?? name, requirement };
  });
  return {
    text: `${lines.map(({ line }) => line).join('\n')}\n`,
    unpinned: lines.flatMap(({ requirement }) => requirement ?? []),
  };
}

function extrasOf(requirement: Requirement | undefined): string {
  return requirement && requirement.extras.length > 0 ? `[${requirement.extras.join(',')}]` : '';
}

function isMet(version: string, { specifiers, url }: Requirement): boolean {
  return url === undefined && (specifiers.length === 0 || satisfies(version, specifiers.join(',')));
}

function isLegacy({ isPackage, buildSystem }: Pyproject): boolean {
  return isPackage && (buildSystem?.requires ?? []).length === 0;
}
