import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { type AskedKeys, imageKeyOf } from '../../../test-support/image-keys-of';
import { knowingEngine } from '../../../test-support/knowing-engine';
import { rootFiles, serviceFiles } from '../../../test-support/workspace-files';
import type { RunCommand } from '../../process/run-command';

function files(lines: readonly string[]) {
  return {
    ...rootFiles(),
    ...serviceFiles({ name: 'api' }),
    'services/api/Dockerfile': `FROM python:3.13\n${lines.join('\n')}\n`,
  };
}

/** An engine that answers nothing. */
const unreachable: RunCommand = async () => ({ exitCode: 1, stdout: '', stderr: 'no engine' });

/** An engine that has done more than to take the image. */
const withTriggers: RunCommand = async (command) => {
  const outcome = await knowingEngine()(command);
  const file = `${command.cwd}/metadata.json`;
  if (outcome.exitCode === 0) {
    const step = '"llbDefinition":[{"op":{"Op":{"exec":{}}}},';
    writeFileSync(file, readFileSync(file, 'utf8').replace('"llbDefinition":[', step));
  }
  return outcome;
};

/** Kinds of what keeps the image of a Dockerfile from having a key; none where it has one. */
async function problemsOf(lines: readonly string[], asked: Partial<AskedKeys> = {}) {
  const key = await imageKeyOf(files(lines), { image: 'api', project: 'api', ...asked });
  return key.kind === 'keyless' ? key.problems.map(({ kind }) => kind) : [];
}

test.each<[string, readonly string[]]>([
  ['ADD https://host.example/x.tar /', ['key-remote-source']],
  ['ADD git@host.example:team/x.git /', ['key-remote-source']],
  // Only the base may have set it, and its config cannot be read.
  ['ADD $WHERE /', ['key-base-unread']],
  ['ARG WHERE=services/api/src\nADD $WHERE /', []],
  ['ADD user@host.example:team/x.git /', ['key-remote-source']],
  [`ADD --checksum=sha256:${'0'.repeat(64)} https://host.example/x.tar /`, []],
  ['ADD services/api/src /', []],
  ['COPY $WHERE /', ['key-base-unread']],
  ['ENV WHERE=services\nCOPY $WHERE /', []],
  // Images that are built from this one carry it out, and have it in their keys.
  ['ONBUILD COPY . /', []],
  ['RUN curl https://host.example/x', []],
])('%s: %j', async (instruction, kinds) => {
  expect(await problemsOf([instruction])).toEqual(kinds);
});

test('a context of a repository has no key where a stage uses it', async () => {
  const options = { contexts: { other: 'https://host.example/x.git' } };
  expect(await problemsOf(['COPY --from=other / /'], { options })).toEqual(['key-context-unknown']);
  expect(await problemsOf([], { options })).toEqual([]);
});

test.each<[string, readonly string[], Partial<AskedKeys>, readonly string[]]>([
  ['a base that nobody tells of', [], { run: unreachable }, ['key-base-unresolved']],
  ['a base with an ONBUILD', [], { run: withTriggers }, ['key-base-unread']],
  [
    "a frontend that is not Docker's",
    [],
    { options: { buildArgs: { BUILDKIT_SYNTAX: 'acme/frontend' } } },
    ['key-frontend-unknown'],
  ],
])('%s has no key', async (_, lines, asked, kinds) => {
  expect(await problemsOf(lines, asked)).toEqual(kinds);
});

