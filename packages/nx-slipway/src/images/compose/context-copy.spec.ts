import { expect, test } from 'vitest';
import { contextCopy } from './context-copy';

test.each([
  ['COPY shop/src/web/ /app/web/', { source: 'shop/src/web/', target: '/app/web/' }],
  [
    'COPY --link --chmod=644 shop/alembic.ini /app/alembic.ini',
    { source: 'shop/alembic.ini', target: '/app/alembic.ini' },
  ],
  ['COPY --link ["a b/", "/app/a b/"]', { source: 'a b/', target: '/app/a b/' }],
  ['copy a /b', { source: 'a', target: '/b' }],
])('%s', (text, expected) => expect(contextCopy(text)).toEqual(expected));

test.each([
  'COPY --from=application /app /app',
  'COPY --link --from=dependencies /venv /venv',
  'COPY --parents a/b /app/',
  'COPY --exclude=*.md docs /app/',
  'COPY services/api/ services/api/',
  'COPY *.py /app/',
  'COPY a b /app/',
  'COPY $FOLDER /app/',
  'COPY ["a", "b", "/app/"]',
  'COPY [a /app',
])('nobody can tell what %s takes and where to', (text) => {
  expect(contextCopy(text)).toBeUndefined();
});
