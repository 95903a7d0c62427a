import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { writeFiles } from '../../../test-support/write-files';
import { formatProblem } from '../../problems/format-problem';
import { COMMON_MACHINES } from '../../python/pep508/marker-environment';
import { readBindings } from '../bindings/read-bindings';
import { readLayerGroups } from '../bindings/read-layer-groups';
import { readServiceTemplates } from '../files/read-service-templates';
import { textReader } from '../files/text-reader';
import { workspaceReader } from '../files/workspace-reader';
import { readWorkspace } from '../model/read-workspace';
import { lockReader } from './lock-reader';

/** As uv writes it for two services, but for the files of the one package. */
const LOCK = `version = 1
revision = 3
requires-python = ">=3.11"

[manifest]
members = [
    "api",
    "worker",
]

[[package]]
name = "api"
version = "0.1.0"
source = { editable = "services/api" }

[[package]]
name = "worker"
version = "0.1.0"
source = { editable = "services/worker" }
dependencies = [
    { name = "idna" },
]

[package.metadata]
requires-dist = [{ name = "idna" }]

[[package]]
name = "idna"
version = "3.10"
source = { registry = "https://index.example/simple" }
`;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lock-reader-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const files: Files = {
  ...rootFiles('[tool.ruff]\nline-length = 99\n'),
  ...stackFiles(),
  ...serviceFiles({ name: 'api' }),
  ...serviceFiles({ name: 'worker', packages: ['idna'] }),
  'uv.lock': LOCK,
};

