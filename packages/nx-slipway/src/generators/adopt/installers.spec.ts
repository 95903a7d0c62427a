import { expect, test } from 'vitest';
import { adoptFiles } from '../../../test-support/adopt-files';
import { contentsOf, textOf, treeWith } from '../../../test-support/generator-tree';
import { heardLog } from '../../../test-support/heard-log';
import adoptGenerator from './generator';

const said = heardLog();

const NEW = 'services/api/adopted.Dockerfile';

/** A service that its workspace locks, and that has a requirements file with versions beside it. */
function workspace(steps: string) {
  const dockerfile = `FROM python:3.13-slim-trixie\nWORKDIR /srv\nCOPY . .\n${steps}CMD ["python", "-m", "api"]\n`;
  return treeWith({
    ...adoptFiles({ Dockerfile: dockerfile }),
    'services/api/requirements.txt': `fastapi==1.0 --hash=sha256:${'a'.repeat(64)}\n`,
  });
}

test('a Dockerfile that installs tells by whom', async () => {
  const tree = workspace('RUN pip install uv && uv sync --frozen --no-dev\n');
  await adoptGenerator(tree, { project: 'api' });
  expect(textOf(tree, NEW)).toContain(' uv sync ');
});

test('one that does not is refused with what to add, and nothing is written', async () => {
  const tree = workspace('');
  const before = contentsOf(tree);
  await expect(adoptGenerator(tree, { project: 'api' })).rejects.toThrow(
    'services/api/pyproject.toml: api has the lock files of several installers: uv.lock and services/api/requirements.txt\n  Add --installer=uv or --installer=pip to this command.',
  );
  expect(contentsOf(tree)).toEqual(before);
});

test.each([
  ['uv', ' uv sync '],
  ['pip', ' pip --python '],
] as const)(
  '--installer=%s decides, and belongs to the commands that come next',
  async (installer, step) => {
    const tree = workspace('');
    const finish = await adoptGenerator(tree, { project: 'api', installer });
    expect(textOf(tree, NEW)).toContain(step);
    expect(said.join('\n')).toMatch(
      new RegExp(`nx g nx-slipway:service api .*--installer=${installer}`),
    );
    await finish();
    expect(said.at(-1)).toContain(`nx g nx-slipway:adopt api --installer=${installer} --replace`);
  },
);
