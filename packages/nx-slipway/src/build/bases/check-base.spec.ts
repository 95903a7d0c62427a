import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunCommand } from '../../process/run-command';
import { checkBase } from './check-base';

const FILES = {
  'images/python/project.json': '{"name": "python"}',
  'images/python/Dockerfile': 'FROM python:3.13-slim AS base\nFROM base AS base-builder\n',
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-base-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
});
afterEach(() => rmSync(root, { recursive: true }));

/** A machine without git and without an engine. */
const nothing: RunCommand = async () => ({ stdout: '', stderr: '', failure: 'not installed' });

/** Success and what a task prints. */
async function checked(options: Parameters<typeof checkBase>[0], projectName = 'python') {
  const context = {
    ...{ root, projectName, nxJsonConfiguration: {} },
    projectsConfigurations: { version: 2, projects: { python: { root: 'images/python' } } },
  } as unknown as ExecutorContext;
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const { success } = await checkBase(options, context, nothing);
    return {
      success,
      out: out.mock.calls.flat().join(''),
      error: error.mock.calls.flat().join(''),
    };
  } finally {
    out.mockRestore();
    error.mockRestore();
  }
}

test('what could not be checked fails the task, and the JSON says that it was not checked', async () => {
  const { success, out, error } = await checked({ json: true, outputFile: 'dist/base.json' });
  expect(success).toBe(false);
  expect(error).toContain('not checked');
  expect(JSON.parse(out)).toMatchObject({ result: 'unchecked', images: expect.any(Array) });
  expect(readFileSync(join(root, 'dist/base.json'), 'utf8')).toBe(out);
});

test('so does a change that git does not know', async () => {
  expect(await checked({ base: 'main' })).toMatchObject({
    success: false,
    error: expect.stringContaining('git knows no commit'),
  });
});

test('a project that is no stack is refused', async () => {
  expect(await checked({}, 'api')).toMatchObject({
    success: false,
    error: '\nthe project api is not a stack\n  Check one of these: python\n',
  });
});
