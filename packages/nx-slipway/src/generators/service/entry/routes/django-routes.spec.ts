import { expect, test } from 'vitest';
import { sourceModules } from '../source-modules';
import { djangoRoutes } from './django-routes';

const WSGI =
  'from django.core.wsgi import get_wsgi_application\n\napplication = get_wsgi_application()\n';

function routes(files: Record<string, string>): readonly string[] {
  const all = { 'shop/wsgi.py': WSGI, ...files };
  const { installed } = sourceModules(new Map(Object.entries(all)), []);
  const module = installed.find(({ name }) => name === 'shop.wsgi');
  return module ? djangoRoutes(module, installed) : [];
}

test.each<[string, string, readonly string[]]>([
  ['a path', 'urlpatterns = [path("healthz/", view)]\n', ['/healthz/']],
  ['a list with types', 'urlpatterns: list[URLPattern] = [urls.path("a", v, name="x")]\n', ['/a']],
  ['a list that grows', 'urlpatterns = []\nurlpatterns += [\n    path("b/", v),\n]\n', ['/b/']],
  ['a regular expression of one path', 'urlpatterns = [re_path(r"^ping$", v)]\n', ['/ping']],
  ['another expression', 'urlpatterns = [re_path(r"^ping/?$", v)]\n', []],
  ['a page behind a login', 'urlpatterns = [path("up/", login_required(v))]\n', []],
  ['a path that is computed', 'urlpatterns = [path(PREFIX, v)]\n', []],
  ['paths below a language', 'urlpatterns = i18n_patterns(path("up/", v))\n', []],
  ['a comment', 'urlpatterns = [\n    # path("up/", v),\n]\n', []],
  ['a list in a function', 'def f():\n    urlpatterns = [path("up/", v)]\n', []],
])('%s', (_, text, expected) => expect(routes({ 'shop/urls.py': text })).toEqual(expected));

test('included modules have the prefix of their include', () =>
  expect(
    routes({
      'shop/urls.py':
        'urlpatterns = [path("api/", include("shop.api")), path("", include("shop.ops")), path("x/", include("other.urls")), path("y/", include(router.urls))]\n',
      'shop/api.py': 'urlpatterns = [path("health", v), path("", include("shop.urls"))]\n',
      'shop/ops.py': 'urlpatterns = [path("healthz", v)]\n',
    }),
  ).toEqual(['/api/health', '/healthz']));

test('settings name the module of the URLs, and two that differ leave it open', () => {
  const files = {
    'shop/settings.py': 'ROOT_URLCONF = "shop.config.urls"\n',
    'shop/config/urls.py': 'urlpatterns = [path("up/", v)]\n',
  };
  expect(routes(files)).toEqual(['/up/']);
  expect(routes({ ...files, 'shop/local.py': "ROOT_URLCONF = 'shop.urls'\n" })).toEqual([]);
});

test('another application has none', () =>
  expect(
    routes({
      'shop/wsgi.py': 'app = Flask(__name__)\n',
      'shop/urls.py': 'urlpatterns = [path("a", v)]\n',
    }),
  ).toEqual([]));
