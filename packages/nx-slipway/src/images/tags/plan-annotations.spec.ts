import { expect, test } from 'vitest';
import { planAnnotations } from './plan-annotations';

test('the commit, the version, and the date of the commit', () => {
  const revision = { commit: 'c0ffee', seconds: 86_400 };
  expect(planAnnotations({ revision, version: '1.0' })).toEqual({
    'org.opencontainers.image.revision': 'c0ffee',
    'org.opencontainers.image.version': '1.0',
    'org.opencontainers.image.created': '1970-01-02T00:00:00.000Z',
  });
});

test('files that were changed since the commit are marked', () => {
  expect(planAnnotations({ revision: { commit: 'c0ffee', isDirty: true } })).toEqual({
    'org.opencontainers.image.revision': 'c0ffee-dirty',
  });
});

test('what nobody knows is not said', () => expect(planAnnotations({ revision: {} })).toEqual({}));
