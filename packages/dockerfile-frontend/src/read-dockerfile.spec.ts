// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles

// What is tested is the package as it is built: the module lies beside its code.
import { type ReadRequest, readDockerfile } from 'dockerfile-frontend';
import { describe, expect, test } from 'vitest';

function read(dockerfile: string, more: Partial<ReadRequest> = {}) {
  return readDockerfile({
    dockerfile,
    platform: 'linux/amd64',
    buildPlatform: 'linux/amd64',
    ...more,
  });
}

const MIXED = `ARG V=a
FROM scratch AS a
COPY services/x/"src" /app
FROM scratch AS b
COPY --from=a /app /y
COPY lib/+(a)*.txt /z/
FROM \${V}
RUN --mount=type=BIND,source=one,src=two,target=/t echo hi
COPY deploy/ /d
`;

test('a target asks for what BuildKit asks for, after build arguments', () => {
  const { result, errors } = read(MIXED, { buildArgs: { V: 'b' } });
  expect(errors).toEqual([]);
  expect(result?.locals).toEqual([
    { name: 'context', followPaths: ['deploy', 'lib/+(a)*.txt', 'services/x/src', 'two'] },
  ]);
});

test('the digest is the same for every way to write the same', () => {
  const digest = (text: string) => read(text).result?.digest;
  expect(digest('FROM scratch\nCOPY a /b\n')).toBe(
    digest('# note\nfrom scratch\nCOPY \\\n  a /b\n'),
  );
  expect(digest('FROM scratch\nCOPY a /b\n')).not.toBe(digest('FROM scratch\nCOPY a /c\n'));
  expect(digest('FROM scratch\nCOPY a /b\n')).toMatch(/^sha256:[0-9a-f]{64}$/);
});

describe('bases', () => {
  const BASE = 'docker.io/library/python:3.13';
  const config = { architecture: 'amd64', os: 'linux', config: { Env: ['APP=src'] } };

  test('are named that nothing is known of, and whether their environment may decide', () => {
    expect(read('FROM python:3.13\nCOPY a /\n').result).toMatchObject({
      unknownBases: [BASE],
      isEnvironmentDeciding: false,
    });
    expect(read('FROM python:3.13\nCOPY $APP /\n').result?.isEnvironmentDeciding).toBe(true);
    const own = 'FROM python:3.13\nARG APP=x\nCOPY $APP /\n';
    expect(read(own).result?.isEnvironmentDeciding).toBe(false);
  });

  test('take part with their environment, their ONBUILD and their digest', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const onbuild = { ...config, config: { ...config.config, OnBuild: ['COPY onbuild /'] } };
    const { result } = read('FROM python:3.13\nCOPY $APP /\n', {
      bases: { [BASE]: { digest, configs: { 'linux/amd64': onbuild } } },
    });
    expect(result).toMatchObject({ unknownBases: [], isEnvironmentDeciding: false });
    expect(result?.unknownConfigs).toEqual([]);
    expect(result?.images).toEqual([`${BASE}@${digest}`]);
    expect(result?.locals[0]?.followPaths).toEqual(['onbuild', 'src']);
  });

  test('have a config for each platform that they are taken for', () => {
    const text = 'FROM --platform=$BUILDPLATFORM python:3.13 AS own\nCOPY $APP /\n';
    const dockerfile = `${text}FROM python:3.13\nCOPY $APP /\nCOPY --from=own / /\n`;
    const platform = 'linux/arm64';
    const arm = { architecture: 'arm64', os: 'linux', config: { Env: ['APP=arm'] } };
    const sourcesWith = (configs: Readonly<Record<string, object>>) => {
      const bases = { [BASE]: { configs: configs as Record<string, typeof config> } };
      const { result } = read(dockerfile, { platform, bases });
      return [result?.unknownConfigs, result?.locals.flatMap(({ followPaths }) => followPaths)];
    };
    expect(sourcesWith({ 'linux/amd64': config, [platform]: arm })).toEqual([[], ['arm', 'src']]);
    expect(sourcesWith({ 'linux/amd64': config })[0]).toEqual([{ image: BASE, platform }]);
    expect(sourcesWith({})[0]).toEqual([
      { image: BASE, platform: 'linux/amd64' },
      { image: BASE, platform },
    ]);
  });

  test('that other builds make come in by their config', () => {
    const { result } = read('FROM acme/x\nCOPY $APP /\n', { contexts: { 'acme/x': { config } } });
    expect(result).toMatchObject({ links: ['acme/x'], images: [], unknownBases: [] });
    expect(result?.locals[0]?.followPaths).toEqual(['src']);
  });
});

test('named contexts that are folders are asked by name', () => {
  const { result } = read('FROM scratch\nCOPY --from=lib a b /\n', {
    contexts: { lib: { isFolder: true } },
  });
  expect(result?.locals).toEqual([{ name: 'lib', followPaths: ['a', 'b'] }]);
});

test('what is fetched is named, and whether a checksum decides it', () => {
  const sum = `--checksum=sha256:${'0'.repeat(64)}`;
  const { result } = read(
    `FROM scratch\nADD https://x.example/a /\nADD ${sum} https://x.example/b /\n`,
  );
  expect(result?.remotes).toEqual([
    { source: 'https://x.example/a', isPinned: false },
    { source: 'https://x.example/b', isPinned: true },
  ]);
});

test('secrets and agents that steps mount are named', () => {
  const { result } = read(
    'FROM scratch\nRUN --mount=type=secret,id=a --mount=type=ssh --mount=type=secret,target=/x/b y\n',
  );
  expect(result).toMatchObject({ secrets: ['a', 'b'], ssh: ['default'] });
});

test('a broken file has all of its errors and the stages that can be read', () => {
  const { errors, stages } = read('FROM x AS a\nCOPPY\nFROM a\nFRMO\n');
  expect(errors.map(({ line }) => line)).toEqual([2, 4]);
  expect(stages.map(({ base }) => base.stage)).toEqual([undefined, 0]);
});

test('STOPSIGNAL takes the names of Linux', () => {
  expect(read('FROM scratch\nSTOPSIGNAL SIGRTMIN+3\n').errors).toEqual([]);
  expect(read('FROM scratch\nSTOPSIGNAL SIGNOTHING\n').errors).toHaveLength(1);
});

test('a file that is nested too deep is refused with words, and the next one is read', () => {
  const deep = `FROM scratch\nCMD ${'['.repeat(50_000)}\n`;
  expect(read(deep).errors).toEqual([
    { text: 'it is nested too deep, or has too many stages in a row, to be read' },
  ]);
  expect(read(`FROM scratch\n# ${Math.random()}\n`).errors).toEqual([]);
});
