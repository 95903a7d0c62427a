/** What an image is, as far as two images of one service are compared. */
export interface ImageFacts {
  readonly reference: string;
  readonly id: string;
  /** Bytes, as the engine counts them. */
  readonly size: number;
  /** As the image names it; empty for root. */
  readonly user: string;
  readonly workdir: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** `8000/tcp`, sorted. */
  readonly ports: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Words of the image's own probe, as `docker exec` takes them; absent without one. */
  readonly healthcheck?: readonly string[];
  /** What is in it; absent where nothing in it can tell, as in an image without a shell. */
  readonly contents?: ImageContents;
}

/** What is found by looking into an image. */
export interface ImageContents {
  /** Versions of Python distributions by normalised name. */
  readonly packages: ReadonlyMap<string, string>;
  /** Shared libraries that compiled files need and nothing has, each as `library needed by file`. */
  readonly missingLibraries: readonly string[];
  /** Version of the image's Python: `3.13.5`; absent without one. */
  readonly python?: string;
}

/** One thing that is different in two images. */
export interface FactDifference {
  /** `user`, `environment PYTHON_VERSION`, `package requests` */
  readonly what: string;
  /** Absent where there is none. */
  readonly before?: string;
  readonly after?: string;
}

/** Lists what is different in two images of one service, sizes and ids left aside. */
export function compareFacts(before: ImageFacts, after: ImageFacts): readonly FactDifference[] {
  const single = (
    [
      ['user', before.user || 'root', after.user || 'root'],
      ['working directory', before.workdir || '/', after.workdir || '/'],
      ['entrypoint', words(before.entrypoint), words(after.entrypoint)],
      ['command', words(before.command), words(after.command)],
      ['ports', before.ports.join(' '), after.ports.join(' ')],
      ['probe', words(before.healthcheck ?? []), words(after.healthcheck ?? [])],
    ] as const
  ).flatMap(([what, old, now]) => (old === now ? [] : [difference(what, old, now)]));
  return [
    ...single,
    ...compareMaps('environment', entries(before.environment), entries(after.environment)),
    ...compareMaps('label', entries(before.labels), entries(after.labels)),
    ...compareContents(before.contents, after.contents),
  ];
}

/** Shared libraries that an image lacks and the one before it did not. */
export function newlyMissing(
  before: ImageContents | undefined,
  after: ImageContents,
): readonly string[] {
  // A file of another Python has another name, and lacks the same library.
  const known = new Set(before?.missingLibraries.map(libraryOf));
  return after.missingLibraries.filter((each) => !known.has(libraryOf(each)));
}

function libraryOf(missing: string): string {
  return missing.replace(/ needed by .*$/, '');
}

function compareContents(
  before: ImageContents | undefined,
  after: ImageContents | undefined,
): readonly FactDifference[] {
  if (!before || !after) return [];
  return [
    ...(before.python === after.python ? [] : [difference('Python', before.python, after.python)]),
    ...compareMaps('package', before.packages, after.packages),
    ...newlyMissing(before, after).map((missing) => difference('missing library', '', missing)),
  ];
}

function compareMaps(
  what: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly FactDifference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    return old === now ? [] : [difference(`${what} ${name}`, old, now)];
  });
}

function difference(what: string, before?: string, after?: string): FactDifference {
  return { what, ...(before && { before }), ...(after && { after }) };
}

function entries(record: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(record));
}

function words(list: readonly string[]): string {
  return list.length === 0 ? '' : JSON.stringify(list);
}
