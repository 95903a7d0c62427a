import { normalizeName } from '../../python/pep508/normalize-name';

/** What is installed in an image. */
export interface InstalledContents {
  /** Versions of Python distributions by normalised name. */
  readonly packages: ReadonlyMap<string, string>;
  /** Shared libraries that compiled files need and nothing has, each as `library needed by file`. */
  readonly missingLibraries: readonly string[];
  /** Version of the image's Python: `3.13.5`; absent without one. */
  readonly python?: string;
}

/**
 * Script for `sh` that looks into an image: its Python distributions as `importlib.metadata` has them, and what `ldd`
 * does not find for the compiled files in the folders that generated images install into. Each line of the output has
 * fields between tabs.
 */
export const INSTALLED_SCRIPT = String.raw`
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

/** Reads what the script prints. */
export function parseInstalledContents(stdout: string): InstalledContents {
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
