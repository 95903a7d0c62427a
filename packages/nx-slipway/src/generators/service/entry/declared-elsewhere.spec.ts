import { expect, test } from 'vitest';
import { planPythonProjects } from '../../../python/projects/plan-python-projects';
import { parsePyproject } from '../../../python/pyproject/parse-pyproject';
import { declaredElsewhere } from './declared-elsewhere';

function project(toml: Parameters<typeof parsePyproject>[0]) {
  const { pyproject } = parsePyproject(toml, 'services/api/pyproject.toml');
  const [found] = planPythonProjects([pyproject], { hasFile: () => false }).projects;
  if (!found) throw new Error('no project');
  return found;
}

const name = { name: 'api', version: '1' };
const SERVERS = new Set(['gunicorn', 'uvicorn']);

test.each([
  [
    { project: name, 'dependency-groups': { dev: ['pytest'], http: ['Gunicorn>=25', 'uvicorn'] } },
    { option: '--groups=http', packages: ['gunicorn', 'uvicorn'] },
  ],
  [
    { project: { ...name, 'optional-dependencies': { web: ['uvicorn[standard]'] } } },
    { option: '--extras=web', packages: ['uvicorn'] },
  ],
  [
    { project: name, tool: { poetry: { group: { http: { dependencies: { gunicorn: '^25' } } } } } },
    { option: '--groups=http', packages: ['gunicorn'] },
  ],
  [{ project: { ...name, dependencies: ['gunicorn'] } }, undefined],
])('%j', (toml, expected) => expect(declaredElsewhere(project(toml), SERVERS)).toEqual(expected));
