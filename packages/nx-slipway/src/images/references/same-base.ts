import { withoutDigest } from '../../dockerfile/without-digest';
import { repositoryOf } from './repository-of';

/** Whether two references are of one repository and tag, with whatever digests. */
export function isSameBase(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/** Whether two references are of one repository, with whatever tags. */
export function isSameRepository(one: string, other: string): boolean {
  return repositoryOf(familiar(one)) === repositoryOf(familiar(other));
}

function comparable(reference: string): string {
  // Without a tag, the digest is all there is to tell an image by.
  const name = familiar(reference);
  const bare = withoutDigest(name);
  return /:[\w][\w.-]*$/.test(bare) ? bare : name;
}

function familiar(reference: string): string {
  return reference.replace(/^docker\.io\//, '').replace(/^library\//, '');
}
