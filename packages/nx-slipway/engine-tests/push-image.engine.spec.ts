import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildImageSchema } from '../src/executors/build-image/schema';
import { engineRegistry } from '../test-support/engine-registry';
import {
  expiringTokens,
  type FaultyRegistry,
  startFaultyRegistry,
} from '../test-support/faulty-registry';
import {
  type BuildReport,
  call,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-push-${randomBytes(3).toString('hex')}`;
const BEHIND = engineRegistry();

let workspace: RealWorkspace;
let registry: FaultyRegistry;

beforeAll(async () => {
  registry = await startFaultyRegistry(BEHIND);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE),
    ...libraryFiles({ name: 'a' }),
    ...serviceFiles({ name: 'api', libraries: ['a'], packages: ['six'] }, NAMESPACE),
    ...serviceFiles({ name: 'worker', libraries: ['a'], packages: ['idna'] }, NAMESPACE),
    ...serviceFiles({ name: 'mail', libraries: ['a'], packages: ['attrs'] }, NAMESPACE),
    '.gitignore': 'dist\n',
  });
  const git = (...args: readonly string[]) => call('git', args, workspace.root);
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git(
    '-c',
    'user.name=t',
    '-c',
    'user.email=t@index.example',
    'commit',
    '--quiet',
    '-m',
    't',
  );
});

afterAll(async () => {
  registry?.stop();
  await workspace?.dispose();
});

interface PushOptions extends BuildImageSchema {
  /** The registry. */
  readonly host?: string;
  readonly onWait?: () => void;
}

/** Pushes to repositories of their own below a folder, where nothing is yet. */
function push(
  folder: string,
  projects: readonly string[] = ['api'],
  { host = registry.host, onWait, ...options }: PushOptions = {},
) {
  return workspace.build(
    projects,
    {
      push: true,
      repositories: [`${host}/${NAMESPACE}/${folder}/{{image}}`],
      tags: ['type=raw,value=1'],
      ...options,
    },
    onWait,
  );
}

/** What was printed for people. */
function said({ printed }: BuildReport): string {
  return printed
    .split('\n')
    .filter((line) => !line.startsWith('{'))
    .join('\n');
}

/** A manifest as the registry has it, with its digest; undefined where it has none. */
async function manifestOf(folder: string, image: string, tag = '1') {
  const accept = ['manifest', 'index'].map((kind) => `application/vnd.oci.image.${kind}.v1+json`);
  const path = `${NAMESPACE}/${folder}/${image}`;
  const answer = await fetch(`http://${BEHIND}/v2/${path}/manifests/${tag}`, {
    headers: { accept: accept.join(', ') },
  });
  if (!answer.ok) return undefined;
  return {
    digest: answer.headers.get('docker-content-digest'),
    manifest: (await answer.json()) as {
      readonly annotations?: Readonly<Record<string, string>>;
      readonly config?: { readonly digest: string };
      readonly manifests?: readonly unknown[];
    },
  };
}

describe('all images of a run', () => {
  const tags = ['type=raw,value=1', 'type=pep440,pattern={{major}}.{{minor}}', 'type=sha'];
  const options = { tags, digestFile: 'dist/digests.json' };
  let pushed: BuildReport;
  let commit = '';

  beforeAll(async () => {
    commit = await call('git', ['rev-parse', 'HEAD'], workspace.root);
    registry.reset();
    pushed = await push('all', ['api', 'worker', 'mail'], options);
  });

  test('are built in one call, and a layer they share is sent once', () => {
    expect(pushed.failed).toEqual({});
    expect(pushed.bakeFiles.filter((file) => !file.includes('type=registry'))).toHaveLength(1);
    expect(new Set(registry.uploads.values())).toEqual(new Set([1]));
    expect(registry.mounts.length).toBeGreaterThan(0);
  });

  test('have every tag, the digests that were written down, and the commit in their manifests', async () => {
    const digests = JSON.parse(workspace.read('dist/digests.json'));
    expect(Object.keys(digests)).toEqual(['api', 'mail', 'worker']);
    const names = ['1', '0.1', `sha-${commit.slice(0, 7)}`];
    const repository = `${registry.host}/${NAMESPACE}/all/api`;
    for (const name of names) {
      const found = await manifestOf('all', 'api', name);
      expect(digests.api).toEqual({
        digest: found?.digest,
        references: names.map((each) => `${repository}:${each}`),
        pinned: [`${repository}@${found?.digest}`],
      });
      expect(found?.manifest.annotations).toEqual({
        'org.opencontainers.image.revision': commit,
        'org.opencontainers.image.version': '0.1.0',
        'org.opencontainers.image.created': expect.stringMatching(/^\d{4}-.*Z$/),
      });
      const config = await fetch(
        `http://${BEHIND}/v2/${NAMESPACE}/all/api/blobs/${found?.manifest.config?.digest}`,
      );
      expect(await config.text()).not.toContain(commit);
    }
  });

  test('are not sent again, and have the digests they had', async () => {
    const before = workspace.read('dist/digests.json');
    registry.reset();
    const again = await push('all', ['api', 'worker', 'mail'], options);
    expect([again.failed, again.stepsRun]).toEqual([{}, []]);
    expect(registry.uploads.size).toBe(0);
    expect(workspace.read('dist/digests.json')).toBe(before);
  });

  test('take their bases along where that is asked for', async () => {
    const { failed } = await push('bases', ['worker'], { bases: true });
    expect(failed).toEqual({});
    expect(await manifestOf('bases', 'python-base')).toBeDefined();
    expect(await manifestOf('all', 'python-base')).toBeUndefined();
  });
});

