import { expect, test } from 'vitest';
import { formatProblem } from '../../../problems/format-problem';
import { planPythonProjects } from '../../../python/projects/plan-python-projects';
import { parsePyproject } from '../../../python/pyproject/parse-pyproject';
import { checkAllowedHosts } from './check-allowed-hosts';
import { sourceModules } from './source-modules';

const WSGI =
  'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n';

function check(target: string, files: Readonly<Record<string, string>>) {
  const { pyproject } = parsePyproject({ project: { name: 'shop' } }, 'shop/pyproject.toml');
  const [project] = planPythonProjects([pyproject], { hasFile: () => false }).projects;
  if (!project) throw new Error('no project');
  const facts = { project, modules: sourceModules(new Map(Object.entries(files)), []) };
  return checkAllowedHosts(target, facts).map(formatProblem);
}

function ofDjango(settings: string) {
  return check('site.wsgi:application', { 'site/wsgi.py': WSGI, 'site/settings.py': settings });
}

function ofAsgi(text: string) {
  return check('api.app:app', { 'api/app.py': text });
}

test('hosts of Django without the one that the probe asks are noted, with the file', () =>
  expect(ofDjango('DEBUG = False\nALLOWED_HOSTS = ["shop.example.com", ".example.org"]\n')).toEqual(
    [
      'shop/site/settings.py: ALLOWED_HOSTS allows only shop.example.com, .example.org, and the probe of the image asks 127.0.0.1\n' +
        '  Add "127.0.0.1" to ALLOWED_HOSTS, or the application answers 400 and the container becomes unhealthy.',
    ],
  ));

test('an empty list of Django without DEBUG allows no host', () =>
  expect(ofDjango('DEBUG = False\nALLOWED_HOSTS: list[str] = []\n').join()).toContain(
    'ALLOWED_HOSTS allows no host, and',
  ));

test.each([
  ['as Django writes it', 'DEBUG = True\nALLOWED_HOSTS = []\n'],
  ['with the host', 'ALLOWED_HOSTS = ["shop.example.com", "127.0.0.1"]\n'],
  ['with every host', 'ALLOWED_HOSTS = ("*",)\n'],
  ['read from the environment', 'ALLOWED_HOSTS = env.list("HOSTS")\n'],
  ['with a part from the environment', 'ALLOWED_HOSTS = ["a.example.com", os.environ["HOST"]]\n'],
  ['added to', 'ALLOWED_HOSTS = ["a.example.com"]\nALLOWED_HOSTS += local_hosts()\n'],
  ['extended', 'ALLOWED_HOSTS = ["a.example.com"]\nALLOWED_HOSTS.extend(more)\n'],
  ['in a comment', 'DEBUG = False  # ALLOWED_HOSTS = ["a.example.com"]\n'],
  ['absent', 'DEBUG = False\n'],
])('nothing is noted of a list %s', (_, settings) => expect(ofDjango(settings)).toEqual([]));

test('of several settings, one that allows the probe is enough', () =>
  expect(
    check('site.wsgi:application', {
      'site/wsgi.py': WSGI,
      'site/settings/base.py': 'ALLOWED_HOSTS = ["a.example.com"]\n',
      'site/settings/container.py': 'ALLOWED_HOSTS = ["*"]\n',
    }),
  ).toEqual([]));

test.each([
  [
    'Starlette',
    'app = FastAPI()\napp.add_middleware(\n    TrustedHostMiddleware,\n    allowed_hosts=["api.example.com"],\n)\n',
    'allowed_hosts',
  ],
  ['Litestar', 'config = AllowedHostsConfig(allowed_hosts=["api.example.com"])\n', 'allowed_hosts'],
  [
    'Flask',
    'app = Flask(__name__)\napp.config["TRUSTED_HOSTS"] = ["api.example.com"]\n',
    'TRUSTED_HOSTS',
  ],
])('%s refuses other hosts in the same way', (_, text, setting) =>
  expect(ofAsgi(text).join()).toContain(`api/app.py: ${setting} allows only api.example.com, and`),
);

test.each([
  'app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com", "127.0.0.1"])\n',
  'app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.hosts)\n',
  'client = Client(allowed_hosts=["api.example.com"])\n',
  'ALLOWED_HOSTS = ["api.example.com"]\n',
])('%j does not refuse the probe, as far as can be read', (text) =>
  expect(ofAsgi(text)).toEqual([]),
);
