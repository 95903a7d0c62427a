import { withoutDigest } from '../../dockerfile/without-digest';
/** Registry and repository of a reference, without tag and digest: `registry.example:5000/acme/api`. */
export function repositoryOf(reference: string): string {
  return withoutDigest(reference).replace(/:[\w][\w.-]{0,127}$/, '');
}
