import { commandRole } from '../../../images/roles/command';
import { developmentRole } from '../../../images/roles/development';
import { dramatiqRole } from '../../../images/roles/dramatiq';
import type { ServiceOptions } from '../service-options';
import { checkModule } from './check-module';
import { chooseHttpRole } from './choose-http-role';
import { findActors } from './find-app';
import { moduleNotFound } from './module-not-found';
import { readCommand } from './read-command';
import type { ChosenRole, RoleFacts } from './role-facts';

/** The role that options ask for, with what has to be looked up in the project. */
export function chooseRole(options: ServiceOptions, facts: RoleFacts): ChosenRole {
  switch (options.role) {
    case 'dev':
      return { role: developmentRole(facts.project.dir), notes: [] };
    case 'http':
      return chooseHttpRole(options, facts);
    case 'dramatiq':
      return chooseDramatiqRole(options, facts);
    case 'command': {
      const command = readCommand(options.command, { ...facts, copied: options.files });
      return 'args' in command
        ? { role: commandRole(command.args), notes: [] }
        : { problems: [command.problem] };
    }
  }
  return { problems: [{ kind: 'role-missing', name: options.name }] };
}

function chooseDramatiqRole(
  { broker, queues, processes, threads, module: named, files }: ServiceOptions,
  facts: RoleFacts,
): ChosenRole {
  const { installed, others } = facts.modules;
  const module = named ?? findActors(installed);
  if (module === undefined) {
    const wanted = { role: 'dramatiq', attribute: 'actors', outside: findActors(others) } as const;
    return { problems: [moduleNotFound(facts, wanted)] };
  }
  const checked = checkModule(named, { ...facts, copied: files });
  if (checked.problems.length > 0) return { problems: checked.problems };
  const role = dramatiqRole({
    module,
    ...(broker && { broker }),
    ...(queues && { queues }),
    ...(processes !== undefined && { processes }),
    ...(threads !== undefined && { threads }),
  });
  return { role, notes: checked.notes };
}
