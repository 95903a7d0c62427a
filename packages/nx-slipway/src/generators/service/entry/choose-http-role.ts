import { type HttpRoleOptions, httpRole, listeningRole } from '../../../images/roles/http';
import { chooseServer } from '../../../images/roles/servers/choose-server';
import type { Interface, ServerName } from '../../../images/roles/servers/server';
import { servers } from '../../../images/roles/servers/servers';
import type { Problem } from '../../../problems/problem';
import { threadsOfAsgi } from '../project/check-new-service';
import type { ServiceOptions } from '../service-options';
import { addCommand } from './add-command';
import { checkAllowedHosts } from './check-allowed-hosts';
import { checkHealthPath } from './check-health-path';
import { checkModule } from './check-module';
import { interfaceOf, preferredInterface } from './choose-interface';
import { declaredElsewhere } from './declared-elsewhere';
import { describeApp, type FoundApp, findApp } from './find-app';
import { findHealthPath } from './find-health-path';
import { moduleNotFound } from './module-not-found';
import { readCommand } from './read-command';
import type { ChosenRole, RoleFacts } from './role-facts';

/** The port of a container where nothing says another one. */
const PORT = 8000;

/** The role of an image that listens: an application on a server, or a command that serves by itself. */
export function chooseHttpRole(options: ServiceOptions, facts: RoleFacts): ChosenRole {
  if (options.command !== undefined) return commandThatListens(options, facts);
  const app = locateApp(options, facts);
  if ('problems' in app) return app;
  const checked = checkModule(namedApp(options, facts), { ...facts, copied: options.files });
  if (checked.problems.length > 0) return { problems: checked.problems };
  const kind =
    app.interface ?? options.interface ?? interfaceOf(options.server, facts.installed.versions);
  if (kind === undefined)
    return refused({ kind: 'interface-unknown', place: placeOf(facts), app: app.target });
  const served = {
    app: app.target,
    interface: options.interface ?? kind,
    isFactory: options.factory ?? app.isFactory,
    ...(options.threads !== undefined && { threads: options.threads }),
  };
  const { versions, direct, isLocked } = facts.installed;
  const hasFastapiSettings = facts.project.pyproject.fastapiEntrypoint !== undefined;
  const chosen = chooseServer(options.server, {
    app: served,
    versions,
    direct,
    hasFastapiSettings,
  });
  if (!('server' in chosen)) {
    const ways: readonly ServerName[] =
      options.server !== undefined && serves(options.server, served.interface)
        ? [options.server]
        : served.interface === 'asgi'
          ? ['uvicorn', 'gunicorn']
          : ['gunicorn'];
    const elsewhere = declaredElsewhere(
      facts.project,
      new Set(ways.flatMap((name) => servers[name].packages).filter((name) => !versions.has(name))),
    );
    return refused({
      kind: 'server-missing',
      place: placeOf(facts),
      name: facts.project.pyproject.name ?? facts.project.dir,
      ...(options.server !== undefined && { server: options.server }),
      unfit: chosen.unfit,
      others: chosen.others,
      isLocked,
      ...(elsewhere && { elsewhere }),
      add: ways.map((name) =>
        addCommand(facts.project, servers[name].requirements(served.interface)),
      ),
    });
  }
  const { server } = chosen;
  const threaded = served.interface === 'wsgi' && (server === 'gunicorn' || server === 'uwsgi');
  if (options.threads !== undefined && !threaded) return { problems: [threadsOfAsgi] };
  const healthPath = options.healthPath ?? findHealthPath(app.target, facts.modules.installed);
  const role: HttpRoleOptions = {
    ...served,
    server,
    versions,
    port: options.port ?? PORT,
    ...(options.processes !== undefined && { processes: options.processes }),
    ...(healthPath !== undefined && { healthPath }),
  };
  return {
    role: httpRole(role),
    notes: [
      ...checked.notes,
      ...withoutProbe(healthPath, facts),
      ...checkHealthPath(options.healthPath, app.target, facts),
      ...(healthPath === undefined ? [] : checkAllowedHosts(app.target, facts)),
    ],
  };
}

/** The command may listen anywhere, so that its port has to be said. */
function commandThatListens(options: ServiceOptions, facts: RoleFacts): ChosenRole {
  const command = readCommand(options.command, { ...facts, copied: options.files });
  if ('problem' in command) return refused(command.problem);
  const { port, healthPath } = options;
  if (port === undefined) return refused({ kind: 'port-unknown', place: placeOf(facts) });
  return {
    role: listeningRole(command.args, { port, ...(healthPath !== undefined && { healthPath }) }),
    notes: withoutProbe(healthPath, facts, true),
  };
}

/** What is not looked for, because it is written. */
function namedApp({ module }: ServiceOptions, { project }: RoleFacts): string | undefined {
  return module ?? project.pyproject.fastapiEntrypoint;
}

/** The application that is named, that `[tool.fastapi]` names, or that the sources show. */
function locateApp(
  options: ServiceOptions,
  facts: RoleFacts,
): FoundApp | { readonly problems: readonly Problem[] } {
  const { installed, others } = facts.modules;
  const named = namedApp(options, facts);
  if (named !== undefined) {
    const target = named.replace(/\(\)$/, '');
    const app = describeApp(target, installed);
    return { ...app, isFactory: app.isFactory || target !== named };
  }
  const app = findApp(installed, preferredInterface(options, facts.installed.versions));
  if (app) return app;
  const outside = findApp(others)?.target.split(':')[0];
  return refused(
    moduleNotFound(facts, {
      what: 'application object',
      hint: 'one such as `app = FastAPI()` or `app = Flask(__name__)`',
      ...{ example: 'app:app', outside },
    }),
  );
}

function serves(server: ServerName, kind: Interface): boolean {
  return servers[server].interfaces.includes(kind);
}

function withoutProbe(
  path: string | undefined,
  facts: RoleFacts,
  isCommand = false,
): readonly Problem[] {
  const place = placeOf(facts);
  return path === undefined
    ? [{ kind: 'probe-left-out', place, ...(isCommand && { isCommand }) }]
    : [];
}

function placeOf({ project }: RoleFacts) {
  return { file: project.pyproject.file };
}

function refused(problem: Problem): { readonly problems: readonly Problem[] } {
  return { problems: [problem] };
}
