import { expect, test } from 'vitest';
import { compareAdoptedImages } from './compare-adopted-images';
import { parseInspected } from './image-facts';
import type { ProjectContents } from './project-contents';

const CONTENTS: ProjectContents = {
  ...{ python: '3.13.5', ids: '10001:10001' },
  packages: new Map([['flask', '3.1.0']]),
  files: new Map([['api/app.py', 'a'.repeat(64)]]),
};

function facts(config: object, contents: Partial<ProjectContents> = {}) {
  const inspected = { Config: { Cmd: ['python'], Env: ['A=1'], ...config } };
  return {
    ...parseInspected('acme/api', JSON.stringify(inspected)),
    size: '1MB',
    contents: { ...CONTENTS, ...contents },
  };
}

test('equal images differ in nothing, and what tells builds apart does not count', () => {
  const labels = { 'dev.nx-slipway.key': 'x', 'org.opencontainers.image.title': 'y' };
  const compared = compareAdoptedImages(
    facts({ User: '10001:10001', Healthcheck: { Test: ['NONE'] } }),
    facts({ User: 'app', Labels: labels }),
  );
  expect(compared.differences).toEqual([]);
  expect(compared.same).toEqual([
    ...['Python', 'user', 'command', 'working directory', '1 variables', '1 packages', '1 files'],
  ]);
});

test('each difference is listed, and what only one of them has', () => {
  const { differences } = compareAdoptedImages(
    facts({ Env: ['A=1', 'B=2', 'API_TOKEN=hush'], ExposedPorts: { '80/tcp': {} } }),
    facts(
      { Env: ['A=2'], Cmd: ['python', '-m', 'api'], WorkingDir: '/app' },
      {
        packages: new Map([['flask', '3.1.1']]),
        files: new Map([['api/x.py', 'b'.repeat(64)]]),
      },
    ),
  );
  expect(differences).toEqual([
    { area: 'command', before: '["python"]', after: '["python","-m","api"]' },
    { area: 'working directory', before: '/', after: '/app' },
    { area: 'ports', before: '80/tcp' },
    { area: 'variable', name: 'A', before: '1', after: '2' },
    { area: 'variable', name: 'API_TOKEN', before: '(4 characters)' },
    { area: 'variable', name: 'B', before: '2' },
    { area: 'package', name: 'flask', before: '3.1.0', after: '3.1.1' },
    { area: 'file', name: 'api/app.py', before: 'aaaaaaaaaaaa' },
    { area: 'file', name: 'api/x.py', after: 'bbbbbbbbbbbb' },
  ]);
});
