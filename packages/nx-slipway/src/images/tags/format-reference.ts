import { parseReference } from '../references/parse-reference';

/** A reference with the tag that engines use by default. */
export function formatReference(reference: string): string {
  const parsed = parseReference(reference);
  return parsed && parsed.tag === undefined && parsed.digest === undefined
    ? `${reference}:latest`
    : reference;
}
