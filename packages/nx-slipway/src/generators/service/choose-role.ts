import { commandRole } from '../../images/roles/command';
import { dramatiqRole } from '../../images/roles/dramatiq';
import { httpRole } from '../../images/roles/http';
import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import type { Pyproject } from '../../python/pyproject/pyproject';
import { threadsOfAsgi } from './check-new-service';
import { findActors, findApp, interfaceOf, type PythonSources } from './find-app';
import { readCommand } from './read-command';
import type { ServiceOptions } from './service-options';

/** A role, or why none can be chosen. */
export type ChosenRole = { readonly role: Role } | { readonly problems: readonly Problem[] };

/** The role that options ask for, with what has to be looked up in the project. */
export function chooseRole(
  options: ServiceOptions,
  { pyproject, sources }: { readonly pyproject: Pyproject; readonly sources: PythonSources },
): ChosenRole {
  const place = { file: pyproject.file };
  const unknown = (role: string, attribute: string): ChosenRole => ({
    problems: [
      {
        kind: 'app-unknown',
        place,
        role,
        example: `${(pyproject.normalizedName ?? 'app').replaceAll('-', '_')}.${attribute}`,
      },
    ],
  });
  switch (options.role) {
    case 'http': {
      const { server = 'gunicorn', port = 8000, processes, threads } = options;
      const app = namedApp(options.module, sources) ?? findApp(sources);
      if (!app) return unknown('http', 'app:app');
      if (threads !== undefined && (app.interface === 'asgi' || server === 'uvicorn')) {
        return { problems: [threadsOfAsgi] };
      }
      return {
        role: httpRole({
          app: app.target,
          interface: app.interface,
          server,
          port,
          ...(processes !== undefined && { processes }),
          ...(threads !== undefined && { threads }),
        }),
      };
    }
    case 'dramatiq': {
      const { broker, processes, threads } = options;
      const module = options.module ?? findActors(sources);
      if (module === undefined) return unknown('dramatiq', 'actors');
      return {
        role: dramatiqRole({
          module,
          ...(broker && { broker }),
          ...(processes !== undefined && { processes }),
          ...(threads !== undefined && { threads }),
        }),
      };
    }
    case 'command': {
      const command = readCommand(options.command, pyproject);
      return 'args' in command
        ? { role: commandRole(command.args) }
        : { problems: [command.problem] };
    }
  }
  return { problems: [{ kind: 'role-missing', name: options.name }] };
}

function namedApp(module: string | undefined, sources: PythonSources) {
  if (module === undefined) return undefined;
  const target = module.includes(':') ? module : `${module}:app`;
  return { target, interface: interfaceOf(target, sources) };
}
