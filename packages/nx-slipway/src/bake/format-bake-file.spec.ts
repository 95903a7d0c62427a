// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of HCL
import { expect, test } from 'vitest';
import { formatBakeFile } from './format-bake-file';

test('no string is a template, wherever it stands', () => {
  const bakeFile = {
    group: { default: { targets: ['a'] } },
    target: {
      a: {
        context: '/w/${x}',
        args: { A: '${upper("x")}', 'B${y}': '%{ if true }', C: '$$HOME $x 5%' },
        labels: { l: '${HOME}' },
        tags: ['acme/a:${z}'],
      },
    },
  };
  expect(JSON.parse(formatBakeFile(bakeFile))).toEqual({
    group: { default: { targets: ['a'] } },
    target: {
      a: {
        context: '/w/$${x}',
        args: { A: '$${upper("x")}', 'B$${y}': '%%{ if true }', C: '$$HOME $x 5%' },
        labels: { l: '$${HOME}' },
        tags: ['acme/a:$${z}'],
      },
    },
  });
});
