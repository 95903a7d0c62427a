import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from '../service/generator';
import { changeTemplate } from './change-template';
import { collectedFiles } from './collected-files';
import migrateTemplates from './generator';

const FILE = 'services/api/Dockerfile';
const COLLECTED =
  /^# Files beside the application, [^\n]*\n((?:COPY [^\n]*\n)+)RUN normalize-layer \/files\n/m;
const TAKEN = 'COPY --link --from=application /files /\n';

async function written(layout?: 'wheels') {
  const tree = await stackTree({
    'services/api/pyproject.toml':
      '[project]\nname = "api"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
    'services/api/a b.txt': '',
    'services/api/alembic.ini': '',
    'services/api/files/x.txt': '',
  });
  const files = ['a b.txt', 'alembic.ini', 'files/'];
  await serviceGenerator(tree, { name: 'api', command: '["x"]', files, ...(layout && { layout }) });
  return tree;
}

/** As it was written before. */
function before(text: string): string {
  const [collected = '', copies = ''] = COLLECTED.exec(text) ?? [];
  const old = copies.replaceAll('COPY ', 'COPY --link ').replace(/([ "])\/files(?=\/)/g, '$1');
  return text.replace(collected, '').replace(TAKEN, old);
}

test.each([undefined, 'wheels'] as const)('a file of before, in the layout %s', async (layout) => {
  const tree = await written(layout);
  const now = textOf(tree, FILE);
  tree.write(FILE, before(now));
  expect(textOf(tree, FILE)).toContain('COPY --link services/api/alembic.ini /app/alembic.ini\n');
  expect(textOf(tree, FILE)).toContain('COPY --link ["services/api/a b.txt", "/app/a b.txt"]\n');
  const others = contentsOf(tree);
  await migrateTemplates(tree);
  expect(contentsOf(tree)).toEqual({ ...others, [FILE]: now });
});

test.each([
  ['something after the files', (text: string) => text.replace('USER ', 'RUN mine\nUSER ')],
  ['a target that is relative', (text: string) => text.replaceAll(' /app/alembic', ' alembic')],
])('a file with %s stays, with its line', async (_, edit) => {
  const text = edit(before(textOf(await written(), FILE)));
  const changed = changeTemplate(text, collectedFiles);
  expect(changed.text).toBe(text);
  expect(changed.left).toHaveLength(1);
});

test('a file that copies nothing has no part to change', async () => {
  const text = before(textOf(await written(), FILE)).replace(/^COPY --link (?!--).*\n/gm, '');
  expect(changeTemplate(text, collectedFiles)).toEqual({ text, left: [] });
});
