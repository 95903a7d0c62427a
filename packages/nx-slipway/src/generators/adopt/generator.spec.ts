import type { Tree } from '@nx/devkit';
import { expect, test } from 'vitest';
import { adoptFiles } from '../../../test-support/adopt-files';
import { AWKWARD } from '../../../test-support/awkward-dockerfiles';
import { contentsOf, textOf, treeWith } from '../../../test-support/generator-tree';
import { heardLog } from '../../../test-support/heard-log';
import type { Files } from '../../../test-support/workspace-files';
import serviceGenerator from '../service/generator';
import adoptGenerator from './generator';

const said = heardLog();

const PLAIN = `FROM python:3.13-slim-trixie
RUN pip install uv
WORKDIR /srv
COPY . .
RUN uv sync --frozen --no-dev
RUN make all
CMD ["python", "-m", "api"]
`;

function workspace(dockerfiles: Files = { Dockerfile: PLAIN }): Tree {
  const tree = treeWith(adoptFiles(dockerfiles));
  return tree;
}

/** What a refusal says; it has written nothing. */
async function refusal(tree: Tree, options: Parameters<typeof adoptGenerator>[1]): Promise<string> {
  const before = contentsOf(tree);
  const text = await adoptGenerator(tree, options).then(
    () => 'not refused',
    (error: Error) => error.message,
  );
  expect(contentsOf(tree)).toEqual(before);
  return text;
}

const NEW = 'services/api/adopted.Dockerfile';

test('the new file lies beside the old one, on a new stack, and what is left is named with its line', async () => {
  const tree = workspace();
  await (await adoptGenerator(tree, { project: 'api' }))();
  expect(textOf(tree, 'services/api/Dockerfile')).toBe(PLAIN);
  expect(textOf(tree, NEW)).toContain('CMD ["python", "-m", "api"]');
  expect(textOf(tree, `${NEW}.dockerignore`)).toContain('!services/api');
  expect(textOf(tree, 'images/python/Dockerfile')).toContain(
    'FROM python:3.13-slim-trixie AS base',
  );
  expect(said.join('\n')).toContain(
    'services/api/Dockerfile:6: RUN was not taken over: `make all`\n  If the image needs it, write it into the stage `runtime` of the new file, above USER.',
  );
});

test.each(Object.keys(AWKWARD))('%s: the whole text', async (name) => {
  const tree = workspace({ Dockerfile: AWKWARD[name] ?? '' });
  await adoptGenerator(tree, { project: 'services/api' });
  const files = Object.entries(contentsOf(tree)).filter(([file]) =>
    /adopted\.Dockerfile(\.dockerignore)?$/.test(file),
  );
  const text = files.map(([file, content]) => `===== ${file}\n${content}`).join('');
  await expect(text).toMatchFileSnapshot(`__snapshots__/${name.replace(/[^a-z]+/gi, '-')}.txt`);
});

test('a stack of the same Python and Debian release is used', async () => {
  const tree = workspace({ Dockerfile: PLAIN, 'Dockerfile.old': PLAIN.replace('3.13', '3.12') });
  const adopt = (dockerfile: string) =>
    adoptGenerator(tree, { project: 'api', dockerfile, image: `of-${dockerfile.length}` });
  await adopt('Dockerfile');
  await adopt('services/api/Dockerfile');
  expect(
    Object.keys(contentsOf(tree)).filter((file) => /^images\/[^/]+\/Dockerfile$/.test(file)),
  ).toEqual(['images/python/Dockerfile']);
});

