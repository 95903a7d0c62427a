import { withoutLogins } from '../../problems/logins';
import type { PackageMetadata } from '../../python/pyproject/package-metadata';
import { externalBase } from '../model/external-base';
import type { Image } from '../model/image';
import { dockerfileOf, type ImageCatalogue } from '../model/image-catalogue';

/** What of an image's workspace goes into its labels. */
export interface LabelFacts {
  /** URL of the workspace's repository, where its package.json names one. */
  readonly source?: string;
  /** What the image's Python project says of itself. */
  readonly metadata?: PackageMetadata;
}

/**
 * The OCI labels of an image that stay the same from build to build. Revision, version and date would
 * give an unchanged image a new id, so they are left to tagging and pushing. One that the Dockerfile sets is
 * left out, since it would lose against a label of the build.
 *
 * Keys: https://specs.opencontainers.org/image-spec/annotations/
 */
export function planLabels(
  catalogue: ImageCatalogue,
  image: Image,
  { source: repository, metadata = {} }: LabelFacts,
): Readonly<Record<string, string>> {
  const base = externalBase(catalogue, image);
  const [name, digest] = base?.split('@') ?? [];
  const { description, license, source = repository } = metadata;
  const labels = Object.entries({
    title: image.id,
    description,
    licenses: license,
    source: source === undefined ? undefined : withoutLogins(source),
    'base.name': name,
    'base.digest': digest,
  }).flatMap(([key, value]): [string, string][] =>
    value ? [[`org.opencontainers.image.${key}`, value]] : [],
  );
  const written = (dockerfileOf(catalogue, image)?.stages ?? [])
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'LABEL');
  const isWritten = (key: string): boolean => written.some(({ text }) => text.includes(key));
  return Object.fromEntries(labels.filter(([key]) => !isWritten(key)));
}
