/** One thing that the plan of an upgrade has to name, and nothing beside these. */
export interface PlannedObstacle {
  readonly severity: 'problem' | 'warning' | 'note';
  readonly kind: string;
  readonly file: string;
  /** What the line begins with, or has and no earlier line has. */
  readonly line: string;
  /** None for the stack as a whole. */
  readonly services: readonly string[];
  readonly canFix: boolean;
}

const CI = '.github/workflows/ci.yml';
const GATEWAY = 'services/gateway/Dockerfile';

type Row = readonly [kind: string, file: string, line: string, ...services: readonly string[]];

/** What keeps the upgrade from being made. */
const problems: readonly Row[] = [
  ['builder-pin-python', 'images/python/builder-requirements.txt', 'pyinstaller=='],
  ['base-python-unmet', 'libs/money/pyproject.toml', 'requires-python', 'basket', 'checkout'],
  ['base-python-unmet', 'services/billing/pyproject.toml', 'requires-python', 'billing'],
  ['apt-package-missing', 'services/charts/Dockerfile', 'libicu72', 'charts'],
  ['module-removed', 'services/coupons/src/coupons/__init__.py', 'import cgi', 'coupons'],
  ['module-removed', 'services/devices/src/devices/__init__.py', 'from distutils', 'devices'],
  ['python-path-named', GATEWAY, '/opt/gateway/lib/python3.11', 'gateway'],
  ['command-removed', GATEWAY, 'adduser', 'gateway'],
  ['suite-named', GATEWAY, 'tools bookworm main', 'gateway'],
  ['python-path-named', GATEWAY, '/opt/gateway/bin/python3.11', 'gateway'],
  ['time-zone-moved', 'services/ledger/Dockerfile', 'US/Eastern', 'ledger'],
  ['time-zone-moved', 'services/mailer/src/mailer/__init__.py', 'US/Pacific', 'mailer'],
  ['apt-package-missing', 'services/pricing/Dockerfile', 'libpcre3', 'pricing'],
  ['lock-without-wheel', 'uv.lock', '[[package]]\nname = "psycopg-binary"', 'feeds'],
];

const warnings: readonly Row[] = [
  ['base-named-elsewhere', CI, 'container:'],
  ['python-version-named', CI, 'python-version:'],
  ['build-argument-overrides', CI, '--build-arg'],
  ['python-version-named', '.python-version', '3.11'],
  ['python-version-named', 'pyproject.toml', 'target-version'],
  ['python-version-named', 'pyproject.toml', 'python_version'],
  ['library-path-named', GATEWAY, 'libffi.so.8', 'gateway'],
  ['setuptools-not-locked', 'services/orders/src/orders/__init__.py', 'pkg_resources', 'orders'],
  ['python-version-named', 'tox.ini', 'py311'],
  ['lock-sdist-only', 'uv.lock', '[[package]]\nname = "markupsafe"', 'export'],
];

const notes: readonly Row[] = [
  ['base-left', 'docker/tools/Dockerfile', 'COPY'],
  ['openssl-changes', 'images/python/Dockerfile', 'FROM'],
  ['program-changes', 'services/sync/Dockerfile', 'redis-tools', 'sync'],
];

/** Kinds that have a mechanical edit; of Debian packages, those that only got another name. */
const FIXED =
  /^(?:base-python-unmet|python-version-named|base-named-elsewhere) |^apt-package-missing \S+ libicu72$/;

/** All that the plan has to name. */
export const plannedObstacles: readonly PlannedObstacle[] = [
  ...problems.map(obstacle('problem')),
  ...warnings.map(obstacle('warning')),
  ...notes.map(obstacle('note')),
];

function obstacle(severity: PlannedObstacle['severity']) {
  return ([kind, file, line, ...services]: Row): PlannedObstacle => ({
    ...{ severity, kind, file, line, services },
    canFix: FIXED.test(`${kind} ${file} ${line}`),
  });
}
