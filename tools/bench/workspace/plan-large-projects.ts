import { type Projects, projectsOf } from './plan-projects.ts';

/**
 * What each service has besides what an HTTP service has. jaxlib stands for PyTorch: PyPI has only that for GPUs, whose
 * libraries take 20 GB of disk in five images that are built by hand.
 */
const packages = ['jaxlib>=0.12', 'numpy>=2.5', 'pandas>=3.1', 'scikit-learn>=1.9'];

/** The package that gets another version, and those that a fresh lock does not hold. */
export const lightPackage = {
  name: 'fastapi',
  others: ['0.164.0', '0.163.2', '0.163.1', '0.163.0', '0.162.7', '0.162.6', '0.162.5', '0.162.4'],
} as const;

/** Plans five HTTP services with large packages. @param token part of every service's name */
export function planLargeProjects(token: string): Projects {
  return projectsOf(
    Array.from({ length: 5 }, (_, index) => {
      const name = `model${index + 1}-${token}`;
      const module = name.replaceAll('-', '_');
      return { name, module, role: 'http' as const, extras: packages };
    }),
  );
}
