import type { TagFacts } from './tag-facts';

/**
 * What an image's manifest says of the commit it is pushed from. The date is the commit's, so that the
 * same commit, pushed again, has the same digest. Files changed since are marked as BuildKit's provenance
 * marks them.
 *
 * Keys: https://specs.opencontainers.org/image-spec/annotations/
 */
export function planAnnotations({ revision, version }: TagFacts): Readonly<Record<string, string>> {
  const { commit, isDirty, seconds } = revision;
  return {
    ...(commit && {
      'org.opencontainers.image.revision': isDirty ? `${commit}-dirty` : commit,
    }),
    ...(version && { 'org.opencontainers.image.version': version }),
    ...(seconds !== undefined && {
      'org.opencontainers.image.created': new Date(seconds * 1000).toISOString(),
    }),
  };
}
