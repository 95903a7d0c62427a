import type { GeneratorProblem } from '../../../problems/kinds/generator-problem';
import type { ServiceOptions } from '../service-options';

/** What new projects are not made for. */
export function checkNewService({
  name,
  role,
  threads,
}: ServiceOptions): readonly GeneratorProblem[] {
  if (role === 'command') return [{ kind: 'role-without-template', role, name }];
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
