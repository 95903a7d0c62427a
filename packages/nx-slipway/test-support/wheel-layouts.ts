import type { Files } from './workspace-files';

/** A project whose modules are not named as its distribution, or are somewhere else than most. */
export interface WheelLayout {
  readonly name: string;
  readonly files: Files;
  /** Modules of its wheel, and where they are. */
  readonly modules: Readonly<Record<string, string>>;
}

const BACKENDS = {
  hatchling: 'hatchling.build',
  setuptools: 'setuptools.build_meta',
  'poetry-core': 'poetry.core.masonry.api',
  'pdm-backend': 'pdm.backend',
  'flit-core': 'flit_core.buildapi',
  'uv-build': 'uv_build',
} as const;

function project(backend: keyof typeof BACKENDS, settings: string): string {
  return [
    '[project]',
    'name = "acme-billing"',
    'version = "1"',
    'description = "Bills"',
    '[build-system]',
    `requires = ["${backend}"]`,
    `build-backend = "${BACKENDS[backend]}"`,
    settings,
    '',
  ].join('\n');
}

function layout(
  backend: keyof typeof BACKENDS,
  settings: string,
  modules: WheelLayout['modules'],
  others: readonly string[] = ['tests/test_it.py'],
): WheelLayout {
  const files = Object.values(modules).map((path) =>
    path.endsWith('.py') ? path : `${path}/__init__.py`,
  );
  return {
    name: `${backend}: ${settings.replaceAll('\n', ' ') || Object.values(modules).join(' ')}`,
    files: {
      'pyproject.toml': project(backend, settings),
      'README.md': '',
      ...Object.fromEntries([...files, ...others].map((file) => [file, 'X = 1\n'])),
    },
    modules: Object.fromEntries(
      Object.entries(modules).map(([name, path]) => [name, path.replace(/\.py$/, '')]),
    ),
  };
}

const WHEEL = '[tool.hatch.build.targets.wheel]\n';

/** Projects of every build backend whose settings are read. */
export const WHEEL_LAYOUTS: readonly WheelLayout[] = [
  layout('hatchling', '', { acme_billing: 'src/acme_billing' }),
  layout('hatchling', '', { acme_billing: 'acme_billing' }),
  layout('hatchling', '', { acme_billing: 'acme_billing.py' }),
  layout('hatchling', `${WHEEL}packages = ["src/bills", "lib/money"]`, {
    bills: 'src/bills',
    money: 'lib/money',
  }),
  layout('hatchling', '[tool.hatch.build]\npackages = ["app"]', { app: 'app' }),
  layout('hatchling', `${WHEEL}packages = ["src/acme/bills"]`, { bills: 'src/acme/bills' }),
  layout('hatchling', `${WHEEL}only-include = ["src/bills"]\nsources = ["src"]`, {
    bills: 'src/bills',
  }),
  layout('setuptools', '', { bills: 'src/bills', money: 'src/money.py' }),
  layout('setuptools', '', { bills: 'bills' }),
  layout('setuptools', '[tool.setuptools]\npackages = ["bills"]', { bills: 'bills' }, ['x/y.py']),
  layout('setuptools', '[tool.setuptools]\npackages = ["bills"]\npackage-dir = { "" = "lib" }', {
    bills: 'lib/bills',
  }),
  layout('setuptools', '[tool.setuptools.packages.find]\nwhere = ["code"]', {
    bills: 'code/bills',
  }),
  layout('setuptools', '[tool.setuptools]\npy-modules = ["bills"]', { bills: 'bills.py' }),
  layout('poetry-core', '', { acme_billing: 'acme_billing' }),
  layout('poetry-core', '', { acme_billing: 'src/acme_billing' }),
  layout('poetry-core', '[tool.poetry]\npackages = [{ include = "bills", from = "code" }]', {
    bills: 'code/bills',
  }),
  layout(
    'poetry-core',
    '[tool.poetry]\npackages = [{ include = "bills" }, { include = "money.py" }]',
    {
      bills: 'bills',
      money: 'money.py',
    },
  ),
  layout('pdm-backend', '', { bills: 'src/bills' }),
  layout('pdm-backend', '', { bills: 'bills' }),
  layout('flit-core', '[tool.flit.module]\nname = "bills"', { bills: 'src/bills' }),
  layout('flit-core', '', { acme_billing: 'acme_billing.py' }),
  layout('uv-build', '', { acme_billing: 'src/acme_billing' }),
  layout('uv-build', '[tool.uv.build-backend]\nmodule-name = "bills"\nmodule-root = ""', {
    bills: 'bills',
  }),
];
