import { describe, expect, test } from 'vitest';
import { readRecording, vertexLine } from '../../../test-support/recorded-engine';
import { type BuildLog, buildLog } from './build-log';
import { parseProgressLine } from './progress';

function replay(log: BuildLog, lines: readonly string[]) {
  return lines.flatMap((line) => {
    const event = parseProgressLine(line);
    return event ? log.accept(event) : [];
  });
}

function replayed(file: string, sole = ''): BuildLog {
  const log = buildLog(sole);
  replay(log, readRecording(file));
  return log;
}

function instructions(log: BuildLog) {
  return log.steps().filter((step) => step.isInstruction);
}

describe('a captured run of two services and their stack', () => {
  test('runs, the first time, all instructions but those that were there', () => {
    const steps = instructions(replayed('cold.log'));
    expect(steps).toHaveLength(25);
    expect(steps.filter(({ outcome }) => outcome === 'run')).toHaveLength(21);
  });

  test('runs nothing the second time', () => {
    const steps = instructions(replayed('warm.log'));
    expect(steps).toHaveLength(25);
    expect(steps.filter(({ outcome }) => outcome !== 'cached')).toEqual([]);
  });

  test('gives a shared step to every target that needs it', () => {
    const library = instructions(replayed('cold.log')).find(({ text }) =>
      text.endsWith('install-projects libs/shared/pyproject.toml'),
    );
    expect([...(library?.targets ?? [])].sort()).toEqual([
      'api',
      'foundation-api',
      'foundation-worker',
      'lib',
      'worker',
    ]);
  });

  test('names the manifest of each image', () => {
    const digests = replayed('warm.log').digests();
    expect([...digests.keys()].sort()).toEqual([
      'api',
      'python-base',
      'python-base-builder',
      'worker',
    ]);
    expect(digests.get('api')).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('counts what was sent as build context', () => {
    const total = (file: string) =>
      [...replayed(file).contextBytes().values()].reduce((sum, bytes) => sum + bytes, 0);
    expect(total('cold.log')).toBeGreaterThan(total('warm.log'));
    expect(total('warm.log')).toBeGreaterThan(0);
  });

  test('reports each step once', () => {
    const log = buildLog('');
    const reported = replay(log, readRecording('cold.log'));
    expect(reported).toHaveLength(log.steps().length);
  });
});

test('steps of the only target of a build belong to it, though buildx does not name it', () => {
  const log = replayed('alone.log', 'tool');
  expect(instructions(log).map(({ targets, text }) => [targets, text])).toEqual([
    [['tool'], 'COPY Dockerfile /a'],
  ]);
  expect([...log.digests().keys()]).toEqual(['tool']);
});

test('a failed step has its output and what the engine says', () => {
  const failed = replayed('failed-beside.log')
    .steps()
    .filter(({ error }) => error !== undefined);
  expect(
    failed.map(({ targets, outcome, output, error }) => ({ targets, outcome, output, error })),
  ).toEqual([
    {
      targets: ['bad'],
      outcome: 'failed',
      output: 'why\nabout to fail\n',
      error: expect.stringMatching(/exit code: 7$/),
    },
    {
      targets: ['good'],
      outcome: 'stopped',
      output: '',
      error: expect.stringMatching(/context canceled$/),
    },
  ]);
});

test.each<[string, string, string, boolean]>([
  ['[api dependencies 1/1] RUN uv sync', 'api', 'RUN uv sync', true],
  ['[api linux/arm64 runtime 2/3] COPY a b', 'api', 'COPY a b', true],
  ['[api base 1/3] FROM docker.io/library/python', 'api', 'FROM docker.io/library/python', false],
  ['[api runtime 2/3] LINK COPY --link a b', 'api', 'LINK COPY --link a b', false],
  ['[api internal] load build context', 'api', 'load build context', false],
  ['[api] exporting to image', 'api', 'exporting to image', false],
  ['[api 1/1] RUN [ -e x ] && echo [y]', 'api', 'RUN [ -e x ] && echo [y]', true],
  ['[api 1/1] RUN <<EOF\ntrue\nEOF', 'api', 'RUN <<EOF\ntrue\nEOF', true],
])('%j is read', (name, target, text, isInstruction) => {
  const [step] = replay(buildLog(''), [vertexLine(name)]);
  expect(step).toMatchObject({ targets: [target], text, isInstruction, seconds: 2 });
});

test('a step that ends as a miss and then from the cache is cached', () => {
  const log = buildLog('');
  const name = '[api 1/1] WORKDIR /app';
  replay(log, [vertexLine(name), vertexLine(name, { cached: true })]);
  expect(log.steps().map(({ outcome }) => outcome)).toEqual(['cached']);
});

describe('a build context', () => {
  const vertex = '[api internal] load build context';
  const sent = (current: number, more: object = {}) =>
    JSON.stringify({ statuses: [{ id: 'transferring context:', vertex, current, ...more }] });
  const end = { completed: '2026-01-01T00:00:02Z' };
  const bytesOf = (lines: readonly string[]) => {
    const log = buildLog('');
    replay(log, [vertexLine(vertex), ...lines]);
    return [...log.contextBytes()];
  };

  test('that several targets report counts once', () => {
    expect(bytesOf([sent(5), sent(900, end), sent(30), sent(900, end)])).toEqual([['api', 900]]);
  });

  test('whose last report never came has no size', () => {
    expect(bytesOf([sent(0), sent(28)])).toEqual([]);
  });
});

test('a store without manifests names the image', () => {
  const log = buildLog('');
  replay(log, [
    vertexLine('[api] exporting to image'),
    '{"statuses":[{"id":"writing image sha256:ab12","vertex":"[api] exporting to image"}]}',
  ]);
  expect([...log.digests()]).toEqual([['api', 'sha256:ab12']]);
});

test.each(['', 'WARN: something', '{"cut off', 'ERROR: {"not":"progress"}'])(
  '%j is no progress',
  (line) => {
    expect(parseProgressLine(line)).toBeUndefined();
  },
);

test.each<[string, 'failed' | 'stopped']>([
  ['canceled: context canceled', 'stopped'],
  ['rpc error: code = Canceled desc = grpc: the client connection is closing', 'stopped'],
  [
    'rpc error: code = Unavailable desc = error reading from server: connection reset by peer',
    'stopped',
  ],
  ['failed to compute cache key: rpc error: code = Unavailable desc = closing', 'stopped'],
  [
    'process "/bin/sh -c echo rpc error: code = Unavailable" did not complete successfully: exit code: 1',
    'failed',
  ],
])('%j: the step was %s', (error, outcome) => {
  const log = buildLog('api');
  const vertex = { digest: 'sha256:1', name: '[a 1/1] RUN true', started: '2026-01-01T00:00:00Z' };
  expect(
    log
      .accept({ vertexes: [{ ...vertex, completed: '2026-01-01T00:00:01Z', error }] })
      .map((step) => step.outcome),
  ).toEqual([outcome]);
});
