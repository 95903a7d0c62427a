import { posix } from 'node:path';
import { closest } from '../../../problems/closest';
import type { Problem } from '../../../problems/problem';
import { normalizeName } from '../../../python/pep508/normalize-name';
import { isCopied } from '../runtime/is-copied';
import type { RoleFacts } from './role-facts';
import type { SourceModule } from './source-modules';

/** What is known of the image that a module is imported in. */
export interface ModuleFacts extends Pick<RoleFacts, 'project' | 'modules' | 'libraries'> {
  readonly installed: Pick<RoleFacts['installed'], 'versions'>;
  /** Files that the image holds beside the wheel, relative to the project's folder. */
  readonly copied: readonly string[];
}

/** Why an image would not find what `--module` names, and what could not be seen of it. */
export interface CheckedModule {
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

const NOTHING: CheckedModule = { problems: [], notes: [] };

/**
 * Looks a module up that was named: `api.app:app`. It is refused where the project's modules are known and it is
 * not among them, unless a library or a dependency may hold it; then there is a note. An attribute may be made in
 * a way that no text shows, so that one is never refused.
 *
 * @param named nothing is checked where nothing was named
 */
export function checkModule(named: string | undefined, facts: ModuleFacts): CheckedModule {
  const { project, modules } = facts;
  const { installed, others, packages } = modules;
  if (named === undefined || packages.length === 0) return NOTHING;
  const [name = '', attribute] = named.replace(/\(\)$/, '').split(':');
  const module = installed.find((each) => each.name === name);
  if (module) return attribute === undefined ? NOTHING : seenIn(module, attribute, facts);
  const { file } = project.pyproject;
  const outside = others.find((each) => each.name === name)?.file;
  if (outside !== undefined) {
    const place = { file: posix.join(project.pyproject.dir, outside) };
    const problem: Problem = { kind: 'app-not-installed', place, pyproject: file };
    return isCopied(outside, facts.copied) ? NOTHING : { problems: [problem], notes: [] };
  }
  if (mayBeElsewhere(name, facts)) return NOTHING;
  const meant = nearestTo(name, installed);
  const suffix = attribute === undefined ? '' : `:${attribute}`;
  return meant !== undefined || isOwn(name, modules)
    ? {
        problems: [
          {
            ...{ kind: 'module-unknown', place: { file }, module: name },
            ...(meant !== undefined && { nearest: `${meant}${suffix}` }),
            known: installed.map((each) => `${each.name}${suffix}`),
          },
        ],
        notes: [],
      }
    : {
        problems: [],
        notes: [{ kind: 'module-elsewhere', place: { file }, module: name, packages }],
      };
}

function seenIn(
  { file, text }: SourceModule,
  attribute: string,
  { project: { pyproject } }: ModuleFacts,
): CheckedModule {
  const [first = ''] = attribute.split(/[.(]/);
  const isSeen = text.split(/\W+/).includes(first) || /^from .* import \*/m.test(text);
  const place = { file: posix.join(pyproject.dir, file) };
  return isSeen
    ? NOTHING
    : { problems: [], notes: [{ kind: 'app-attribute-unseen', place, attribute: first }] };
}

/** Whether a library of the workspace, or a dependency of that name, holds a module. */
function mayBeElsewhere(name: string, { project, libraries, installed }: ModuleFacts): boolean {
  const top = normalizeName(name.split('.')[0] ?? '');
  // The packages of the project itself are known, whatever its name is.
  const isDependency = top !== project.pyproject.normalizedName && installed.versions.has(top);
  return isDependency || libraries.some((each) => isBelow(name, each));
}

/** Whether a module would have to be one of the project's: its package is there, and is no namespace of several. */
function isOwn(
  name: string,
  { installed, packages }: Pick<RoleFacts['modules'], 'installed' | 'packages'>,
): boolean {
  return packages.some(
    (each) => isBelow(name, each) && installed.some((module) => module.name === each),
  );
}

function isBelow(name: string, holder: string): boolean {
  return name === holder || name.startsWith(`${holder}.`);
}

/** The module that was most likely meant: by few letters, or by a package whose name was cut short. */
function nearestTo(name: string, installed: readonly SourceModule[]): string | undefined {
  const names = installed.map((module) => module.name);
  const [top = '', ...rest] = name.split('.');
  const alike = names.filter((each) => {
    const [other = '', ...others] = each.split('.');
    return others.join('.') === rest.join('.') && (other.includes(top) || top.includes(other));
  });
  return alike.length === 1 ? alike[0] : closest(name, names);
}
