import type { Engine, EngineContext } from '../../engine/engine';
import type { ImageContents, ImageFacts } from '../../images/facts/image-facts';
import { KEY_LABEL } from '../../images/model/key-label';
import { normalizeName } from '../../python/pep508/normalize-name';

/**
 * Looks into an image: its Python distributions as `importlib.metadata` has them, and what `ldd` does not find for the
 * compiled files in the folders that generated images install into. Each line of the output has fields between tabs.
 */
const SCRIPT = String.raw`
find /venv /app -type f -name '*.so*' 2>/dev/null | sort | while IFS= read -r file; do
  ldd "$file" 2>/dev/null | awk -v file="$file" '/=> not found/ { print "missing\t" $1 "\t" file }'
done
command -v python >/dev/null || exit 0
python -c '
import importlib.metadata, platform
print("python", platform.python_version(), sep="\t")
for each in importlib.metadata.distributions():
    if each.metadata["Name"]: print("package", each.metadata["Name"], each.version, sep="\t")
'
`;

/** Milliseconds for a look into an image. */
const LIMIT = 120_000;

/**
 * Reads what an image of an engine's store is.
 *
 * @returns undefined for one that is not there
 */
export async function readImageFacts(
  reference: string,
  engine: Engine,
  { run, cwd }: EngineContext,
): Promise<ImageFacts | undefined> {
  const inspect = ['image', 'inspect', '--format={{json .}}', reference];
  const { exitCode, stdout } = await run(engine.containerCommand(inspect, cwd));
  if (exitCode !== 0) return undefined;
  const facts = parseInspected(reference, stdout);
  const options = ['--rm', '--user=0:0', '--network=none', '--entrypoint=sh'];
  const looked = await run(
    engine.containerCommand(['run', ...options, reference, '-c', SCRIPT], cwd),
    { abort: AbortSignal.timeout(LIMIT) },
  );
  return { ...facts, ...(looked.exitCode === 0 && { contents: parseContents(looked.stdout) }) };
}

/** A HEALTHCHECK in the engine's terms. */
interface InspectedCheck {
  readonly Test?: readonly string[] | null;
}

/** Fields of `image inspect`, as far as they are read; podman has the probe beside the config. */
interface Inspected {
  readonly Healthcheck?: InspectedCheck | null;
  readonly HealthCheck?: InspectedCheck | null;
  readonly Id?: string;
  readonly Size?: number;
  readonly Config?: {
    readonly User?: string;
    readonly WorkingDir?: string;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly Env?: readonly string[] | null;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Healthcheck?: InspectedCheck | null;
  } | null;
}

/** Reads the answer of `image inspect`. */
export function parseInspected(reference: string, stdout: string): ImageFacts {
  const image = JSON.parse(stdout) as Inspected;
  const { Id = '', Size = 0, Config } = image;
  const probe = Config?.Healthcheck ?? image.Healthcheck ?? image.HealthCheck;
  const healthcheck = probeWords(probe?.Test ?? []);
  const labels = Object.entries(Config?.Labels ?? {}).filter(([name]) => name !== KEY_LABEL);
  return {
    ...{ reference, id: Id, size: Size },
    user: Config?.User ?? '',
    workdir: Config?.WorkingDir ?? '',
    entrypoint: Config?.Entrypoint ?? [],
    command: Config?.Cmd ?? [],
    environment: Object.fromEntries(
      (Config?.Env ?? []).map((each) => {
        const [name = '', ...value] = each.split('=');
        return [name, value.join('=')];
      }),
    ),
    ports: Object.keys(Config?.ExposedPorts ?? {}).sort(),
    labels: Object.fromEntries(labels),
    ...(healthcheck && { healthcheck }),
  };
}

/** A HEALTHCHECK as the engine runs it. Rule: `Test` of `HealthConfig` in the engine's API. */
function probeWords([kind, ...words]: readonly string[]): readonly string[] | undefined {
  if (words.length === 0) return undefined;
  return kind === 'CMD' ? words : kind === 'CMD-SHELL' ? ['sh', '-c', words.join(' ')] : undefined;
}

/** Reads what the script prints. */
export function parseContents(stdout: string): ImageContents {
  const lines = stdout.split('\n').map((line) => line.split('\t'));
  const packages = lines.flatMap(([kind, name = '', version = '']): [string, string][] =>
    kind === 'package' ? [[normalizeName(name), version]] : [],
  );
  const missing = lines.flatMap(([kind, library, file]) =>
    kind === 'missing' ? [`${library} needed by ${file}`] : [],
  );
  const python = lines.find(([kind]) => kind === 'python')?.[1];
  return {
    packages: new Map(packages),
    missingLibraries: missing,
    ...(python !== undefined && { python }),
  };
}
