import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { formatProblem } from '../../../problems/format-problem';
import { parsePyproject } from '../../../python/pyproject/parse-pyproject';
import { findPackageData } from './find-package-data';

const FILES = ['src/shop/app.py', 'src/shop/py.typed', 'src/shop/templates/a.html', 'README.md'];

function find(
  settings = '',
  {
    requires = 'setuptools',
    copied = [] as readonly string[],
    there = [] as readonly string[],
  } = {},
) {
  const toml = `[project]\nname = "shop"\n[build-system]\nrequires = ["${requires}"]\n${settings}`;
  const { pyproject } = parsePyproject(parse(toml), 'services/shop/pyproject.toml');
  return findPackageData(pyproject, {
    ...{ packages: [{ name: 'shop', path: 'src/shop' }], files: FILES, copied },
    hasFile: (file) => there.includes(file),
  }).map(formatProblem);
}

test('files of a package that setuptools leaves out are named with both mends', () =>
  expect(find()).toEqual([
    'services/shop/pyproject.toml: setuptools leaves src/shop/templates/a.html out of the wheel, so the image does not have it\n' +
      '  Write `shop = ["templates/**"]` below [tool.setuptools.package-data], or copy them into the image: run the generator again with --files=src/shop/templates/',
  ]));

const DATA = '[tool.setuptools.package-data]\n';
test.each([
  ['its package takes them', `${DATA}shop = ["templates/*.html"]\n`, {}],
  ['every package takes them', `${DATA}"*" = ["*.html"]\n`, {}],
  ['a package below takes them', `${DATA}"shop.templates" = ["*"]\n`, {}],
  ['any depth is taken', `${DATA}shop = ["templates/**"]\n`, {}],
  ['they are copied', '', { copied: ['src/shop/templates/'] }],
  ['a MANIFEST.in may name them', '', { there: ['services/shop/MANIFEST.in'] }],
  ['hatch takes all files', '', { requires: 'hatchling' }],
])('nothing is left out where %s', (_, settings, facts) =>
  expect(find(settings, facts)).toEqual([]),
);
