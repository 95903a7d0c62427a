/** How a workspace installs Nx and calls it. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun' | 'wrapper';
  /** Calls Nx; options and targets come behind it. */
  readonly nx: string;
  /** Installs what the lock file says; absent where Nx installs itself. */
  readonly install?: string;
  /** What an Alpine Linux with Node and npm needs for it. */
  readonly prepare: readonly string[];
  /** Version to use where package.json names none. */
  readonly version?: string;
  /** package.json names the version. */
  readonly isDeclared: boolean;
  /** `actions/setup-node` can keep its downloads. */
  readonly isCached: boolean;
}

/** What tells the package manager of a workspace. */
export interface ManagerFacts {
  /** Text of a file of the workspace root; undefined without one. */
  readonly read: (file: string) => string | undefined;
  readonly hasFile: (file: string) => boolean;
}

/** Of pnpm, where package.json names none. */
const PNPM = '10';

/**
 * Finds the package manager of a workspace by its lock file, in Nx's own order; undefined where a package.json has
 * none, because nothing then says what is to be installed.
 */
export function findPackageManager({ read, hasFile }: ManagerFacts): PackageManager | undefined {
  const [, declared, version] =
    /"packageManager"\s*:\s*"([a-z]+)@([\d.]+)/.exec(read('package.json') ?? '') ?? [];
  const manager = (
    name: PackageManager['name'],
    rest: Pick<PackageManager, 'nx' | 'install' | 'prepare'> & Partial<PackageManager>,
  ): PackageManager => ({ name, isDeclared: declared === name, isCached: true, ...rest });
  if (hasFile('bun.lock') || hasFile('bun.lockb')) {
    return manager('bun', {
      nx: 'bunx nx',
      install: 'bun install --frozen-lockfile',
      prepare: [`npm install --global bun${versionOf('bun', '1')}`],
      isCached: false,
    });
  }
  const yarn = read('yarn.lock');
  if (yarn !== undefined) {
    const isClassic = !/^__metadata:/m.test(yarn);
    return manager('yarn', {
      nx: 'yarn nx',
      install: isClassic ? 'yarn install --frozen-lockfile' : 'yarn install --immutable',
      prepare: ['npm install --global corepack', 'corepack enable'],
    });
  }
  if (hasFile('pnpm-lock.yaml')) {
    return manager('pnpm', {
      nx: 'pnpm exec nx',
      install: 'pnpm install --frozen-lockfile',
      prepare: [`npm install --global pnpm${versionOf('pnpm', PNPM)}`],
      version: PNPM,
    });
  }
  if (hasFile('package-lock.json')) {
    return manager('npm', { nx: 'npx nx', install: 'npm ci', prepare: [] });
  }
  return hasFile('package.json') || !hasFile('nx')
    ? undefined
    : manager('wrapper', { nx: './nx', prepare: [], isCached: false });

  function versionOf(name: string, other: string): string {
    return `@${declared === name && version !== undefined ? version : other}`;
  }
}
