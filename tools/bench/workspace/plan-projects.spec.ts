import { expect, test } from 'vitest';
import { planProjects } from './plan-projects.ts';

test('half are of each role, all use the library, and a few have more', () => {
  const { services, files } = planProjects(20, 'k3f9');
  expect(services.slice(0, 2)).toEqual([
    { name: 'web01-k3f9', module: 'web01_k3f9', role: 'http', extras: [] },
    { name: 'job02-k3f9', module: 'job02_k3f9', role: 'dramatiq', extras: [] },
  ]);
  expect(services.filter(({ role }) => role === 'http')).toHaveLength(10);
  const pyprojects = services.map(({ name }) => files[`services/${name}/pyproject.toml`] ?? '');
  expect(pyprojects.filter((text) => text.includes('    "greetings",\n'))).toHaveLength(20);
  const more = pyprojects.filter((text) => /httpx|pyyaml|jinja2|orjson/.test(text));
  expect(more).toHaveLength(8);
});

test('the same projects each time, but for the token in their names', () => {
  const again = JSON.stringify(planProjects(5, 'bbbb')).replaceAll('bbbb', 'aaaa');
  expect(JSON.stringify(planProjects(5, 'aaaa'))).toBe(again);
});

test('more of them are the same ones and others', () => {
  expect(planProjects(20, 'x').files).toMatchObject(planProjects(3, 'x').files);
});