test('nothing has a key under a policy that may name other sources', async () => {
  vi.stubEnv('EXPERIMENTAL_BUILDKIT_SOURCE_POLICY', 'policy.json');
  try {
    expect(await problemsOf(['COPY services/api/src /'])).toEqual(['key-source-policy']);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('another digest of a tag is another key', async () => {
  const keyOf = async (digest: string) => {
    const key = await imageKeyOf(files([]), {
      ...{ image: 'api', project: 'api' },
      run: knowingEngine(() => digest.repeat(64)),
    });
    return key.kind === 'keyed' ? key.key : undefined;
  };
  expect(await keyOf('a')).toBeDefined();
  expect(await keyOf('a')).toBe(await keyOf('a'));
  expect(await keyOf('a')).not.toBe(await keyOf('b'));
});

test('what an image of the workspace sets decides what is copied into those built from it', async () => {
  const text = (folder: string) => `FROM scratch\nENV FOLDER=${folder}\nONBUILD COPY $FOLDER /o\n`;
  const keyOf = async (folder: string, change: (root: string) => void = () => {}) => {
    const key = await imageKeyOf(
      {
        ...files([]),
        'services/api/Dockerfile': 'FROM acme/parent\nCOPY $FOLDER /a\n',
        ...serviceFiles({ name: 'parent' }),
        'services/api/Dockerfile.dockerignore': '',
        'services/parent/Dockerfile': text(folder),
        'one/x': '',
        'two/x': '',
      },
      { image: 'api', project: 'api', change },
    );
    return key.kind === 'keyed' ? key.key : undefined;
  };
  const [one, two] = [await keyOf('one'), await keyOf('two')];
  expect(one).toBeDefined();
  expect(one).not.toBe(two);
  const added = (root: string) => writeFileSync(join(root, 'one/y'), '');
  expect(await keyOf('one', added)).not.toBe(one);
  expect(await keyOf('two', added)).toBe(two);
});

test.each<[boolean, string]>([
  [true, 'ARG HTTP_PROXY\nENV PROXY=$HTTP_PROXY'],
  [true, 'ARG https_proxy\nRUN echo $https_proxy >/proxy'],
  [false, 'RUN apt-get update'],
])('that the client has another proxy makes another image (%j): %j', async (isOther, lines) => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-config-'));
  vi.stubEnv('DOCKER_CONFIG', folder);
  try {
    const keyWith = async (proxy: string) => {
      const proxies = { default: { httpProxy: proxy, httpsProxy: proxy } };
      writeFileSync(join(folder, 'config.json'), JSON.stringify({ proxies }));
      const key = await imageKeyOf(files([lines]), { image: 'api', project: 'api' });
      return key.kind === 'keyed' ? key.key : undefined;
    };
    const [first, second] = [await keyWith('http://a.example'), await keyWith('http://b.example')];
    expect(first).toBeDefined();
    expect(first !== second).toBe(isOther);
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
});

test('an image that is a named context is another one when its tag has moved', async () => {
  const options = { contexts: { other: 'docker-image://busybox:1' } };
  const keyWith = async (digits: string, line: string) => {
    const run = knowingEngine((reference) =>
      (reference.includes('busybox') ? digits : 'ab').repeat(32),
    );
    const key = await imageKeyOf(files([line]), { image: 'api', project: 'api', options, run });
    return key.kind === 'keyed' ? key.key : undefined;
  };
  const copy = 'COPY --from=other /bin/busybox /';
  expect(await keyWith('ab', copy)).toBeDefined();
  expect(await keyWith('cd', copy)).not.toBe(await keyWith('ab', copy));
  expect(await keyWith('cd', 'RUN true')).toBe(await keyWith('ab', 'RUN true'));
});

test('files are taken by the environment that a base has for each platform', async () => {
  const known = knowingEngine();
  const run: typeof known = async (command, how) => {
    if (!command.args.includes('imagetools')) return known(command, how);
    const configs = ['amd64', 'arm64'].map((architecture) => [
      `linux/${architecture}`,
      { os: 'linux', architecture, config: { Env: [`DIR=${architecture}`] } },
    ]);
    const stdout = JSON.stringify({ image: Object.fromEntries(configs) });
    return { exitCode: 0, stdout, stderr: '' };
  };
  const keyWith = async (edited: string, platforms: readonly string[]) => {
    const data = { 'services/api/amd64/a': '', 'services/api/arm64/a': '', [edited]: 'other' };
    const changed = { ...files(['COPY services/api/$DIR /x/']), ...data };
    const options = { platforms };
    const key = await imageKeyOf(changed, { image: 'api', project: 'api', options, run });
    return key.kind === 'keyed' ? key.key : undefined;
  };
  const both = ['linux/amd64', 'linux/arm64'];
  const keys = await Promise.all(
    ['other', 'services/api/amd64/a', 'services/api/arm64/a'].map((each) => keyWith(each, both)),
  );
  expect(new Set(keys).size).toBe(3);
  expect(keys).not.toContain(undefined);
  const [arm = ''] = both.slice(1);
  expect(await keyWith('services/api/amd64/a', [arm])).toBe(await keyWith('other', [arm]));
});
