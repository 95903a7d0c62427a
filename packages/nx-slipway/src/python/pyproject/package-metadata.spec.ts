import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { parsePyproject } from './parse-pyproject';

function metadataOf(toml: string) {
  const { pyproject, problems } = parsePyproject(parse(toml), 'pyproject.toml');
  expect(problems).toEqual([]);
  return pyproject.metadata;
}

test.each([
  ['nothing', 'name = "x"', {}],
  ['a description', 'description = "Sends  mail"', { description: 'Sends mail' }],
  ['an empty one', 'description = ""', {}],
  ['an expression', 'license = "MIT OR Apache-2.0"', { license: 'MIT OR Apache-2.0' }],
  ['a text of before PEP 639', 'license = { text = "MIT License\\n\\nCopyright" }', {}],
  ['a file of before PEP 639', 'license = { file = "LICENSE" }', {}],
  ['files alone', 'license-files = ["LICENSE"]', {}],
  [
    'links',
    '[project.urls]\nHomepage = "https://a.example"\nRepository = "https://code.example/r"\n"Source Code" = "https://code.example/s"\n',
    { source: 'https://code.example/r' },
  ],
  [
    'a link with a login',
    '[project.urls]\nsource = "https://me:secret@code.example/a"\n',
    { source: 'https://code.example/a' },
  ],
  ['a link of ssh', '[project.urls]\nsource = "git@code.example:a/b.git"\n', {}],
])('[project] with %s', (_, toml, expected) => {
  expect(metadataOf(`[project]\n${toml}`)).toEqual(expected);
});

test('Poetry’s own fields count without [project]', () => {
  const own =
    '[tool.poetry]\nname = "x"\ndescription = "Mail"\nlicense = "MIT"\nrepository = "https://code.example/p"\n';
  const found = { description: 'Mail', license: 'MIT', source: 'https://code.example/p' };
  expect(metadataOf(own)).toEqual(found);
  expect(metadataOf(`[project]\nname = "x"\n${own}`)).toEqual({ description: 'Mail' });
});
