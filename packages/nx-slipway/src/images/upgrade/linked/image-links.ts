import { normalizeName } from '../../../python/pep508/normalize-name';

/** What compiled files need of a library that the system of their image has. */
export interface NeededLibrary {
  /** `libpq.so.5` */
  readonly name: string;
  /** A file that is linked with it. */
  readonly file: string;
  /** The Debian package that has it in the image; absent for a library of Python itself. */
  readonly package?: string;
  /** Symbol versions that are needed of it, `GLIBC_2.34`, each with a file. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Compiled files of an image that belong neither to a Debian package nor to Python itself. */
export interface LinkedFiles {
  /** The Python distribution that they belong to; absent for a file of none. */
  readonly distribution?: {
    /** Normalised. */
    readonly name: string;
    readonly version: string;
    /** Of its wheel: `cp39-abi3-manylinux_2_17_x86_64`. */
    readonly tags: readonly string[];
  };
  /** Machine that all of them are for, where Python's is another one: `x86_64`. */
  readonly foreign?: string;
  readonly needs: readonly NeededLibrary[];
  /** SHA-256 in hex of the files that `needs` name. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** What an image is linked with. */
export interface ImageLinks {
  /** Machine of its Python. */
  readonly machine: string;
  readonly linked: readonly LinkedFiles[];
}

/** A line that the script prints, but the first. */
interface PrintedLinks extends Pick<LinkedFiles, 'hashes' | 'distribution' | 'foreign'> {
  readonly needs: readonly (Omit<NeededLibrary, 'package'> & { readonly package: string | null })[];
}

/** Reads what the script printed; undefined where it is something else. */
export function parseImageLinks(stdout: string): ImageLinks | undefined {
  const [head = '', ...lines] = stdout.trim().split('\n');
  if (!head.startsWith('{"machine"')) return undefined;
  const { machine } = JSON.parse(head) as Pick<ImageLinks, 'machine'>;
  const linked = lines.map((line): LinkedFiles => {
    const { needs, hashes, distribution, foreign } = JSON.parse(line) as PrintedLinks;
    return {
      needs: needs.map(({ package: owner, ...need }) => ({
        ...need,
        ...(owner !== null && { package: owner }),
      })),
      hashes,
      ...(distribution && {
        distribution: { ...distribution, name: normalizeName(distribution.name) },
      }),
      ...(foreign !== undefined && { foreign }),
    };
  });
  return { machine, linked };
}
