import { expect, test } from 'vitest';
import { type AskedOfEngine, checkCapabilities } from './check-capabilities';
import { CAPABILITIES } from './engine-capabilities';

function asked({ given = {}, options = {}, platforms = [] }: Partial<AskedPart>): AskedOfEngine {
  return {
    project: 'api',
    options: { outputs: [], ssh: [], ...options },
    given,
    platforms,
  };
}

interface AskedPart {
  readonly given: AskedOfEngine['given'];
  readonly options: Partial<AskedOfEngine['options']>;
  readonly platforms: readonly string[];
}

function problemsOf(part: Partial<AskedPart>, engine: 'docker' | 'podman') {
  return checkCapabilities(asked(part), engine, CAPABILITIES[engine]).map((problem) =>
    problem.kind === 'engine-unsupported' ? [problem.option, problem.value] : problem.kind,
  );
}

test.each<[Partial<AskedPart>, readonly (readonly [string, string])[]]>([
  [{}, []],
  [{ given: { builder: 'fleet' } }, [['builder', 'fleet']]],
  [{ given: { attest: ['sbom', 'provenance'] } }, [['attest', 'sbom,provenance']]],
  [{ given: { attest: [] } }, []],
  [{ given: { cacheBackend: 'type=s3,secret_access_key=x' } }, [['cacheBackend', 's3']]],
  [{ given: { cacheBackend: '' } }, []],
  [{ given: { cacheBackend: 'nonsense' } }, []],
  [{ given: { cacheFrom: ['gha', 'inline'] } }, [['cacheFrom', 'gha,inline']]],
  [{ given: { reuse: 'registry' } }, [['reuse', 'registry']]],
  [{ given: { reuse: true } }, []],
  [{ options: { outputs: ['type=oci,dest=a.tar'] } }, [['output', 'type=oci,dest=a.tar']]],
  [{ options: { ssh: ['default'] } }, []],
  [{ options: { compression: 'zstd' } }, [['compression', 'zstd']]],
  [{ options: { compression: 'estargz' } }, [['compression', 'estargz']]],
  [{ platforms: ['linux/arm64'] }, []],
  [{ platforms: ['linux/amd64', 'linux/arm64'] }, [['platforms', 'linux/amd64,linux/arm64']]],
])('podman, asked for %j, lacks %j', (part, expected) => {
  expect(problemsOf(part, 'podman')).toEqual(expected);
  expect(problemsOf(part, 'docker')).toEqual([]);
});

test('an engine without SSH says so', () => {
  const can = { ...CAPABILITIES.podman, ssh: false };
  const found = checkCapabilities(asked({ options: { ssh: ['default'] } }), 'podman', can);
  expect(found).toMatchObject([{ option: 'ssh', value: 'default' }]);
});
