import type { WheelModule } from '../../../python/wheels/wheel-modules';

/** Python files of a project: text by path relative to its folder. */
export type PythonSources = ReadonlyMap<string, string>;

/** A Python file that can be imported. */
export interface SourceModule {
  /** `api.app` */
  readonly name: string;
  /** Relative to the project's folder. */
  readonly file: string;
  /** Without docstrings and other texts over several lines, which may hold examples of code. */
  readonly text: string;
}

/** The files of a project by whether its wheel holds them. */
export interface SourceModules {
  readonly installed: readonly SourceModule[];
  /** Modules that the image does not install. */
  readonly others: readonly SourceModule[];
  /** Names of the wheel's own modules, as far as they are known. */
  readonly packages: readonly string[];
}

/**
 * Names the modules of a project's sources as an image imports them.
 *
 * @param packages modules of its wheel; where none is known, all files count, below `src` if they are there
 */
export function sourceModules(
  sources: PythonSources,
  packages: readonly WheelModule[],
): SourceModules {
  const all = [...sources].map(([file, text]) => ({ file, text: withoutTexts(text) }));
  const installed = all.flatMap(({ file, text }): readonly SourceModule[] => {
    if (packages.length === 0) return [{ name: dotted(file.replace(/^src\//, '')), file, text }];
    const holder = packages.find(
      ({ path }) => file === `${path}.py` || file.startsWith(`${path}/`),
    );
    return holder
      ? [
          {
            name: dotted(`${holder.name.replaceAll('.', '/')}${file.slice(holder.path.length)}`),
            file,
            text,
          },
        ]
      : [];
  });
  const known = new Set(installed.map(({ file }) => file));
  return {
    packages: packages.map(({ name }) => name),
    installed,
    others: all
      .filter(({ file }) => !known.has(file))
      .map(({ file, text }) => ({ name: dotted(file), file, text })),
  };
}

/** `api.app` for `api/app.py`, `api` for `api/__init__.py`. */
function dotted(file: string): string {
  return file
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
}

function withoutTexts(text: string): string {
  return text.replace(/("""|''')[\s\S]*?\1/g, '""');
}