test('a later run keeps the new file, unless it is told to write it again', async () => {
  const tree = workspace();
  await adoptGenerator(tree, { project: 'api' });
  const before = contentsOf(tree);
  await adoptGenerator(tree, { project: 'api' });
  expect(contentsOf(tree)).toEqual(before);
  tree.write(NEW, `${textOf(tree, NEW)}# mine\n`);
  const finish = await adoptGenerator(tree, { project: 'api' });
  await finish();
  expect(textOf(tree, NEW)).toMatch(/# mine\n$/);
  expect(said.join('\n')).toContain(`${NEW}: this file was not changed`);
  await adoptGenerator(tree, { project: 'api', force: true });
  expect(contentsOf(tree)).toEqual(before);
});

test('what nx-slipway has generated is not adopted', async () => {
  const tree = workspace({});
  tree.write('services/api/src/api/__main__.py', '');
  await adoptGenerator(Object.assign(tree, {}), { project: 'api' }).catch(() => {});
  tree.write('services/api/Dockerfile', PLAIN);
  await adoptGenerator(tree, { project: 'api' });
  tree.delete('services/api/Dockerfile');
  const before = contentsOf(tree);
  await adoptGenerator(tree, { project: 'api' });
  expect(contentsOf(tree)).toEqual(before);
  expect(said.at(-1)).toBe(`Nothing to adopt: nx-slipway has generated ${NEW}.`);
});

test('the new file takes the place of the old one, with edits that were made in it', async () => {
  const tree = workspace();
  await adoptGenerator(tree, { project: 'api' });
  tree.write(NEW, `${textOf(tree, NEW)}# mine\n`);
  await adoptGenerator(tree, { project: 'api', replace: true });
  const text = textOf(tree, 'services/api/Dockerfile');
  expect(text).toMatch(/# mine\n$/);
  expect(text).toContain('docker build -f services/api/Dockerfile .');
  expect(tree.exists(NEW)).toBe(false);
  expect(tree.exists(`${NEW}.dockerignore`)).toBe(false);
  expect(textOf(tree, 'services/api/Dockerfile.dockerignore')).toContain('!services/api');
});

test('what is said of a replaced file names it as it is in the end', async () => {
  const tree = workspace({ 'prod.Dockerfile': PLAIN });
  await (await adoptGenerator(tree, { project: 'api', replace: true }))();
  const text = said.join('\n');
  expect(text).not.toContain('adopted');
  expect(text).toContain('nx g nx-slipway:service api --image=prod --stack=python ');
  expect(text.match(/nx build-image api/g)).toHaveLength(1);
});

test.each([
  ['Containerfile', 'Dockerfile'],
  ['Dockerfile.prod', 'prod.Dockerfile'],
  ['prod.Dockerfile', 'prod.Dockerfile'],
])('%s is replaced by %s', async (old, expected) => {
  const tree = workspace({ [old]: PLAIN });
  await adoptGenerator(tree, { project: 'api', replace: true });
  const files = tree.children('services/api').filter((file) => /ockerfile|ontainerfile/.test(file));
  expect(files.sort()).toEqual([expected, `${expected}.dockerignore`].sort());
  expect(textOf(tree, `services/api/${expected}`)).toContain('AS foundation');
});

test('several final stages become an image each', async () => {
  const tree = workspace({ Dockerfile: AWKWARD['several final stages'] ?? '' });
  await adoptGenerator(tree, { project: 'api', replace: true });
  const files = tree.children('services/api').filter((file) => file.endsWith('Dockerfile'));
  expect(files.sort()).toEqual(['shell.Dockerfile', 'web.Dockerfile', 'worker.Dockerfile']);
});

test('a generated file of a service and a hand-written one: the latter is meant', async () => {
  const tree = workspace({});
  tree.write('services/api/worker.Dockerfile', PLAIN);
  await adoptGenerator(tree, { project: 'api' });
  await serviceGenerator(tree, { name: 'api', role: 'command', command: 'python -m api' });
  await adoptGenerator(tree, { project: 'api', replace: true });
  expect(textOf(tree, 'services/api/worker.Dockerfile')).toContain('AS foundation');
});

test.each<[string, Files, object, string]>([
  [
    'no Dockerfile',
    {},
    {},
    'services/api: this folder has no Dockerfile\n  Give one with --dockerfile',
  ],
  [
    'several',
    { Dockerfile: PLAIN, Containerfile: PLAIN },
    {},
    'api has several hand-written Dockerfiles: services/api/Containerfile, services/api/Dockerfile\n  Choose one: --dockerfile=services/api/Containerfile',
  ],
  [
    'another one',
    { Dockerfile: PLAIN },
    { dockerfile: 'Dockerfile.dev' },
    'the Dockerfile Dockerfile.dev does not exist\n  Give one of services/api/Dockerfile.',
  ],
  [
    'a broken one',
    { Dockerfile: 'FROM python:3.13\nCOPPY a b\n' },
    {},
    'services/api/Dockerfile:2: ',
  ],
  ['an argument without a value', { Dockerfile: 'ARG A\nFROM $A\n' }, {}, 'should not be blank'],
  [
    'Alpine',
    { Dockerfile: 'FROM python:3.13-alpine\n' },
    {},
    'python:3.13-alpine is not a Debian image',
  ],
  ['distroless', { Dockerfile: 'FROM gcr.io/distroless/python3\n' }, {}, 'is not a Debian image'],
  [
    'conda',
    { Dockerfile: 'FROM python:3.13\nRUN conda install numpy\n' },
    {},
    'services/api/Dockerfile:2: conda installs packages that no lock of uv, Poetry or pip has\n  Keep this file',
  ],
  [
    'another base',
    { Dockerfile: 'FROM debian:trixie\n' },
    {},
    'services/api/Dockerfile:1: nobody can tell from its name whether debian:trixie has Python',
  ],
  [
    'an unknown stage',
    { Dockerfile: PLAIN },
    { stage: 'prod' },
    'services/api/Dockerfile: this file has no stage prod\n  Leave --stage out',
  ],
  [
    'a name that is taken',
    { Dockerfile: PLAIN, 'adopted.Dockerfile': PLAIN },
    { dockerfile: 'Dockerfile' },
    'services/api/adopted.Dockerfile: the name adopted is already used by another image\n  Give another one: --image=adopted-2',
  ],
  [
    'one of several replaced',
    { Dockerfile: AWKWARD['several final stages'] ?? '' },
    { stage: 'web', replace: true },
    'services/api/Dockerfile: this file makes other images as well: worker, shell\n  Leave --stage out to replace it with all of them',
  ],
])('%s: refused, and nothing is written', async (_, files, options, expected) => {
  expect(await refusal(workspace(files), { project: 'api', ...options })).toContain(expected);
});

test('a file whose stage another Dockerfile is built from is not replaced', async () => {
  const text = PLAIN.replace('trixie\n', 'trixie AS base\n').replace(
    'CMD',
    'FROM base AS api\nCMD',
  );
  const tree = workspace({
    Dockerfile: text,
    'job.Dockerfile': 'FROM acme/api-base\nCMD ["true"]\n',
  });
  const options = { project: 'api', dockerfile: 'Dockerfile' };
  expect(await refusal(tree, { ...options, replace: true })).toContain(
    'services/api/Dockerfile:1: the stage base would be gone with this file, and services/api/job.Dockerfile is built from it\n  Move the stage into a file of its own first, base.Dockerfile',
  );
  await adoptGenerator(tree, options);
  expect(textOf(tree, NEW)).toContain('AS foundation');
});

test('a project without a lock is refused', async () => {
  const tree = workspace();
  tree.delete('uv.lock');
  expect(await refusal(tree, { project: 'api' })).toContain('uv lock');
});
