import type { KnownBase } from '../../bake/keys/read-targets';

/**
 * The one image a build of `FROM <reference>` started from, out of buildx's metadata file: its digest in the materials
 * of SLSA provenance 0.2, or in the resolved dependencies of 1.0; and whether anything else was done, which an
 * `ONBUILD` does. Provenance that does not list steps tells nothing of that.
 *
 * @returns undefined where the metadata names no image
 */
export function parseBase(metadata: string): KnownBase | undefined {
  const provenance = property(JSON.parse(metadata), 'buildx.build.provenance');
  const definition = property(provenance, 'buildDefinition');
  const materials =
    property(provenance, 'materials') ?? property(definition, 'resolvedDependencies');
  const steps =
    property(property(provenance, 'buildConfig'), 'llbDefinition') ??
    property(property(property(definition, 'internalParameters'), 'buildConfig'), 'llbDefinition');
  for (const material of Array.isArray(materials) ? materials : []) {
    const uri = property(material, 'uri');
    const digest = property(property(material, 'digest'), 'sha256');
    if (typeof uri === 'string' && uri.startsWith('pkg:docker/') && typeof digest === 'string') {
      return { digest: `sha256:${digest}`, hasTriggers: !isPlain(steps) };
    }
  }
  return undefined;
}

/** Whether all that was done is to take the image: the step after it only names it as the result. */
function isPlain(steps: unknown): boolean {
  if (!Array.isArray(steps)) return false;
  const done = steps.filter((step) => {
    const op = property(property(step, 'op'), 'Op');
    return typeof op === 'object' && op !== null && Object.keys(op).length > 0;
  });
  return done.length <= 1;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
