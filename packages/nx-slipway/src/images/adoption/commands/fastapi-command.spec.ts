import { expect, test } from 'vitest';
import { withFastapiEntrypoint } from './fastapi-command';

const FACTS = { fastapiEntrypoint: 'shop.main:app' };

test.each([
  ['fastapi run', 'fastapi run --entrypoint=shop.main:app'],
  [
    '/venv/bin/fastapi run --workers 4',
    '/venv/bin/fastapi run --entrypoint=shop.main:app --workers 4',
  ],
  [
    'fastapi run --port=80 --proxy-headers',
    'fastapi run --entrypoint=shop.main:app --port=80 --proxy-headers',
  ],
])('%s', (command, expected) =>
  expect(withFastapiEntrypoint(command.split(' '), FACTS).join(' ')).toBe(expected),
);

test.each(['fastapi run shop/main.py', 'fastapi run -e shop.main:app', 'uvicorn run', 'fastapi'])(
  '%s stays',
  (command) => expect(withFastapiEntrypoint(command.split(' '), FACTS).join(' ')).toBe(command),
);

test('without an entrypoint in the pyproject nothing is added', () =>
  expect(withFastapiEntrypoint(['fastapi', 'run'], {})).toEqual(['fastapi', 'run']));
