import { satisfies } from '@renovatebot/pep440';
import { installers } from '../../images/installers/installers';
import { requirementNames } from '../../python/pip/requirement-names';
import { buildsWithSetuptools } from '../../python/projects/check-packages';
import {
  meetsRequired,
  namedVersion,
  type RequiredInstaller,
} from '../../python/projects/required-installer';
import type { Requirement } from '../../python/pyproject/pyproject';
import type { PythonProject } from '../../python/pyproject/python-project';
import { lineEndOf } from '../text-style';

/** Versions of the installers and build backends that the templates were tried with. */
const KNOWN: Readonly<Record<string, string>> = {
  uv: '0.13.9',
  editables: '0.6',
  'flit-core': '4.2.0',
  'hatch-vcs': '0.5.0',
  hatchling: '1.33.0',
  'pdm-backend': '2.5.0',
  pip: '26.3',
  poetry: '2.5.1',
  'poetry-core': '2.5.0',
  'poetry-dynamic-versioning': '1.10.1',
  'poetry-plugin-export': '1.10.1',
  setuptools: '84.2.1',
  'setuptools-scm': '10.3.4',
  'uv-dynamic-versioning': '0.14.1',
  'uv-build': '0.13.6',
  wheel: '0.48.0',
};

/** uv; the backend of generated projects, with what it needs to install them editable. */
const ALWAYS = ['uv', 'hatchling', 'editables'];

/** A project as far as base-builder has to hold what installs and builds it. */
export interface BuiltProject extends Pick<PythonProject, 'pyproject' | 'installer'> {
  /** Another project depends on it, so that uv builds it even without a `[build-system]`. */
  readonly isDependency?: boolean;
  /** Its image installs wheels of its packages. */
  readonly hasWheels?: boolean;
}

/** The text of builder-requirements.txt, and what of it the user has to pin. */
export interface BuilderRequirements {
  readonly text: string;
  /** Build requirements without a known version that meets them. */
  readonly unpinned: readonly Requirement[];
}

/**
 * What base-builder holds so that the workspace's own packages build without a package index.
 *
 * @param pins versions that come before the known ones, by name
 */
export function builderRequirements(
  projects: readonly BuiltProject[],
  pins: ReadonlyMap<string, string> = new Map(),
): BuilderRequirements {
  return linesFor(ALWAYS, projects, { pins });
}

/**
 * Returns the version of an installer for a project that does not take the known one: one that its requirement names.
 * Undefined where the known one is taken, or none is named.
 */
export function installerPin(required: RequiredInstaller): string | undefined {
  const known = KNOWN[required.installer];
  return known !== undefined && meetsRequired(known, required) ? undefined : namedVersion(required);
}

/**
 * Adds lines for what projects need to an existing builder-requirements.txt; its own lines stay as
 * they are.
 */
export function extendBuilderRequirements(
  text: string,
  projects: readonly BuiltProject[],
): BuilderRequirements {
  const existing = requirementNames(text);
  const more = linesFor([], projects, { existing });
  const end = lineEndOf(text);
  const gap = text === '' || text.endsWith('\n') ? '' : end;
  const added = more.text.replaceAll('\n', end);
  return { text: more.text === '' ? text : `${text}${gap}${added}`, unpinned: more.unpinned };
}

function linesFor(
  first: readonly string[],
  projects: readonly BuiltProject[],
  {
    existing = new Set(),
    pins = new Map(),
  }: {
    readonly existing?: ReadonlySet<string>;
    readonly pins?: ReadonlyMap<string, string>;
  },
): BuilderRequirements {
  const required = new Map<string, Requirement>();
  for (const { pyproject } of projects) {
    for (const requirement of pyproject.buildSystem?.requires ?? []) {
      if (!required.has(requirement.name)) required.set(requirement.name, requirement);
    }
  }
  const names = new Set([
    ...first,
    ...projects.flatMap(toolsOf).sort(),
    ...[...required.keys()].sort(),
    // The backend of packages that name none.
    ...(projects.some(isLegacy) ? ['setuptools'] : []),
  ]);
  const lines = [...names]
    .filter((name) => !existing.has(name))
    .map((name) => {
      const requirement = required.get(name);
      const version = pins.get(name) ?? KNOWN[name];
      return version !== undefined && (!requirement || isMet(version, requirement))
        ? { line: `${name}${extrasOf(requirement)}==${version}` }
        : { line: requirement?.text ?? name, requirement };
    });
  return {
    text: lines.map(({ line }) => `${line}\n`).join(''),
    unpinned: lines.flatMap(({ requirement }) => requirement ?? []),
  };
}

function toolsOf({ installer, hasWheels = false }: BuiltProject): readonly string[] {
  const { needs, wheelsNeed } = installers[installer];
  return hasWheels ? [...needs, ...wheelsNeed] : needs;
}

function extrasOf(requirement: Requirement | undefined): string {
  return requirement && requirement.extras.length > 0 ? `[${requirement.extras.join(',')}]` : '';
}

function isMet(version: string, { specifiers, url }: Requirement): boolean {
  return url === undefined && (specifiers.length === 0 || satisfies(version, specifiers.join(',')));
}

function isLegacy({ pyproject, isDependency = false }: BuiltProject): boolean {
  return (pyproject.isPackage || isDependency) && buildsWithSetuptools({ pyproject });
}
