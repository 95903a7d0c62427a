import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { knowingEngine } from '../../../test-support/knowing-engine';
import { runFactsOf } from '../../../test-support/run-facts';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { planBake } from '../../bake/plan-bake';
import { planContent } from '../../bake/targets/plan-content';
import { planRequests } from '../plan/plan-requests';
import { readKeys } from './read-keys';
import { recheckImages, recheckTargets, rememberFiles } from './recheck-keys';
import type { TakenDigests } from './taken-bases';

const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...serviceFiles({ name: 'api' }),
  ...serviceFiles({ name: 'worker' }),
};
const SOURCE = 'services/api/src/api/__init__.py';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'recheck-'));
  for (const [file, text] of Object.entries(files)) write(file, text);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Reads the keys of both services. */
async function readBoth() {
  const requests = planRequests(buildTasksOf(['api', 'worker']), runFactsOf(files));
  const context = {
    ...{
      workspaceRoot: root,
      runFolder: join(root, '.run'),
      recordsFolder: join(root, '.records'),
    },
    ...{ run: knowingEngine(), environment: {}, abort: new AbortController().signal },
  };
  const content = planContent({ ...requests.bake, ...context });
  const { source } = await readKeys(requests, content, context);
  return { source, content, ...requests.bake, recordsFolder: context.recordsFolder };
}

/** Reads the keys of both services, lets something happen, and reads them again. */
async function recheckAfter(change: () => void, taken: TakenDigests = new Map()) {
  const { source, content, requests, recordsFolder } = await readBoth();
  change();
  const plan = planBake(content, requests);
  const stages = ['python-base', 'api'];
  const meanwhile = { taken, recordsFolder };
  return {
    images: recheckImages(source, requests, meanwhile),
    targets: recheckTargets(source, plan, stages, meanwhile),
  };
}

test('what nobody has written is as it was', async () => {
  expect(await recheckAfter(() => {})).toEqual({
    images: { unchanged: ['api', 'worker'], unseen: [] },
    targets: ['python-base', 'api'],
  });
});

test.each<[string, () => void]>([
  ['a changed file', () => write(SOURCE, 'x = 1\n')],
  ['a new file', () => write('services/api/src/api/new.py', '')],
  ['a file that was put back', () => write(SOURCE, files[SOURCE] ?? '')],
  ['a changed Dockerfile', () => write('services/api/Dockerfile', 'FROM scratch\n')],
])('%s leaves out what takes it, and nothing else', async (_, change) => {
  expect(await recheckAfter(change)).toEqual({
    images: { unchanged: ['worker'], unseen: [] },
    targets: ['python-base'],
  });
});

test('an edit that the engine may not notice is told', async () => {
  const at = (text: string) => {
    write(SOURCE, text);
    utimesSync(join(root, SOURCE), 1, 1);
  };
  at('x = 1\n');
  expect((await recheckAfter(() => {})).images.unseen).toEqual([]);
  at('x = 2\n');
  expect((await recheckAfter(() => {})).images).toEqual({
    unchanged: ['worker'],
    unseen: [{ kind: 'key-edit-unseen', file: SOURCE }],
  });
});

test('also one of a file that only a build which failed was made from', async () => {
  const at = (text: string) => {
    write(SOURCE, text);
    utimesSync(join(root, SOURCE), 1, 1);
  };
  at('x = 1\n');
  const { source, recordsFolder } = await readBoth();
  rememberFiles(source, recordsFolder);
  at('x = 2\n');
  expect((await recheckAfter(() => {})).images).toEqual({
    unchanged: ['worker'],
    unseen: [{ kind: 'key-edit-unseen', file: SOURCE }],
  });
});

test('what was built on another base than its key says is left out', async () => {
  const [reference = ''] = (await readBoth()).source.bases.keys();
  const taken = (digest: string) => new Map([[reference, new Set([digest])]]);
  expect((await recheckAfter(() => {}, taken(`sha256:${'ab'.repeat(32)}`))).targets).toEqual([
    'python-base',
    'api',
  ]);
  expect(await recheckAfter(() => {}, taken(`sha256:${'cd'.repeat(32)}`))).toEqual({
    images: { unchanged: [], unseen: [] },
    targets: [],
  });
});
