import { commandRole } from '../../../images/roles/command';
import { developmentRole } from '../../../images/roles/development';
import type { ServiceOptions } from '../service-options';
import { unknownRole } from '../unknown-role';
import { chooseDefinedRole } from './choose-defined-role';
import { chooseHttpRole } from './choose-http-role';
import { readCommand } from './read-command';
import type { ChosenRole, RoleFacts } from './role-facts';

/** The role that options ask for, with what has to be looked up in the project. */
export function chooseRole(options: ServiceOptions, facts: RoleFacts): ChosenRole {
  switch (options.role) {
    case undefined:
      return { problems: [{ kind: 'role-missing', name: options.name }] };
    case 'dev':
      return { role: developmentRole(facts.project.dir), notes: [] };
    case 'http':
      return chooseHttpRole(options, facts);
    case 'command': {
      const command = readCommand(options.command, { ...facts, copied: options.files });
      return 'args' in command
        ? { role: commandRole(command.args), notes: [] }
        : { problems: [command.problem] };
    }
  }
  const definition = facts.roles.get(options.role);
  if (definition) return chooseDefinedRole(options.role, definition, { options, facts });
  const problem = unknownRole(options.role, facts.roles);
  return { problems: problem ? [problem] : [] };
}
