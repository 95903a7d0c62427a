/** A reference to an image, taken apart. */
export interface ParsedReference {
  /** Registry and repository as written. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = `(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const REFERENCE = new RegExp(
  `^((?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*)(?::(\\w[\\w.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}))?$`,
);

/**
 * Takes a reference apart; undefined for an invalid one.
 *
 * Rule: the grammar of `distribution/reference`, with the two digest algorithms that the OCI image
 * specification registers.
 */
export function parseReference(text: string): ParsedReference | undefined {
  const [, name, tag, digest] = REFERENCE.exec(text) ?? [];
  if (name === undefined) return undefined;
  return {
    name,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}
