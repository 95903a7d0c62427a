import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { copiesBeside } from './files-beside';

function copiesOf(application: readonly string[], runtime: readonly string[] = []) {
  const text = [
    ...['FROM builder AS application', ...application],
    ...['FROM base AS runtime', ...runtime, 'COPY --link --from=application /app /app', ''],
  ].join('\n');
  return copiesBeside(parseDockerfile(text, 'services/api/Dockerfile').dockerfile).filter(
    (copy) => !copy.includes('--from='),
  );
}

test('what is collected has the target that it gets in the image, and nothing else counts', () => {
  const copies = [
    'COPY services/api/alembic.ini /files/app/alembic.ini',
    'COPY ["services/api/a b/files/", "/files/srv/a b/files/"]',
    'COPY services/api/ services/api/',
  ];
  expect(copiesOf(copies, ['COPY --link --from=application /files /'])).toEqual([
    'COPY services/api/alembic.ini /app/alembic.ini',
    'COPY ["services/api/a b/files/","/srv/a b/files/"]',
  ]);
});

test('a folder of that name that the last stage does not take is something else', () => {
  expect(copiesOf(['COPY services/api/alembic.ini /files/app/alembic.ini'])).toEqual([]);
});

test('older files copy it in their last stage', () => {
  const copy = 'COPY --link services/api/alembic.ini /app/alembic.ini';
  expect(copiesOf(['COPY services/api/ services/api/'], [copy])).toEqual([copy]);
});
