import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../src/process/run-command';
import { answersHttp, answersInTime } from './answers-in-time';
import { freePort } from './free-port';
import { call } from './real-workspace';

/** Servers of this machine that hand out packages; containers reach them under the same addresses. */
export interface PackageServers {
  /**
   * A package index that wants a login; it has `acme-private`, `acme-tool` as an sdist alone, and a
   * `toolz` 1.0 of its own.
   */
  readonly index: string;
  /** A plain server without one; it has `acme_wheel-1.0-py3-none-any.whl`, `acme_sdist-1.0.tar.gz`, `acme-git.git`. */
  readonly files: string;
  readonly stop: () => Promise<void>;
}

/** Starts both, with packages that are built for it. */
export async function startPackageServers(login: {
  readonly user: string;
  readonly password: string;
}): Promise<PackageServers> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-packages-'));
  const abort = new AbortController();
  const running: Promise<unknown>[] = [];
  const start = async (args: (port: number) => readonly string[]): Promise<string> => {
    const port = await freePort();
    const command = { command: join(folder, 'venv/bin/python'), args: args(port), cwd: folder };
    running.push(runCommand(command, { abort: abort.signal }));
    await answer(`http://127.0.0.1:${port}/`);
    // The index of these tests has an address that containers reach as well.
    return `http://${new URL(process.env.UV_DEFAULT_INDEX ?? 'http://172.17.0.1').hostname}:${port}`;
  };
  await call('uv', ['venv', '--quiet', 'venv'], folder);
  const server = ['pypiserver[passlib]==2.4.2', 'setuptools<81'];
  await call('uv', ['pip', 'install', '--quiet', '--python=venv/bin/python', ...server], folder);
  await makePackages(folder);
  const hash = createHash('sha1').update(login.password).digest('base64');
  writeFileSync(join(folder, 'htpasswd'), `${login.user}:{SHA}${hash}\n`);
  const guarded = ['--authenticate=list,download,update', '--passwords=htpasswd'];
  return {
    index: `${await start((port) => ['-m', 'pypiserver', 'run', `--port=${port}`, '--disable-fallback', ...guarded, 'index'])}/simple/`,
    files: await start((port) => ['-m', 'http.server', '--directory=files', `${port}`]),
    async stop() {
      abort.abort();
      await Promise.all(running);
      rmSync(folder, { recursive: true });
    },
  };
}

async function makePackages(folder: string): Promise<void> {
  const build = async (name: string, kind: string, to: string): Promise<void> => {
    writeProject(join(folder, name), name);
    await call('uv', ['build', '--quiet', kind, `--out-dir=${join(folder, to)}`, name], folder);
  };
  await Promise.all([
    build('acme-private', '--wheel', 'index'),
    build('acme-tool', '--sdist', 'index'),
    build('toolz', '--wheel', 'index'),
    build('acme-wheel', '--wheel', 'files'),
    build('acme-sdist', '--sdist', 'files'),
  ]);
  const source = join(folder, 'acme-git');
  writeProject(source, 'acme-git');
  const git = (...args: readonly string[]) =>
    call('git', ['-c', 'user.name=test', '-c', 'user.email=test@index.example', ...args], source);
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=test');
  const bare = join(folder, 'files/acme-git.git');
  await git('clone', '--quiet', '--bare', '.', bare);
  // What git needs to be served as plain files.
  await call('git', ['update-server-info'], bare);
}

function writeProject(folder: string, name: string): void {
  const module = name.replaceAll('-', '_');
  mkdirSync(join(folder, 'src', module), { recursive: true });
  writeFileSync(join(folder, 'src', module, '__init__.py'), `NAME = "${name}"\n`);
  writeFileSync(
    join(folder, 'pyproject.toml'),
    `[project]\nname = "${name}"\nversion = "1.0"\nrequires-python = ">=3.10"\n\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`,
  );
}

async function answer(url: string): Promise<void> {
  if (!(await answersInTime(() => answersHttp(url)))) throw new Error(`nothing answers at ${url}`);
}
