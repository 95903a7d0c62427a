import { posix } from 'node:path';
import { APPLICATION } from '../../../images/bindings/service-view';
import type { RoleValues } from '../../../images/roles/definition/placeholders';
import { renderRole } from '../../../images/roles/definition/render-role';
import type { RoleDefinition } from '../../../images/roles/definition/role-definition';
import { isTaken } from '../../../images/roles/definition/taken-options';
import type { Problem } from '../../../problems/problem';
import { isCopied } from '../runtime/is-copied';
import type { ServiceOptions } from '../service-options';
import { checkModule } from './check-module';
import { findRoleModule } from './find-role-module';
import { moduleNotFound } from './module-not-found';
import type { ChosenRole, RoleFacts } from './role-facts';
import type { SourceModule } from './source-modules';

/** Seconds that `docker stop` waits for. */
const DOCKER_STOPS_AFTER = 10;

/** What a role that a file describes is chosen for. */
export interface DefinedRoleContext {
  readonly options: ServiceOptions;
  readonly facts: RoleFacts;
}

/** A role that a file describes, with what its command names in the project. */
export function chooseDefinedRole(
  name: string,
  definition: RoleDefinition,
  { options, facts }: DefinedRoleContext,
): ChosenRole {
  const module = locateModule(definition, { options, facts });
  const missing = missingFiles(name, definition, { options, facts });
  const problems = [...('problems' in module ? module.problems : []), ...missing];
  if ('problems' in module || problems.length > 0) return { problems };
  const { gracePeriod = DOCKER_STOPS_AFTER } = definition;
  const { healthPath } = options;
  const role = renderRole(definition, {
    values: { ...givenValues(definition, options), ...module.value },
    versions: facts.installed.versions,
    setByUser: options.env.map((each) => each.slice(0, each.indexOf('='))),
    ...(isTaken(definition, 'healthPath') && healthPath !== undefined && { healthPath }),
  });
  const slow: readonly Problem[] =
    gracePeriod > DOCKER_STOPS_AFTER
      ? [{ kind: 'role-stops-slowly', role: name, seconds: gracePeriod }]
      : [];
  return { role, notes: [...module.notes, ...slow] };
}

/** What `--module` names, or what the sources show. */
function locateModule(
  { module: sought }: RoleDefinition,
  { options: { module: named, files, workdir = APPLICATION }, facts }: DefinedRoleContext,
):
  | { readonly value: Pick<RoleValues, 'module' | 'file'>; readonly notes: readonly Problem[] }
  | { readonly problems: readonly Problem[] } {
  if (!sought) return { value: {}, notes: [] };
  const { installed, others } = facts.modules;
  const copied = others.filter(({ file }) => isCopied(file, files));
  const { dotted = false } = sought;
  const asked = dotted ? withColon(named) : named;
  const module = asked ?? findRoleModule(sought, installed) ?? findRoleModule(sought, copied);
  if (module === undefined) {
    const outside = findRoleModule(sought, others)?.split(':')[0];
    return { problems: [moduleNotFound(facts, { ...sought, outside })] };
  }
  const { problems, notes } = checkModule(asked, { ...facts, copied: files });
  if (problems.length > 0) return { problems };
  const value = dotted ? module.replace(':', '.') : module;
  const isIt = ({ name }: SourceModule): boolean => name === module.split(':')[0];
  const source = installed.find(isIt);
  const beside = source ? undefined : copied.find(isIt);
  const file = source ? packageFile(source) : beside && placeOf(beside, workdir);
  return { value: { module: value, ...(file !== undefined && { file }) }, notes };
}

/** The file of a module that is a package; undefined for one whose name is that of its file. */
function packageFile({ name, file }: SourceModule): string | undefined {
  return file.endsWith('/__init__.py') ? `${name.replaceAll('.', '/')}/__init__.py` : undefined;
}

/** Where a copied file is, relative to the folder of the application. */
function placeOf({ file }: SourceModule, workdir: string): string {
  return posix.relative(APPLICATION, posix.join(workdir, file));
}

/** Parts the attribute of a name from its module, as all that looks names up expects it. */
function withColon(named: string | undefined): string | undefined {
  return named?.includes(':') ? named : named?.replace(/\.(?=\w+$)/, ':');
}

function missingFiles(
  role: string,
  { files = [] }: RoleDefinition,
  { options, facts: { project, files: known } }: DefinedRoleContext,
): readonly Problem[] {
  const place = { file: project.pyproject.file };
  return files
    .filter((file) => !isCopied(file, options.files))
    .map((file) => ({
      ...({ kind: 'role-file-missing', place, role, file } as const),
      isThere: known.includes(file),
    }));
}

/** The options that the role takes; a Dockerfile of another role may have shown more. */
function givenValues(definition: RoleDefinition, options: ServiceOptions): RoleValues {
  const { processes, threads, queues, port, broker } = options;
  const given = Object.entries({ processes, threads, queues, port, broker });
  return Object.fromEntries(
    given.filter(([name, value]) => value !== undefined && isTaken(definition, name)),
  );
}
