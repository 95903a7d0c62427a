import { expect, test } from 'vitest';
import { planLargeProjects } from './plan-large-projects.ts';

test('five services have all of the large packages', () => {
  const { services, files } = planLargeProjects('k3f9');
  expect(services).toHaveLength(5);
  const pyprojects = services.map(({ name }) => files[`services/${name}/pyproject.toml`] ?? '');
  expect(
    pyprojects.filter((text) => /jaxlib.*numpy.*pandas.*scikit-learn/s.test(text)),
  ).toHaveLength(5);
});