/** The bindings of the images of a workspace on disk, by image id. */
function bindingsOf(given: Files) {
  writeFiles(root, given);
  const names = new Map(
    ['images/python', 'services/api', 'services/worker'].map((folder) => [
      folder,
      folder.replace(/.*\//, ''),
    ]),
  );
  const workspace = readWorkspace(workspaceReader(root), names, { namespace: 'acme' });
  const readers = {
    ...workspaceReader(root),
    readLock: lockReader({ read: textReader(root), workspace }),
    templates: readServiceTemplates(),
    layers: readLayerGroups((file) => given[file]),
    machines: COMMON_MACHINES,
  };
  return new Map(
    [...workspace.images.catalogue.images.values()].map((image) => [
      image.id,
      readBindings(image, workspace, readers),
    ]),
  );
}

function kinds(given: Files, image: string) {
  return bindingsOf(given)
    .get(image)
    ?.problems.map(({ kind }) => kind);
}

test('a service gets its own part of the lock and of the root pyproject', () => {
  const api = bindingsOf(files).get('api');
  expect(api?.problems).toEqual([]);
  expect(api?.bindings?.notes).toEqual([]);
  const { 'uv.lock': lock, 'pyproject.toml': pyproject } = api?.bindings?.lock ?? {};
  expect(lock).toContain('name = "api"');
  expect(lock).not.toContain('worker');
  expect(pyproject).not.toContain('ruff');
});

test('an image that is no service has no bindings and no problems', () => {
  expect(bindingsOf(files).get('python-base')).toEqual({ problems: [], notes: [] });
});

test('without a lock each service says so', () => {
  const { 'uv.lock': _, ...others } = files;
  expect(kinds(others, 'api')).toEqual(['lock-missing']);
});

test('a lock that is older than one service fails that one', () => {
  const file = 'services/worker/pyproject.toml';
  const changed = { ...files, [file]: (files[file] ?? '').replace('"idna"', '"idna", "six"') };
  expect(kinds(changed, 'worker')).toEqual(['lock-outdated']);
  expect(kinds(changed, 'api')).toEqual([]);
});

test('an image of a Python its service does not run on is a problem', () => {
  const file = 'services/api/pyproject.toml';
  const text = (files[file] ?? '').replace('>=3.11', '>=3.14');
  const lock = LOCK.replace('>=3.11', '>=3.14');
  expect(kinds({ ...files, [file]: text, 'uv.lock': lock }, 'api')).toContain(
    'requires-python-unmet',
  );
});

test('a lock that is broken fails all', () => {
  const broken = { ...files, 'uv.lock': 'version = ' };
  expect(kinds(broken, 'api')).toEqual(['toml-broken']);
  expect(kinds(broken, 'worker')).toEqual(['toml-broken']);
});

test('a build backend that base-builder does not hold is a problem', () => {
  const file = 'services/api/pyproject.toml';
  const text = (files[file] ?? '').replace('["hatchling"]', '["poetry-core"]');
  expect(kinds({ ...files, [file]: text }, 'api')).toEqual(['build-backend-missing']);
});

test('a Dockerfile that installs otherwise has no part of the lock, and a note', () => {
  const file = 'services/api/Dockerfile';
  const text = (files[file] ?? '').replace(/uv sync.*/, 'pip install idna');
  const api = bindingsOf({ ...files, [file]: text }).get('api');
  expect(api?.bindings?.lock).toBeUndefined();
  expect(api?.bindings?.notes.map(({ kind }) => kind)).toEqual(['selection-unknown']);
});

test('a uv.toml stands in for the settings of the pyproject, and plain docker build is said to lack it', () => {
  const settings = { 'uv.toml': 'no-binary-package = ["idna"]\ncache-dir = "/x"\n' };
  const root = rootFiles('[tool.uv]\nno-build-package = ["six"]\n');
  const api = bindingsOf({ ...files, ...root, ...settings }).get('api');
  expect(api?.problems).toEqual([]);
  const reduced = api?.bindings?.lock?.['pyproject.toml'];
  expect(reduced).toContain('no-binary-package = [ "idna" ]');
  expect(reduced).not.toMatch(/six|cache-dir/);
  expect(api?.bindings?.notes.map(formatProblem)).toEqual([
    'services/api/Dockerfile:8: uv installs by uv.toml, which this stage does not copy: plain `docker build` installs without it\n' +
      '  Add uv.toml to the files that the stage copies.',
  ]);
});

test('a stage of the user’s that lacks the uv.toml is a problem', () => {
  const file = 'services/api/Dockerfile';
  const edited = (files[file] ?? '').replace(
    'COPY pyproject.toml uv.lock /',
    'COPY *.lock *.toml /x/',
  );
  const given = { ...files, 'uv.toml': 'no-binary = true\n' };
  expect(kinds({ ...given, [file]: edited.replace('*.toml', 'pyproject.toml') }, 'api')).toEqual([
    'settings-not-copied',
  ]);
  expect(
    kinds({ ...given, [file]: edited.replace('COPY *.lock *.toml', 'COPY .') }, 'api'),
  ).toEqual([]);
});

test('a uv.toml that does not parse is a problem', () => {
  expect(kinds({ ...files, 'uv.toml': 'no-binary = \n' }, 'api')).toEqual(['toml-broken']);
});

test('a Dockerfile that copies the uv.toml is as it is generated', () => {
  const file = 'services/api/Dockerfile';
  const text = (files[file] ?? '').replace('uv.lock /', 'uv.lock uv.toml /');
  const api = bindingsOf({ ...files, [file]: text, 'uv.toml': '' }).get('api');
  expect(api?.bindings?.notes).toEqual([]);
  expect(api?.problems).toEqual([]);
});

test('wheels of other platforms are in no slice of the lock', () => {
  const wheels = (...names: readonly string[]) =>
    `${LOCK}wheels = [\n${names.map((name) => `    { url = "https://f.example/${name}", hash = "sha256:0" },\n`).join('')}]\n`;
  const linux = 'idna-3.10-cp313-cp313-manylinux_2_17_x86_64.whl';
  const slice = (text: string) =>
    bindingsOf({ ...files, 'uv.lock': text }).get('worker')?.bindings?.lock?.['uv.lock'];
  const before = slice(wheels(linux, 'idna-3.10-cp313-cp313-win_amd64.whl'));
  expect(before).toContain(linux);
  expect(before).toBe(slice(wheels(linux)));
});
