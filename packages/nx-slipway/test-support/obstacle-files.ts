import { exposing, SERVER } from './http-server';
import {
  type Files,
  libraryFiles,
  rootFiles,
  type ServiceSpec,
  serviceFiles,
  stackFiles,
} from './workspace-files';

const ENTRY = '\n\ndef main() -> None:\n    print("done")\n';

/** Twenty services of one stack; those without a word of their own have nothing that stands against an upgrade. */
export const services: readonly ServiceSpec[] = [
  { name: 'accounts', code: SERVER },
  { name: 'audit', packages: ['six'] },
  { name: 'basket', libraries: ['money'] },
  { name: 'billing' },
  { name: 'catalog', code: SERVER, packages: ['pyyaml'] },
  { name: 'charts', apt: ['libicu72'] },
  { name: 'checkout', libraries: ['money'], packages: ['six'] },
  { name: 'coupons', code: `import cgi${ENTRY}` },
  { name: 'devices', code: `from distutils.util import strtobool${ENTRY}` },
  { name: 'export', packages: ['markupsafe==2.1.5'] },
  { name: 'feeds', packages: ['psycopg-binary==3.1.18'] },
  { name: 'gateway' },
  { name: 'ledger' },
  { name: 'mailer', code: `from zoneinfo import ZoneInfo\nHERE = ZoneInfo("US/Pacific")${ENTRY}` },
  {
    name: 'orders',
    code: `def plugins():\n    import pkg_resources\n    return pkg_resources${ENTRY}`,
  },
  { name: 'pricing', apt: ['libpcre3'] },
  { name: 'reports', code: `import pkgutil\nIMPORTER = pkgutil.ImpImporter${ENTRY}` },
  { name: 'search' },
  { name: 'sync', apt: ['redis-tools'] },
  { name: 'users', code: SERVER },
];

/** Services that have tests. */
export const tested: readonly string[] = ['audit', 'search'];

const GATEWAY = 'services/gateway/Dockerfile';

/** Written by hand, with a FROM of its own. */
const gateway = `FROM python:3.11-slim-bookworm AS build
RUN python -m venv /opt/gateway
COPY services/gateway/src/gateway /opt/gateway/lib/python3.11/site-packages/gateway

FROM python:3.11-slim-bookworm
RUN adduser --system --no-create-home gateway
RUN echo "deb https://apt.acme.example/tools bookworm main" > /etc/apt/sources.list.d/tools.list
RUN ls /usr/lib/*/libffi.so.8
COPY --from=build /opt/gateway /opt/gateway
ENV PATH=/opt/gateway/bin:$PATH
CMD ["/opt/gateway/bin/python3.11", "-c", "import gateway"]
`;

/** The same without what ties it to the old base. */
const freeGateway = `FROM python:3.11-slim-bookworm
RUN useradd --system gateway
COPY services/gateway/src/gateway /opt/gateway/gateway
ENV PYTHONPATH=/opt/gateway
CMD ["python", "-c", "import gateway"]
`;

const TOOLS = 'docker/tools/Dockerfile';
const PINS = 'images/python/builder-requirements.txt';
const CI = '.github/workflows/ci.yml';

const ci = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: python:3.11-slim-bookworm
    steps:
      - uses: actions/setup-python@v6
        with:
          python-version: '3.11'
      - run: docker build --build-arg BASE=registry.example/python:1 docker/tools
`;

const settings = `[dependency-groups]
dev = ["pytest"]

[tool.ruff]
target-version = "py311"

[tool.mypy]
python_version = "3.11"
`;

/** A module that finds an older Python than 3.12, as its test says. */
const OLD_TEST = 'import sys\n\n\ndef test_search():\n    assert sys.version_info < (3, 12)\n';

/** The workspace with everything that stands against an upgrade from Python 3.11 on bookworm to 3.13 on trixie. */
export function obstacleFiles(namespace: string): Files {
  const stack = stackFiles(namespace, { python: '3.11', suite: 'bookworm' });
  const money = libraryFiles({ name: 'money' });
  const all: Files = Object.assign({}, ...services.map((each) => serviceFiles(each, namespace)));
  const narrowed = (file: string, text: string | undefined): Files => ({
    [file]: (text ?? '').replace('">=3.11"', '">=3.11,<3.13"'),
  });
  const served = ['accounts', 'catalog', 'users'].map((name) => `services/${name}/Dockerfile`);
  const plugin = { plugin: 'nx-slipway', options: { namespace } };
  return {
    ...rootFiles(settings),
    'nx.json': `${JSON.stringify({ plugins: [plugin] })}\n`,
    ...stack,
    [PINS]: `${stack[PINS]}pyinstaller==6.1.0\n`,
    ...money,
    ...narrowed('libs/money/pyproject.toml', money['libs/money/pyproject.toml']),
    ...all,
    ...Object.fromEntries(served.map((file) => [file, exposing(all[file])])),
    ...narrowed('services/billing/pyproject.toml', all['services/billing/pyproject.toml']),
    'services/ledger/Dockerfile': (all['services/ledger/Dockerfile'] ?? '').replace(
      '\nCMD',
      '\nENV TZ=US/Eastern\nCMD',
    ),
    [GATEWAY]: gateway,
    [TOOLS]:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Dockerfiles
      'ARG BASE=python:3.11-slim-bookworm\nFROM ${BASE}\nCOPY --from=python:3.13-slim-trixie /etc/debian_version /srv/next\nCMD ["python", "--version"]\n',
    'docker/tools/project.json': '{ "name": "tools" }\n',
    'services/audit/tests/test_audit.py': 'def test_audit():\n    import six\n    assert six\n',
    'services/search/tests/test_search.py': OLD_TEST,
    '.python-version': '3.11\n',
    'tox.ini': '[tox]\nenv_list = py311\n',
    [CI]: ci,
  };
}

/** What a person writes for what has no mechanical edit, by file. */
export function mendedFiles(read: (file: string) => string): Files {
  const replaced = (file: string, ...pairs: readonly (readonly [string, string])[]): Files => ({
    [file]: pairs.reduce((text, [old, text2]) => text.replace(old, text2), read(file)),
  });
  return {
    ...replaced('services/coupons/pyproject.toml', [
      'dependencies = []',
      'dependencies = ["legacy-cgi"]',
    ]),
    ...replaced('services/devices/src/devices/__init__.py', [
      'from distutils.util import strtobool',
      'def strtobool(text):\n    return text == "yes"',
    ]),
    ...replaced('services/feeds/pyproject.toml', ['==3.1.18', '==3.2.9']),
    [GATEWAY]: freeGateway,
    ...replaced('services/ledger/Dockerfile', ['US/Eastern', 'America/New_York']),
    ...replaced('services/mailer/src/mailer/__init__.py', ['US/Pacific', 'America/Los_Angeles']),
    ...replaced('services/pricing/Dockerfile', ['libpcre3', 'libpcre2-8-0']),
    ...replaced(PINS, ['pyinstaller==6.1.0\n', '']),
  };
}
