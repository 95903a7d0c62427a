import { describe, expect, test } from 'vitest';
import type { Image } from '../model/image';
import { parseTags } from './parse-tags';
import { planReferences } from './plan-references';
import { sharedReferences } from './shared-references';

const api: Image = {
  id: 'api',
  project: '@acme/Api',
  root: 'services/api',
  dockerfile: 'services/api/Dockerfile',
  reference: 'acme/api',
};

function plan(tags: readonly string[], repositories: readonly string[] = []) {
  const options = { tags: parseTags(tags), repositories, namespace: 'acme' };
  return planReferences(api, options, { revision: { commit: 'c'.repeat(40) }, version: '1.2' });
}

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['nothing', [], [], ['acme/api']],
  ['a full reference', ['r.example/a:1'], [], ['r.example/a:1']],
  ['a template', ['type=sha'], [], ['acme/api:sha-ccccccc']],
  ['repositories alone', [], ['r.example/{{image}}'], ['r.example/api']],
  [
    'several of both, each with each',
    ['type=sha', 'type=raw,value=edge'],
    ['r.example:5000/Team/{{image}}', 'ghcr.io/{{reference}}'],
    [
      'r.example:5000/team/api:sha-ccccccc',
      'r.example:5000/team/api:edge',
      'ghcr.io/acme/api:sha-ccccccc',
      'ghcr.io/acme/api:edge',
    ],
  ],
  ['what comes out twice', ['type=sha', 'type=sha'], [], ['acme/api:sha-ccccccc']],
  [
    'a reference beside a template',
    ['type=sha', 'r.example/a'],
    ['{{namespace}}/{{project}}'],
    ['r.example/a', 'acme/api:sha-ccccccc'],
  ],
  [
    'a template that is for other occasions beside one that is not',
    ['type=ref,event=tag', 'type=sha'],
    [],
    ['acme/api:sha-ccccccc'],
  ],
])('%s names an image', (_, tags, repositories, references) => {
  expect(plan(tags, repositories)).toEqual({ references, problems: [] });
});

describe('what is no name is a problem that says what it got', () => {
  test.each<[readonly string[], readonly string[], object]>([
    [['type=raw,value=-x'], [], { kind: 'tag-illegal', template: 'type=raw,value=-x', got: '-x' }],
    [[`type=raw,value=${'x'.repeat(129)}`], [], { kind: 'tag-illegal', got: 'x'.repeat(129) }],
    [['type=key'], [], { kind: 'tag-empty', template: 'type=key' }],
    [
      ['type=ref,event=tag'],
      [],
      {
        kind: 'tags-none',
        skipped: [{ template: 'type=ref,event=tag', why: 'this is no git tag' }],
      },
    ],
    [
      ['typo=raw'],
      [],
      { kind: 'tag-template-broken', template: 'typo=raw', invalid: 'has no type' },
    ],
    [['acme/Api'], [], { kind: 'reference-illegal', got: 'acme/Api' }],
    [['1.10'], [], { kind: 'reference-ambiguous', got: '1.10' }],
    [['latest'], ['registry.example/api'], { kind: 'reference-ambiguous', got: 'latest' }],
    [[], ['r.example/{{image}}:1'], { kind: 'repository-illegal', got: 'r.example/api:1' }],
    [[], ['r.example/{{name}}'], { kind: 'repository-illegal', got: 'r.example/{{name}}' }],
    [[], ['https://r.example/x'], { kind: 'repository-illegal', got: 'https://r.example/x' }],
  ])('%j in %j', (tags, repositories, problem) => {
    expect(plan(tags, repositories)).toEqual({
      references: [],
      problems: [expect.objectContaining(problem)],
    });
  });
});

test('a name that two images would get is a problem of both', () => {
  const problem = {
    kind: 'reference-shared',
    reference: 'acme/app:latest',
    images: ['api', 'worker'],
  };
  const references = {
    worker: ['acme/app', 'acme/w:1'],
    api: ['acme/app:latest'],
    web: ['acme/w'],
  };
  expect(sharedReferences(new Map(Object.entries(references)))).toEqual(
    new Map([
      ['worker', [problem]],
      ['api', [problem]],
    ]),
  );
});
