/**
 * The digest of the one image a build started from, out of buildx's metadata file: in the materials of
 * SLSA provenance 0.2, or in the resolved dependencies of 1.0.
 *
 * @returns `sha256:…`; undefined where the metadata names none
 */
export function parseDigest(metadata: string): string | undefined {
  const provenance = property(JSON.parse(metadata), 'buildx.build.provenance');
  const materials =
    property(provenance, 'materials') ??
    property(property(provenance, 'buildDefinition'), 'resolvedDependencies');
  for (const material of Array.isArray(materials) ? materials : []) {
    const uri = property(material, 'uri');
    const digest = property(property(material, 'digest'), 'sha256');
    if (typeof uri === 'string' && uri.startsWith('pkg:docker/') && typeof digest === 'string') {
      return `sha256:${digest}`;
    }
  }
  return undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
