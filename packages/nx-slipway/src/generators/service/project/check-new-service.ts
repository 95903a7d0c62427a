import type { GeneratorProblem } from '../../../problems/kinds/generator-problem';
import type { ServiceOptions } from '../service-options';

/** Roles that a new project can be made for; an image to develop in is one of an HTTP service. */
const WITH_TEMPLATE = ['http', 'dramatiq', 'dev'];

/** What new projects are not made for. */
export function checkNewService({
  name,
  role,
  threads,
}: ServiceOptions): readonly GeneratorProblem[] {
  if (role !== undefined && !WITH_TEMPLATE.includes(role))
    return [{ kind: 'role-without-template', role, name }];
  // The generated application is an ASGI one.
  return role === 'http' && threads !== undefined ? [threadsOfAsgi] : [];
}

/** Threads of a server that has one event loop. */
export const threadsOfAsgi: GeneratorProblem = {
  kind: 'option-not-for-role',
  option: 'threads',
  role: 'an ASGI server',
  belongsTo: 'role dramatiq, and to WSGI applications on gunicorn',
};
