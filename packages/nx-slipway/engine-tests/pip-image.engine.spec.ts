import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layersWith } from '../test-support/layers-with';
import {
  type BuildReport,
  call,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-pip-${randomBytes(3).toString('hex')}`;
const PASSWORD = `canary-${randomBytes(8).toString('hex')}`;
/** No engine has installed anything for it. */
const NAME = `api-${randomBytes(3).toString('hex')}`;
const FOLDER = `services/${NAME}`;
const IMAGE = `${NAMESPACE}/${NAME}`;

let workspace: RealWorkspace;
let report: BuildReport;

beforeAll(async () => {
  workspace = await makeWorkspace(
    NAMESPACE,
    {
      ...rootFiles('', 'pip'),
      ...stackFiles(NAMESPACE, { installer: 'pip' }),
      ...libraryFiles({ name: 'a', packages: ['zipp'], installer: 'pip' }),
      // docopt is published as an sdist alone.
      ...serviceFiles(
        { name: NAME, libraries: ['a'], packages: ['docopt'], installer: 'pip' },
        NAMESPACE,
      ),
      'constraints.txt': 'zipp>=3\n',
    },
    'pip',
  );
  const [dockerfile, main] = [`${FOLDER}/Dockerfile`, `${FOLDER}/requirements.txt`];
  const docker = workspace.read(dockerfile);
  workspace.write({
    [main]: `-c ../../constraints.txt\n${workspace.read(main)}`,
    [`${FOLDER}/requirements-worker.in`]: 'six\n',
    // As the generator would have written it for the group and the constraints.
    [dockerfile]: docker
      .replace(
        `COPY ${main} `,
        `COPY constraints.txt /\nCOPY ${FOLDER}/requirements-worker.txt ${main} `,
      )
      .replace('--requirement requirements.txt', '$& --requirement requirements-worker.txt'),
    '.pip.conf': workspace.read('.pip.conf').replace('://', `://me:${PASSWORD}@`),
  });
  const compile = ['pip', 'compile', '--quiet', '--generate-hashes'];
  const files = ['--output-file=requirements-worker.txt', 'requirements-worker.in'];
  await call('uv', [...compile, ...files], `${workspace.root}/${FOLDER}`);
  report = await workspace.build(['python', NAME]);
});
afterAll(() => workspace?.dispose());

function python(script: string) {
  return call('docker', ['run', '--rm', IMAGE, 'python', '-c', script]);
}

describe('an image of a project that pip installs', () => {
  test('has what its files name, sdists and groups included, and the library of its local line', async () => {
    expect(report.failed).toEqual({});
    expect(report.printed).not.toContain('note: ');
    const names =
      'import importlib.metadata as m; print(*sorted(d.name for d in m.distributions()))';
    expect(await python(names)).toBe(`a ${NAME} docopt six zipp`);
    expect(await call('docker', ['run', '--rm', IMAGE])).toBe(NAME);
  });

  test('has its bytecode, and nothing that installs', async () => {
    const script = [
      'import docopt, os, shutil',
      'print(os.path.exists(docopt.__cached__), shutil.which("pip"))',
    ].join('\n');
    expect(await python(script)).toBe('True None');
  });

  test('keeps the password of the index to itself', async () => {
    expect(report.runs.filter((run) => run.includes('--require-hashes'))).toHaveLength(1);
    const seen = [
      report.printed,
      ...report.bakeFiles,
      await call('docker', ['history', '--no-trunc', IMAGE]),
      await call('docker', ['image', 'inspect', IMAGE]),
    ];
    for (const each of seen) expect(each).not.toContain(PASSWORD);
    expect(await layersWith(IMAGE, PASSWORD)).toBe('none');
  });
});

test('a hash that is not the package’s fails the service alone, with the words of pip', async () => {
  const file = `${FOLDER}/requirements.txt`;
  const text = workspace.read(file);
  workspace.write({ [file]: text.replace(/(docopt==.*?sha256:)\w{4}/s, '$10000') });
  const { failed } = await workspace.build(['python', NAME]);
  workspace.write({ [file]: text });
  expect(Object.keys(failed)).toEqual([NAME]);
  expect(failed[NAME]).toContain('THESE PACKAGES DO NOT MATCH THE HASHES');
});
