import { expect, test } from 'vitest';
import { type AskedKeys, imageKeyOf } from '../../../test-support/image-keys-of';
import { rootFiles, serviceFiles } from '../../../test-support/workspace-files';

/** Kinds of what keeps the image of a Dockerfile from having a key; none where it has one. */
async function problemsOf(lines: readonly string[], asked: Partial<AskedKeys> = {}) {
  const files = {
    ...rootFiles(),
    ...serviceFiles({ name: 'api' }),
    'services/api/Dockerfile': `FROM python:3.13\n${lines.join('\n')}\n`,
  };
  const key = await imageKeyOf(files, { image: 'api', project: 'api', ...asked });
  return key.kind === 'keyless' ? key.problems.map(({ kind }) => kind) : [];
}

test.each<[string, readonly string[]]>([
  ['ADD https://host.example/x.tar /', ['key-remote-source']],
  ['ADD git@host.example:team/x.git /', ['key-remote-source']],
  ['ADD $WHERE /', ['key-remote-source']],
  [`ADD --checksum=sha256:${'0'.repeat(64)} https://host.example/x.tar /`, []],
  ['ADD services/api/src /', []],
  ['COPY $WHERE /', []],
  ['ONBUILD COPY . /', ['key-onbuild']],
  ['RUN curl https://host.example/x', []],
])('%s: %j', async (instruction, kinds) => {
  expect(await problemsOf([instruction])).toEqual(kinds);
});

test('a context of a repository has no key where a stage uses it', async () => {
  const options = { contexts: { other: 'https://host.example/x.git' } };
  expect(await problemsOf(['COPY --from=other / /'], { options })).toEqual(['key-context-unknown']);
  expect(await problemsOf([], { options })).toEqual([]);
});

test('a base that no registry tells of has no key where it is asked for anew', async () => {
  // The engine of this test answers nothing.
  expect(await problemsOf([], { options: { pull: true } })).toEqual(['key-base-unresolved']);
  expect(await problemsOf([])).toEqual([]);
});
