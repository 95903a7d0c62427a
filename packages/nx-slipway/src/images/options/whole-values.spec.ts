import { expect, test } from 'vitest';
import { wholeValues } from './whole-values';

test.each([
  ['id=netrc,src=/home/me/.netrc'],
  ['id=a,src=x', 'id=b,env=B'],
  ['type=file,id=a,src=x'],
  ['netrc'],
  ['type=sha', 'type=pep440,pattern={{major}}.{{minor}}', 'acme/api:1'],
  ['gha', 'type=registry,ref=registry.example/acme/cache'],
  ['type=oci,dest=api.tar', 'type=local,dest=out'],
  [],
])('%s, %s, %s are the same after Nx has split them', (...values) => {
  const given = values.filter((value) => value !== undefined);
  expect(wholeValues(given.flatMap((value) => value.split(',')))).toEqual(given);
  expect(wholeValues(given)).toEqual(given);
});
