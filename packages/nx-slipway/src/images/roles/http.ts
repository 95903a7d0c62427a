import type { RoleView } from '../bindings/service-view';
import { environment } from './environment';
import { execForm } from './exec-form';
import { healthCheck } from './health-check';
import type { Role } from './role';
import type { PackageVersions, ServedApp, ServerName } from './servers/server';
import { servers } from './servers/servers';

/** What every image that listens is told. */
export interface ListeningOptions {
  /** TCP port in the container, where PORT is not set when it starts. */
  readonly port: number;
  /** Path that the container's probe asks for; without one there is no probe. */
  readonly healthPath?: string;
}

/** What decides how an image serves HTTP. */
export interface HttpRoleOptions extends ServedApp, ListeningOptions {
  readonly server: ServerName;
  readonly versions: PackageVersions;
  /** Worker processes, where WEB_CONCURRENCY is not set when the container starts. */
  readonly processes?: number;
}

/** An image that serves an application over HTTP. PORT and WEB_CONCURRENCY count when it starts. */
export function httpRole({ port, healthPath, processes, ...options }: HttpRoleOptions): Role {
  const command = servers[options.server].command(options, options.versions);
  const workers = processes ?? command.defaultProcesses;
  const { args, needsShell, needs } = command;
  // `exec` puts the server in the place of the shell, so that it is PID 1 and gets the signals.
  const words = needsShell ? ['sh', '-c', `exec ${args.join(' ')}`] : args;
  const variables = workers === undefined ? {} : { WEB_CONCURRENCY: String(workers) };
  return { view: listeningView(words, { port, healthPath }, variables), needs };
}

/** An image whose own command serves HTTP; whether PORT counts is up to the command. */
export function listeningRole(args: readonly string[], options: ListeningOptions): Role {
  return { view: listeningView(args, options), needs: [] };
}

function listeningView(
  args: readonly string[],
  { port, healthPath }: { readonly port: number; readonly healthPath?: string | undefined },
  variables: Readonly<Record<string, string>> = {},
): RoleView {
  return {
    instructions: [
      ...environment({ PORT: String(port), ...variables }),
      `EXPOSE ${port}`,
      ...healthCheck(healthPath),
      execForm('CMD', args),
    ],
  };
}
