import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layersWith } from '../test-support/layers-with';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceDockerfile,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-few-${randomBytes(3).toString('hex')}`;
/** A module named like one of the standard library, in the distribution of the service. */
const SHADOWING = '[tool.hatch.build.targets.wheel]\npackages = ["src/api", "src/logging"]\n';
const EVERYTHING = ['python', 'api', 'worker', 'plain', 'tool'];

const files: Files = {
  ...rootFiles(),
  ...stackFiles(NAMESPACE),
  ...libraryFiles({ name: 'a', code: 'def greet() -> str:\n    return "greeted"\n' }),
  ...serviceFiles(
    {
      name: 'api',
      libraries: ['a'],
      packages: ['six'],
      code: 'import a\n\n\ndef main() -> None:\n    print(a.greet())\n',
      settings: SHADOWING,
    },
    NAMESPACE,
  ),
  'services/api/src/logging/__init__.py': 'raise RuntimeError("not the standard library")\n',
  ...serviceFiles({ name: 'worker', packages: ['idna'] }, NAMESPACE),
  ...serviceFiles({ name: 'plain' }, NAMESPACE),
  'services/plain/Dockerfile': [
    `FROM ${NAMESPACE}/tool AS tool`,
    `FROM ${NAMESPACE}/python-base AS runtime`,
    'COPY --from=tool /tool.txt /from-stage.txt',
    `COPY --from=${NAMESPACE}/tool /tool.txt /from-image.txt`,
    '',
  ].join('\n'),
  ...serviceFiles({ name: 'tool' }, NAMESPACE),
  'services/tool/Dockerfile': 'FROM scratch AS tool\nCOPY services/tool/tool.txt /\n',
  'services/tool/tool.txt': 'of the tool\n',
};

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, files);
  expect((await workspace.build(EVERYTHING)).failed).toEqual({});
});

afterAll(() => workspace?.dispose());

/** Runs a container to its end. */
function run(name: string, command: readonly string[] = [], options: readonly string[] = []) {
  return call('docker', ['run', '--rm', ...options, `${NAMESPACE}/${name}`, ...command]);
}

function python(name: string, script: string) {
  return run(name, ['python', '-c', script]);
}

describe('a container', () => {
  test('runs the console script, on a file system that cannot be written', async () => {
    expect(await run('api', [], ['--read-only', '--network=none'])).toBe('greeted');
  });

  test('is no root, and its user is a number', async () => {
    const format = '--format={{.Config.User}}';
    const user = await call('docker', ['image', 'inspect', format, `${NAMESPACE}/api`]);
    expect(user).toBe('10001:10001');
    expect(await python('api', 'import os; print(os.getuid(), os.getgid())')).toBe('10001 10001');
  });

  test('can neither install nor compile', async () => {
    const script = [
      'import importlib.util, shutil',
      "tools = ['pip', 'pip3', 'uv', 'poetry', 'gcc', 'cc', 'hatch', 'install-projects']",
      "modules = ['pip', 'uv', 'poetry', 'setuptools', 'wheel', 'hatchling']",
      'print([tool for tool in tools if shutil.which(tool)])',
      'print([name for name in modules if importlib.util.find_spec(name)])',
    ].join('\n');
    expect(await python('api', script)).toBe('[]\n[]');
  });

  test('keeps the standard library before modules of the same name', async () => {
    expect(await run('api', ['ls', '/app/logging'])).toBe('__init__.py\n__pycache__');
    expect(await python('api', 'import logging; print(logging.__file__)')).toMatch(
      /^\/usr\/(local\/)?lib\/python3\.\d+\/logging\/__init__\.py$/,
    );
  });

  test('has the packages of its own lock and no others', async () => {
    const script =
      'import importlib.metadata as m; print(sorted(d.name for d in m.distributions()))';
    expect(await python('api', script)).toBe("['a', 'api', 'six']");
    expect(await python('worker', script)).toBe("['idna', 'worker']");
  });
});

test('an image is built from another one of the workspace by stage and by reference', async () => {
  expect(await run('plain', ['cat', '/from-stage.txt', '/from-image.txt'])).toBe(
    'of the tool\nof the tool',
  );
});

test('a single image is built with what it needs, and steps are counted as its own', async () => {
  workspace.write({
    'services/worker/src/worker/more.py': `X = "${randomBytes(8).toString('hex')}"`,
  });
  const report = await workspace.build(['worker']);
  expect(report.failed).toEqual({});
  expect(report.runs).toEqual([
    'RUN --network=none install-projects services/worker/pyproject.toml',
  ]);
  expect(report.printed).toContain('1 built');
});

describe('a failure', () => {
  // A race in the engine, which other tests use at the same time, takes a call more.
  test('of one service fails it alone, in one more invocation', { retry: 2 }, async () => {
    const file = 'services/worker/Dockerfile';
    const text = workspace.read(file);
    const broken = text.replace(
      '\n\n# nx-slipway puts',
      '\nRUN echo this is why; exit 3\n\n# nx-slipway puts',
    );
    workspace.write({
      [file]: broken,
      'services/api/src/api/more.py': `X = "${randomBytes(8).toString('hex')}"`,
    });
    const report = await workspace.build(EVERYTHING);
    workspace.write({ [file]: text });
    expect(Object.keys(report.failed)).toEqual(['worker']);
    expect(report.failed.worker).toContain('worker failed at: RUN echo this is why; exit 3');
    expect(report.failed.worker).toContain('this is why\n');
    expect(report.invocations).toBe(2);
    expect(report.printed).toContain('5 built, 1 failed');
  });

  test('of the stack fails all that start from it with one and the same sentence', async () => {
    const file = 'images/python/Dockerfile';
    const text = workspace.read(file);
    workspace.write({
      [file]: text.replace('\nWORKDIR', '\nRUN echo broken stack; exit 4\nWORKDIR'),
    });
    const report = await workspace.build(EVERYTHING);
    workspace.write({ [file]: text });
    expect(Object.keys(report.failed).sort()).toEqual(['api', 'plain', 'python', 'worker']);
    for (const output of Object.values(report.failed)) {
      expect(output).toContain('failed at: RUN echo broken stack; exit 4');
      expect(output).not.toContain('engine failed');
    }
    expect(report.invocations).toBeLessThanOrEqual(2);
  });

  test('of a Dockerfile that the engine does not understand fails its service alone', async () => {
    const file = 'services/tool/Dockerfile';
    const text = workspace.read(file);
    workspace.write({ [file]: `${text}WORKDIR\n` });
    const report = await workspace.build(['python', 'api', 'worker', 'tool']);
    workspace.write({ [file]: text });
    expect(report.failed).toEqual({
      tool: expect.stringContaining('WORKDIR requires exactly one argument'),
    });
  });

  test('of a secret that is not there comes before the engine is called', async () => {
    const report = await workspace.build(['api'], { secrets: ['id=netrc,env=SLIPWAY_NO_SUCH'] });
    expect(report.failed.api).toContain('the secret netrc of api was not found: the variable');
    expect(report.invocations).toBe(0);
  });
});

test('an edited stage is built as written, and a note says so', async () => {
  const file = 'services/worker/Dockerfile';
  const text = serviceDockerfile({ name: 'worker' }, NAMESPACE);
  workspace.write({
    [file]: text.replace('AS foundation\n', 'AS foundation\nRUN echo mine > /mine\n'),
  });
  const report = await workspace.build(['worker']);
  workspace.write({ [file]: text });
  expect(report.printed).toMatch(/note: services\/worker\/Dockerfile:\d+: the stage `foundation`/);
  expect(await run('worker', ['cat', '/mine'])).toBe('mine');
});

describe('a secret', () => {
  const value = `canary-${randomBytes(8).toString('hex')}`;

  test('is in no layer, no history, no log and no plan', async () => {
    process.env.SLIPWAY_CANARY = `machine index.example login me password ${value}\n`;
    const file = 'services/worker/Dockerfile';
    const text = workspace.read(file);
    const use = `test -s /root/.netrc && : ${randomBytes(4).toString('hex')}`;
    const reads = `RUN --mount=type=secret,id=netrc,target=/root/.netrc ${use}\n`;
    workspace.write({ [file]: text.replace("# The workspace's libraries", `${reads}\n$&`) });
    const report = await workspace.build(['worker'], { secrets: ['id=netrc,env=SLIPWAY_CANARY'] });
    workspace.write({ [file]: text });
    delete process.env.SLIPWAY_CANARY;
    expect(report.failed).toEqual({});
    expect(report.runs.join('\n')).toContain(use);
    const image = `${NAMESPACE}/worker`;
    const seen = [
      report.printed,
      ...report.bakeFiles,
      await call('docker', ['history', '--no-trunc', image]),
      await call('docker', ['image', 'inspect', image]),
    ];
    for (const each of seen) expect(each).not.toContain(value);
    expect(await layersWith(image, value)).toBe('none');
  });
});
