import type { RoleDefinitions } from '../../../images/roles/definition/role-definition';
import type { GeneratorProblem } from '../../../problems/kinds/commands/generator-problem';
import type { ServiceOptions } from '../service-options';
import { unknownRole } from '../unknown-role';

/** Roles that a new project can be made for; an image to develop in is one of an HTTP service. */
const WITH_TEMPLATE = ['http', 'dramatiq', 'dev'];

/** What new projects are not made for. */
export function checkNewService(
  { name, role, threads, server }: ServiceOptions,
  roles: RoleDefinitions,
): readonly GeneratorProblem[] {
  // Another check names a misspelt role.
  const isKnown = role !== undefined && unknownRole(role, roles) === undefined;
  if (isKnown && !WITH_TEMPLATE.includes(role))
    return [{ kind: 'role-without-template', role, name }];
  // The generated application is an ASGI one.
  return [
    ...(role === 'http' && threads !== undefined ? [threadsOfAsgi] : []),
    ...(server === 'uwsgi' ? [serverOfNew] : []),
  ];
}

/** Threads of a server that has one event loop. */
export const threadsOfAsgi: GeneratorProblem = {
  kind: 'option-not-for-role',
  option: 'threads',
  role: 'an ASGI server',
  belongsTo: 'role dramatiq, and to WSGI applications on gunicorn and uwsgi',
};

const serverOfNew: GeneratorProblem = {
  kind: 'generator-option-invalid',
  option: 'server',
  value: 'uwsgi',
  expected: 'a server for ASGI, because a new project is one of FastAPI: --server=gunicorn',
};
