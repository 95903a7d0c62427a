import type { EngineProblem } from '../../problems/kinds/builds/engine-problem';
import { parseCacheBackend } from './cache-backend';
import { CAPABILITY_WORDS, type EngineCapabilities, type EngineName } from './engine-capabilities';
import type { ImageOptions } from './image-options';

/** What one task asks of its engine. */
export interface AskedOfEngine {
  readonly project: string;
  /** As planned. */
  readonly options: Pick<ImageOptions, 'outputs' | 'ssh' | 'compression'>;
  /** As given, nx.json's defaults among them. */
  readonly given: {
    readonly builder?: string;
    readonly attest?: readonly string[];
    readonly cacheBackend?: string;
    readonly cacheFrom?: readonly string[];
    readonly reuse?: boolean | 'registry';
  };
  /** What any task of the run names: images that others are built from get all of them. */
  readonly platforms: readonly string[];
}

/** What a task asks for that its engine cannot do: a problem for each option that asks. */
export function checkCapabilities(
  { project, options, given, platforms }: AskedOfEngine,
  engine: EngineName,
  can: EngineCapabilities,
): readonly EngineProblem[] {
  const lacks = (
    capability: keyof EngineCapabilities,
    option: string,
    value: string | undefined,
  ): readonly EngineProblem[] => {
    if (!value) return [];
    const { what, instead } = CAPABILITY_WORDS[capability];
    return [{ kind: 'engine-unsupported', project, engine, option, value, what, instead }];
  };
  // Attributes of a backend may be secrets: its type says enough.
  const caches = (values: readonly string[]): string =>
    values.flatMap((value) => missingType(value, can) ?? []).join(',');
  return [
    ...(can.builders ? [] : lacks('builders', 'builder', given.builder)),
    ...(can.severalPlatforms || platforms.length < 2
      ? []
      : lacks('severalPlatforms', 'platforms', platforms.join(','))),
    ...(can.attestations ? [] : lacks('attestations', 'attest', given.attest?.join(','))),
    ...lacks(
      'cacheBackends',
      'cacheBackend',
      caches(given.cacheBackend ? [given.cacheBackend] : []),
    ),
    ...lacks('cacheBackends', 'cacheFrom', caches(given.cacheFrom ?? [])),
    ...(can.outputs ? [] : lacks('outputs', 'output', options.outputs.join(' '))),
    ...(can.registryReuse || given.reuse !== 'registry'
      ? []
      : lacks('registryReuse', 'reuse', given.reuse)),
    ...(can.ssh ? [] : lacks('ssh', 'ssh', options.ssh.join(','))),
    ...(options.compression && can.compressions.includes(options.compression)
      ? []
      : lacks('compressions', 'compression', options.compression)),
  ];
}

/** The type of a backend that the engine has not; of one that nobody has, another check tells. */
function missingType(value: string, { cacheBackends }: EngineCapabilities): string | undefined {
  const type = parseCacheBackend(value)?.type;
  return type && !cacheBackends.includes(type) ? type : undefined;
}
