/** Host of the registry a reference belongs to; `docker.io` where it names none. */
export function registryOf(reference: string): string {
  const [first = ''] = reference.split('/');
  return reference.includes('/') && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}
