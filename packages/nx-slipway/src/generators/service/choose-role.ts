import { posix } from 'node:path';
import { commandRole } from '../../images/roles/command';
import { dramatiqRole } from '../../images/roles/dramatiq';
import { chooseHttpRole } from './choose-http-role';
import { findActors } from './find-app';
import { readCommand } from './read-command';
import type { ChosenRole, RoleFacts } from './role-facts';
import type { ServiceOptions } from './service-options';

/** The role that options ask for, with what has to be looked up in the project. */
export function chooseRole(options: ServiceOptions, facts: RoleFacts): ChosenRole {
  switch (options.role) {
    case 'http':
      return chooseHttpRole(options, facts);
    case 'dramatiq':
      return chooseDramatiqRole(options, facts);
    case 'command': {
      const command = readCommand(options.command, facts.project.pyproject);
      return 'args' in command
        ? { role: commandRole(command.args), notes: [] }
        : { problems: [command.problem] };
    }
  }
  return { problems: [{ kind: 'role-missing', name: options.name }] };
}

function chooseDramatiqRole(
  { broker, processes, threads, module: named }: ServiceOptions,
  { project: { pyproject }, modules: { installed, others, packages } }: RoleFacts,
): ChosenRole {
  const module = named ?? findActors(installed);
  if (module !== undefined) {
    const role = dramatiqRole({
      module,
      ...(broker && { broker }),
      ...(processes !== undefined && { processes }),
      ...(threads !== undefined && { threads }),
    });
    return { role, notes: [] };
  }
  const outside = others.find(({ name }) => name === findActors(others))?.file;
  if (outside !== undefined) {
    const place = { file: posix.join(pyproject.dir, outside) };
    return { problems: [{ kind: 'app-not-installed', place, pyproject: pyproject.file }] };
  }
  const [own = (pyproject.normalizedName ?? 'app').replaceAll('-', '_')] = packages;
  const place = { file: pyproject.file };
  return {
    problems: [{ kind: 'app-unknown', place, role: 'dramatiq', example: `${own}.actors` }],
  };
}
