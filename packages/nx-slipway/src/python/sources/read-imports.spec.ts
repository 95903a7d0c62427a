import { expect, test } from 'vitest';
import { readImports } from './read-imports';

function imports(source: string, python = '3.13') {
  return readImports(source, python).map(
    ({ module, line, isLazy }) => `${line}:${module}${isLazy ? ' lazy' : ''}`,
  );
}

test.each([
  ['import imp', ['1:imp']],
  ['import os, imp as i, a.b', ['1:os', '1:imp', '1:a.b']],
  ['from distutils.util import strtobool', ['1:distutils.util']],
  ['from distutils import (\n  util,  # a comment\n)\nimport cgi', ['1:distutils', '4:cgi']],
  ['import \\\n  imp', ['1:imp']],
  ['x = 1; import imp', ['1:imp']],
  ['\uFEFFimport imp\r\nimport cgi\r\n', ['1:imp', '2:cgi']],
  ['def f():\n    import imp\n', ['2:imp lazy']],
  ['class A:\n    import imp\n', ['2:imp']],
  ['if x:\n\timport imp\nimport cgi', ['2:imp', '3:cgi']],
  ['try:\n    import imp\nexcept OSError:\n    pass\n', ['2:imp']],
  ['if sys.version_info >= (3, 12):\n    import a\nelse:\n    import imp\n', ['2:a']],
  ['if sys.version_info < (3, 12):\n    import imp\nelse:\n    import a\n', ['4:a']],
  ['if x:\n    import a\nelif sys.version_info < (3, 12):\n    import imp\n', ['2:a']],
  ['if sys.version_info >= (3, 14):\n    import a\nelse:\n    import imp\n', ['4:imp']],
  ['if sys.version_info[:2] < (3, 12): import imp', []],
])('%j', (source, expected) => expect(imports(source)).toEqual(expected));

test.each([
  ['a docstring', '"""\nimport imp\n"""\n'],
  ['a comment', '# import imp\n'],
  ['a string', "x = 'a\\''\ny = \"import imp\"\n"],
  ['a raw string', "x = r'\\'\n# '\n"],
  ['brackets', 'x = [\n"""\n""",\nimport_imp\n]\n'],
  ['a relative import', 'from .imp import x\nfrom . import imp\n'],
  ['a guard', 'try:\n    import imp\nexcept ImportError:\n    imp = None\n'],
  [
    'a guard of several',
    'try:\n    import imp\nexcept (OSError, ModuleNotFoundError) as e:\n    x\n',
  ],
  ['a bare guard', 'try:\n    import imp\nexcept:\n    x\n'],
  ['a fallback', 'try:\n    x()\nexcept ImportError:\n    import imp\n'],
  [
    'a guard around blocks',
    'try:\n    if x:\n        import imp\n    y\nexcept ImportError:\n    y\n',
  ],
  ['a suppressed error', 'with contextlib.suppress(ImportError):\n    import imp\n'],
  ['a type', 'if TYPE_CHECKING:\n    import imp\n'],
  ['a type of a module', 'if typing.TYPE_CHECKING:\n    import imp\n'],
  ['a name', 'important = imp\nfrom_imp = 1\n'],
])('%s imports nothing', (_, source) => expect(imports(source)).toEqual([]));
