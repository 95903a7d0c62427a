import { expect, test } from 'vitest';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import { formatProblem } from '../../problems/format-problem';
import { folderIndex } from '../../workspace/model/folder-index';
import { chooseDeveloped } from './choose-developed';
import { type DevelopRequest, planDevelop } from './plan-develop';

const SERVICE = serviceFiles({ name: 'api', libraries: ['core'] });
const DOCKERFILE = SERVICE['services/api/Dockerfile'] ?? '';
const HTTP = [
  'ENV PORT=8000 \\',
  '    WEB_CONCURRENCY=2 \\',
  '    LOG_LEVEL="in\\"fo"',
  'EXPOSE 8000',
  'CMD ["sh", "-c", "exec uvicorn api.app:app --port=$PORT"]',
].join('\n');
const FILES: Files = {
  ...rootFiles(),
  ...stackFiles(undefined, { pyprojects: [] }),
  ...SERVICE,
  'services/api/Dockerfile': DOCKERFILE.replace(/^CMD.*$/m, HTTP),
  'libs/core/pyproject.toml':
    '[project]\nname = "core"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
  'libs/core/src/core/__init__.py': '',
};

/** What is run for the project `api`, or what is wrong. */
function plan(files: Files = {}, request: DevelopRequest & { readonly image?: string } = {}) {
  const all = { ...FILES, ...files };
  const workspace = workspaceOf(all);
  const subject = { project: 'api', root: 'services/api' };
  const developed = chooseDeveloped(request, subject, workspace);
  if ('problem' in developed) return formatProblem(developed.problem);
  const result = planDevelop(request, {
    ...{ ...developed, workspace, project: 'api', buildTarget: 'build-image' },
    list: folderIndex(Object.keys(all)),
  });
  return 'problem' in result ? formatProblem(result.problem) : result;
}

test('the command of the image, on the sources of the project and its libraries', () => {
  expect(plan()).toEqual({
    command: [
      ...['uv', 'run', '--package', 'api', 'sh', '-ec'],
      'exec uvicorn --reload --reload-dir=/workspace/services/api/src --reload-dir=/workspace/libs/core/src api.app:app --port=$PORT',
      ...[
        'sh',
        expect.stringContaining(
          'uv add --directory services/api --dev debugpy && nx build-image-dev python',
        ),
      ],
      expect.stringContaining('--dev watchfiles'),
    ],
    env: { PORT: '8000', LOG_LEVEL: 'in"fo' },
    opened: ['127.0.0.1:8000:8000'],
    ports: ['127.0.0.1:8000:8000'],
  });
});

test('with a debugger, on another port', () => {
  expect(plan({}, { debug: true, env: { PORT: '9000' } })).toMatchObject({
    env: { PORT: '9000' },
    opened: ['127.0.0.1:9000:9000'],
    ports: ['127.0.0.1:9000:9000', '127.0.0.1:5678:5678'],
  });
  expect(plan({}, { debug: true, debugPort: 4000, ports: ['1:2'] })).toMatchObject({
    ports: ['1:2', '127.0.0.1:4000:4000'],
  });
});

test('an image of the role dev comes first, with the libraries on the import path', () => {
  const dev = DOCKERFILE.replace(/^CMD.*$/m, 'CMD ["bash"]');
  expect(plan({ 'services/api/dev.Dockerfile': dev })).toMatchObject({
    command: ['sh', '-ec', expect.any(String), 'sh', expect.any(String), expect.any(String)],
    env: { PYTHONPATH: '/workspace/services/api/src:/workspace/libs/core/src' },
  });
});

test('packages that the stage lacks', () => {
  const text = (FILES['services/api/Dockerfile'] ?? '').replace(
    '--package api',
    '--package api --group http --extra fast',
  );
  expect(plan({ 'services/api/Dockerfile': text })).toBe(
    'services/api/Dockerfile: the image installs the group http and the extra fast, and the stage dev of the stack does not\n' +
      '  Create an image to develop api in: nx g nx-slipway:service api --role=dev --image=dev --groups=http --extras=fast',
  );
});

test('a command that cannot be changed, and images that are not there', () => {
  const text = DOCKERFILE.replace(/^CMD.*$/m, 'CMD a && b');
  expect(plan({ 'services/api/Dockerfile': text })).toMatch(
    /^services\/api\/Dockerfile: the file has no CMD that is one program/,
  );
  expect(plan({}, { image: 'web' })).toMatch(/^the project api has no image named web/);
});
