import { readJson, type Tree } from '@nx/devkit';
import { beforeEach, expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from '../service/generator';
import devcontainerGenerator from './generator';

/** The editor's variable, not one of this file. */
const MOUNT = `source=\${localWorkspaceFolder},target=/workspace,type=bind`;
const FILE = '.devcontainer/api/devcontainer.json';

let tree: Tree;
beforeEach(async () => {
  tree = await stackTree({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    'services/api/pyproject.toml':
      '[project]\nname = "api"\nversion = "1"\ndependencies = ["fastapi", "uvicorn"]\n[dependency-groups]\ndev = ["pytest"]\n[build-system]\nrequires = ["hatchling"]\n',
    'services/api/src/api/app.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  });
  await serviceGenerator(tree, { name: 'api', role: 'http' });
});

test('a project opens in the stage dev of its stack', async () => {
  await devcontainerGenerator(tree, { project: 'api' });
  expect(readJson(tree, FILE)).toEqual({
    name: 'api',
    image: 'proj/python-dev',
    initializeCommand: 'npx nx run python:build-image-dev',
    workspaceMount: MOUNT,
    workspaceFolder: '/workspace/services/api',
    remoteUser: 'root',
    postCreateCommand: 'uv sync --offline --inexact --package api',
    forwardPorts: [8000],
    customizations: {
      vscode: {
        extensions: ['ms-python.python'],
        settings: { 'python.defaultInterpreterPath': '/venv/bin/python' },
      },
    },
  });
});

test('or in its own image of the role dev', async () => {
  await serviceGenerator(tree, { name: 'api', role: 'dev', image: 'dev', groups: ['dev'] });
  await devcontainerGenerator(tree, { project: 'services/api/' });
  const file = readJson(tree, FILE);
  expect(file).toMatchObject({
    image: 'proj/api-dev',
    initializeCommand: 'npx nx run api:build-image-dev',
    remoteUser: 'app',
  });
  expect(file).not.toHaveProperty('postCreateCommand');
});

test('the file belongs to the user then', async () => {
  await devcontainerGenerator(tree, { project: 'api' });
  const first = contentsOf(tree);
  await devcontainerGenerator(tree, { project: 'api' });
  expect(contentsOf(tree)).toEqual(first);
  tree.write(FILE, '// mine\n{}\n');
  await devcontainerGenerator(tree, { project: 'api' });
  expect(textOf(tree, FILE)).toBe('// mine\n{}\n');
  await devcontainerGenerator(tree, { project: 'api', force: true });
  expect(contentsOf(tree)).toEqual(first);
});

test('refused with words where there is no such project, or no stage', async () => {
  await expect(devcontainerGenerator(tree, { project: 'apy' })).rejects.toThrow(
    'Python project apy not found\n  Did you mean api?',
  );
  tree.write(
    'images/python/Dockerfile',
    textOf(tree, 'images/python/Dockerfile').replace(' AS dev', ' AS other'),
  );
  await expect(devcontainerGenerator(tree, { project: 'api' })).rejects.toThrow(
    /^api has no stack whose stage dev installs the packages of uv\.lock/,
  );
  expect(tree.exists(FILE)).toBe(false);
});
