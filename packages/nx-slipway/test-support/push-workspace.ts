import { randomBytes } from 'node:crypto';
import type { BuildImageSchema } from '../src/executors/build-image/schema';
import { engineRegistry } from './engine-registry';
import { type FaultyRegistry, startFaultyRegistry } from './faulty-registry';
import { type BuildReport, call, makeWorkspace, type RealWorkspace } from './real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from './workspace-files';

/** Options of a push, and where it goes. */
export interface PushOptions extends BuildImageSchema {
  /** The registry; that of the workspace if it is left out. */
  readonly host?: string;
  /** Called where the push waits before it tries again. */
  readonly onWait?: () => void;
}

/** A manifest as a registry has it. */
export interface PushedManifest {
  readonly digest: string | null;
  readonly manifest: {
    readonly annotations?: Readonly<Record<string, string>>;
    readonly config?: { readonly digest: string };
    readonly manifests?: readonly unknown[];
  };
}

/** The services `api`, `worker` and `mail` with a library, committed, and a registry that fails where it is told to. */
export interface PushWorkspace extends RealWorkspace {
  readonly registry: FaultyRegistry;
  /** `host:port` of the registry behind it. */
  readonly behind: string;
  /** Pushes to repositories of their own below a folder, where nothing is yet. */
  readonly push: (
    folder: string,
    projects?: readonly string[],
    options?: PushOptions,
  ) => Promise<BuildReport>;
  /** A manifest as the registry has it; undefined where it has none. */
  readonly manifestOf: (
    folder: string,
    image: string,
    tag?: string,
  ) => Promise<PushedManifest | undefined>;
}

/** Makes the workspace and starts its registry. */
export async function makePushWorkspace(): Promise<PushWorkspace> {
  const namespace = `slipway-push-${randomBytes(3).toString('hex')}`;
  const behind = engineRegistry();
  const registry = await startFaultyRegistry(behind);
  const workspace = await makeWorkspace(namespace, {
    ...rootFiles(),
    ...stackFiles(namespace),
    ...libraryFiles({ name: 'a' }),
    ...serviceFiles({ name: 'api', libraries: ['a'], packages: ['six'] }, namespace),
    ...serviceFiles({ name: 'worker', libraries: ['a'], packages: ['idna'] }, namespace),
    ...serviceFiles({ name: 'mail', libraries: ['a'], packages: ['attrs'] }, namespace),
    '.gitignore': 'dist\n',
  });
  await commitAll(workspace.root);
  return {
    ...workspace,
    registry,
    behind,
    push(folder, projects = ['api'], { host = registry.host, onWait, ...options } = {}) {
      const target = {
        push: true,
        repositories: [`${host}/${namespace}/${folder}/{{image}}`],
        tags: ['type=raw,value=1'],
      };
      return workspace.build(projects, { ...target, ...options }, onWait);
    },
    async manifestOf(folder, image, tag = '1') {
      const kinds = ['manifest', 'index'].map(
        (kind) => `application/vnd.oci.image.${kind}.v1+json`,
      );
      const path = `${namespace}/${folder}/${image}`;
      const answer = await fetch(`http://${behind}/v2/${path}/manifests/${tag}`, {
        headers: { accept: kinds.join(', ') },
      });
      if (!answer.ok) return undefined;
      return {
        digest: answer.headers.get('docker-content-digest'),
        manifest: (await answer.json()) as PushedManifest['manifest'],
      };
    },
    async dispose() {
      registry.stop();
      await workspace.dispose();
    },
  };
}

/** What was printed for people. */
export function printedForPeople({ printed }: BuildReport): string {
  return printed
    .split('\n')
    .filter((line) => !line.startsWith('{'))
    .join('\n');
}

async function commitAll(root: string): Promise<void> {
  const author = ['-c', 'user.name=t', '-c', 'user.email=t@index.example'];
  await call('git', ['init', '--quiet', '--initial-branch=main'], root);
  await call('git', ['add', '--all'], root);
  await call('git', [...author, 'commit', '--quiet', '-m', 't'], root);
}
