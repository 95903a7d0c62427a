import { expect, test } from 'vitest';
import { adoptFiles } from '../../../test-support/adopt-files';
import { treeWith } from '../../../test-support/generator-tree';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { findAdopted } from './find-adopted';

const FROM = 'FROM python:3.13-slim-trixie\n';

const FILES = {
  ...adoptFiles({ Dockerfile: FROM }),
  'legacy/mailer/Dockerfile': FROM,
  'legacy/mailer/requirements.txt': 'six==1.17.0\n',
  'services/reports/pyproject.toml': named('reports'),
  'old/web/pyproject.toml': named('old-web'),
  'new/web/pyproject.toml': named('new-web'),
};

test.each([
  ['api', 'services/api'],
  ['./services/api/', 'services/api'],
])('%s is a project', async (given, dir) => {
  expect(findAdopted(given, await readTreeWorkspace(treeWith(FILES))).dir).toBe(dir);
});

test.each([
  ['nothing', /^project nothing not found\n {2}Give the name or the folder of a Python project/],
  ['report', /^project report not found\n {2}Did you mean reports\? Give the name or the folder/],
  ['No Name', /^project No Name not found\n/],
  ['legacy/mailer', /^legacy\/mailer: this folder has no pyproject\.toml.*\n {2}Write one with/],
  ['web', /several projects are called web.*\n.*nx g nx-slipway:adopt new\/web/],
])('%s is refused with what to do in this generator', async (given, message) => {
  const workspace = await readTreeWorkspace(treeWith(FILES));
  expect(() => findAdopted(given, workspace)).toThrow(message);
});

function named(name: string): string {
  return `[project]\nname = "${name}"\nversion = "1"\n`;
}
