/** Registry and repository of a reference, without tag and digest: `registry.example:5000/acme/api`. */
export function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[\w][\w.-]{0,127}$/, '');
}