describe('a registry that', () => {
  const isUpload = ({ method, url }: { readonly method: string; readonly url: string }) =>
    method === 'POST' && url.includes('/blobs/uploads/');
  const manifestPuts = () => registry.requests.filter((each) => /^PUT .*\/manifests\//.test(each));

  test('wants a login is said to, with what to do', async () => {
    registry.reset();
    registry.answer = (request) => (isUpload(request) ? { status: 401 } : undefined);
    const { failed } = await push('login');
    expect(failed.api).toMatch(/requires a login[\s\S]*`docker login 127/);
    expect(failed.api).toContain(`missing: ${registry.host}/${NAMESPACE}/login/api:1`);
    expect(await manifestOf('login', 'api')).toBeUndefined();
  });

  test('fails is asked again by the engine alone, and said to', async () => {
    registry.reset();
    registry.answer = ({ method, url }) =>
      method === 'PUT' && url.includes('/manifests/1') ? { status: 500 } : undefined;
    const { failed, bakeFiles } = await push('failing');
    expect(failed.api).toMatch(/failed, also when the engine tried again.*500[\s\S]*Read its log/);
    expect(bakeFiles.filter((file) => file.includes('type=registry'))).toHaveLength(1);
    expect(manifestPuts().length).toBeGreaterThanOrEqual(4);
  });

  test('is full is said to be', async () => {
    registry.reset();
    registry.answer = (request) => (isUpload(request) ? { status: 507 } : undefined);
    const { failed } = await push('full');
    expect(failed.api).toMatch(/has no space left.*507[\s\S]*Delete old tags/);
  });

  test('takes no more requests is waited for', async () => {
    registry.reset();
    registry.answer = (request) => (isUpload(request) ? { status: 429 } : undefined);
    const waited = await push('throttled', ['api'], {
      onWait() {
        registry.answer = () => undefined;
      },
    });
    expect(waited.failed).toEqual({});
    expect(said(waited)).toMatch(/^push again in 2 s: .*429/m);
  });

  test('does not answer is waited for in vain, and is not held for the engine', async () => {
    const down = await push('down', ['api'], { host: '127.0.0.1:9' });
    expect(said(down)).toContain('push again in 20 s');
    expect(down.failed.api).toMatch(
      /127\.0\.0\.1:9 is unreachable from the engine.*refused[\s\S]*Start it/,
    );
  });

  test.each([
    ['fails', 500],
    ['wants a login', 401],
  ])(
    '%s when it is asked what it has is named, and the image is built and pushed',
    async (_, status) => {
      registry.reset();
      registry.answer = ({ method, url }) =>
        method !== 'PUT' && url.includes('/manifests/key-') ? { status } : undefined;
      const asked = await push(`silent-${status}`, ['api'], { reuse: true });
      expect(asked.failed).toEqual({});
      expect(said(asked)).toMatch(
        /^note: 127[.\d:]+ cannot be searched for existing images[\s\S]*`docker login 127/m,
      );
      expect(await manifestOf(`silent-${status}`, 'api')).toBeDefined();
    },
  );

  test('no longer takes a token gets a new one; where there is none, the login is named', async () => {
    registry.reset();
    registry.answer = expiringTokens(registry.host, { uses: 15, tokens: 50 });
    expect((await push('token')).failed).toEqual({});

    registry.answer = expiringTokens(registry.host, { uses: 15, tokens: 1 });
    expect((await push('token-expired')).failed.api).toMatch(/no longer accepts yours/);
  });

  test('refuses attestations is told from one that refuses the image', async () => {
    registry.reset();
    const { failed } = await push('attested', ['api'], { attest: ['provenance'] });
    expect(failed).toEqual({});
    expect((await manifestOf('attested', 'api'))?.manifest.manifests).toHaveLength(2);

    registry.answer = ({ method, contentType }) =>
      method === 'PUT' && contentType?.includes('index') ? { status: 400 } : undefined;
    const refused = await push('refused', ['api'], { attest: ['provenance'] });
    expect(refused.failed.api).toMatch(
      /refused the image with its attestations[\s\S]*without --att/,
    );
  });
});

test('where one of several is refused, the message says what is there, and the next run finishes', async () => {
  const tags = ['type=raw,value=1', 'type=raw,value=2'];
  registry.reset();
  registry.answer = ({ method, url }) =>
    method === 'PUT' && url.includes('/worker/manifests/2') ? { status: 403 } : undefined;
  const { failed } = await push('half', ['api', 'worker'], { tags });
  expect(Object.keys(failed)).toEqual(['worker']);
  const repository = `${registry.host}/${NAMESPACE}/half/worker`;
  expect(failed.worker).toContain(`pushed: ${repository}:1\n  missing: ${repository}:2\n`);
  expect(failed.worker).toMatch(
    /does not allow this account to push there[\s\S]*Allow the account/,
  );
  expect(await manifestOf('half', 'api', '2')).toBeDefined();

  registry.reset();
  expect((await push('half', ['api', 'worker'], { tags })).failed).toEqual({});
  expect(registry.uploads.size).toBe(0);
  expect(await manifestOf('half', 'worker', '2')).toBeDefined();
});

test('an SBOM without a scanner is said to need one', async () => {
  registry.reset();
  const { failed } = await push('sbom', ['api'], { attest: ['sbom'] });
  expect(failed.api).toMatch(
    /the scanner for the SBOM of api is missing[\s\S]*buildkit-syft-scanner/,
  );
});
