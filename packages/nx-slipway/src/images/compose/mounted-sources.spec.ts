import { expect, test } from 'vitest';
import { type Files, serviceFiles } from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import { folderIndex } from '../../workspace/model/folder-index';
import { mountedSources } from './mounted-sources';

const HATCH = '\n[build-system]\nrequires = ["hatchling"]\n';

function project(name: string, settings = ''): string {
  return `[project]\nname = "${name}"\nversion = "1"${HATCH}${settings}`;
}

/** What stands in for the image of the project `services/api`, which needs the others. */
function sourcesOf(files: Files, installedTo: string | null = '/app') {
  const all = { ...serviceFiles({ name: 'api' }), ...files };
  const { python, images } = workspaceOf(all);
  const dockerfile = images.catalogue.dockerfiles.get('services/api/Dockerfile');
  if (!dockerfile) throw new Error('there is no Dockerfile');
  const own = [...python.values()].sort(({ dir }) => (dir === 'services/api' ? -1 : 1));
  const list = folderIndex(Object.keys(all));
  const { sources, unmounted } = mountedSources({
    ...{ dockerfile, projects: own, installedTo: installedTo ?? undefined, list },
    hasFile: (path) => path in all || list(path).length > 0,
    read: (file) => all[file],
  });
  return {
    sources: Object.fromEntries(sources.map(({ source, target }) => [target, source])),
    unmounted,
  };
}

test('modules of the service and of its libraries, folders and files', () => {
  const files = {
    'libs/core/pyproject.toml': project('core'),
    'libs/core/core/__init__.py': '',
    'libs/one/pyproject.toml': project('one').replace('hatchling', 'flit_core'),
    'libs/one/one.py': '',
  };
  expect(sourcesOf(files)).toEqual({
    sources: {
      '/app/api': 'services/api/src/api',
      '/app/core': 'libs/core/core',
      '/app/one.py': 'libs/one/one.py',
    },
    unmounted: [],
  });
  const installedTo = '/venv/lib/python3.13/site-packages';
  expect(Object.keys(sourcesOf(files, installedTo).sources)).toContain(`${installedTo}/api`);
});

test('a namespace that projects share is taken apart', () => {
  const settings = '[tool.hatch.build.targets.wheel]\npackages = ["src/acme"]\n';
  const files = {
    'services/api/pyproject.toml': project('api', settings),
    'services/api/src/acme/api/__init__.py': '',
    'libs/core/pyproject.toml': project('core', settings),
    'libs/core/src/acme/core/__init__.py': '',
    'libs/core/src/acme/tools.py': '',
  };
  expect(sourcesOf(files).sources).toEqual({
    '/app/acme/api': 'services/api/src/acme/api',
    '/app/acme/core': 'libs/core/src/acme/core',
    '/app/acme/tools.py': 'libs/core/src/acme/tools.py',
  });
});

test('a package that two projects have is left to the image', () => {
  const settings = '[tool.hatch.build.targets.wheel]\npackages = ["src/acme"]\n';
  const files = {
    'services/api/pyproject.toml': project('api', settings),
    'services/api/src/acme/__init__.py': '',
    'libs/core/pyproject.toml': project('core', settings),
    'libs/core/src/acme/__init__.py': '',
  };
  expect(sourcesOf(files).sources).toEqual({});
});

test('what a build may write into is not mounted, and said', () => {
  const files = {
    'libs/core/pyproject.toml': project(
      'core',
      '[tool.hatch.build.hooks.vcs]\nversion-file = "x"\n',
    ),
    'libs/core/core/__init__.py': '',
    'libs/odd/pyproject.toml': project('odd').replace('hatchling', 'own-backend'),
    'libs/odd/odd/__init__.py': '',
  };
  const { sources, unmounted } = sourcesOf(files);
  expect(Object.keys(sources)).toEqual(['/app/api']);
  expect([...unmounted].sort()).toEqual(['libs/core', 'libs/odd']);
  const unknown = sourcesOf({}, null);
  expect(unknown).toEqual({ sources: {}, unmounted: ['services/api'] });
});

test('files that the application collects to be copied beside it', () => {
  const files = {
    ...serviceFiles({ name: 'api', files: ['migrations/', 'alembic.ini'] }),
    'services/api/migrations/env.py': '',
    'services/api/alembic.ini': '',
  };
  expect(sourcesOf(files).sources).toEqual({
    '/app/api': 'services/api/src/api',
    '/app/alembic.ini': 'services/api/alembic.ini',
    '/app/migrations': 'services/api/migrations',
  });
});

test('files that the image takes as they are', () => {
  const dockerfile = serviceFiles({ name: 'api' })['services/api/Dockerfile'] ?? '';
  const copies = [
    'COPY --link services/api/migrations/ /app/migrations/',
    'COPY --link services/api/alembic.ini /app/',
    'COPY --link services/api/src/api/data.json /app/api/data.json',
  ].join('\n');
  const files = {
    'services/api/Dockerfile': dockerfile.replace(/^USER/m, `${copies}\nUSER`),
    'services/api/migrations/env.py': '',
    'services/api/alembic.ini': '',
  };
  expect(sourcesOf(files).sources).toEqual({
    '/app/api': 'services/api/src/api',
    '/app/alembic.ini': 'services/api/alembic.ini',
    '/app/migrations': 'services/api/migrations',
  });
});
