import type { Service } from './service.ts';

/** The service that changes. @throws where there is none */
export function firstService({ services }: { readonly services: readonly Service[] }): Service {
  const [first] = services;
  if (!first) {
    throw new Error('the workspace has no services');
  }
  return first;
}
