import { posix } from 'node:path';
import { commandRole } from '../../images/roles/command';
import { dramatiqRole } from '../../images/roles/dramatiq';
import { httpRole } from '../../images/roles/http';
import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import type { Pyproject } from '../../python/pyproject/pyproject';
import { threadsOfAsgi } from './check-new-service';
import { describeApp, findActors, findApp } from './find-app';
import { readCommand } from './read-command';
import type { ServiceOptions } from './service-options';
import type { SourceModules } from './source-modules';

/** A role, or why none can be chosen. */
export type ChosenRole = { readonly role: Role } | { readonly problems: readonly Problem[] };

/** The role that options ask for, with what has to be looked up in the project. */
export function chooseRole(
  options: ServiceOptions,
  { pyproject, modules }: { readonly pyproject: Pyproject; readonly modules: SourceModules },
): ChosenRole {
  const place = { file: pyproject.file };
  const { installed, others } = modules;
  const unknown = (role: string, attribute: string, outside?: string): ChosenRole => {
    const file = others.find(({ name }) => name === outside)?.file;
    if (file !== undefined) {
      const found = { file: posix.join(pyproject.dir, file) };
      return { problems: [{ kind: 'app-not-installed', place: found, pyproject: pyproject.file }] };
    }
    const [own = (pyproject.normalizedName ?? 'app').replaceAll('-', '_')] = modules.packages;
    return { problems: [{ kind: 'app-unknown', place, role, example: `${own}.${attribute}` }] };
  };
  switch (options.role) {
    case 'http': {
      const { server = 'gunicorn', port = 8000, processes, threads } = options;
      const app =
        options.module === undefined ? findApp(installed) : describeApp(options.module, installed);
      if (!app) return unknown('http', 'app:app', findApp(others)?.target.split(':')[0]);
      if (threads !== undefined && (app.interface !== 'wsgi' || server === 'uvicorn')) {
        return { problems: [threadsOfAsgi] };
      }
      return {
        role: httpRole({
          app: app.target,
          interface: app.interface ?? 'asgi',
          server,
          port,
          ...(processes !== undefined && { processes }),
          ...(threads !== undefined && { threads }),
        }),
      };
    }
    case 'dramatiq': {
      const { broker, processes, threads } = options;
      const module = options.module ?? findActors(installed);
      if (module === undefined) return unknown('dramatiq', 'actors', findActors(others));
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
