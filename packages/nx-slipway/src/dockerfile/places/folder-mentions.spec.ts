import { expect, test } from 'vitest';
import { folderMentions, replaceRanges } from './folder-mentions';

function moved(text: string, folder = 'services/api', roots: readonly string[] = []): string {
  return replaceRanges(text, folderMentions(text, folder, { roots }), 'NEW');
}

test.each([
  ['COPY services/api/ services/api/', 'COPY NEW/ NEW/'],
  ['COPY ["./services/api", "/app/services/api"]', 'COPY ["./NEW", "/app/NEW"]'],
  ["find . -not -path './services/api/*'", "find . -not -path './NEW/*'"],
  ['# `docker build -f services/api/Dockerfile .`', '# `docker build -f NEW/Dockerfile .`'],
  [
    'RUN --mount=type=bind,source=services/api,target=/x',
    'RUN --mount=type=bind,source=NEW,target=/x',
  ],
  ['# the folder services/api.', '# the folder NEW.'],
  ['!services/api\n!../services/api/x', '!NEW\n!../NEW/x'],
  ['"{workspaceRoot}/services/api/**"', '"{workspaceRoot}/NEW/**"'],
])('%s names the folder', (text, after) => expect(moved(text)).toBe(after));

test.each([
  'COPY services/api-v2/ services/api.old /',
  'FROM acme/services/api:1',
  'COPY --from=services/api /x /x',
  'RUN --mount=type=bind,from=services/api,target=/x true',
  'COPY other-services/api /x',
])('%s does not', (text) => expect(moved(text)).toBe(text));

test('a folder of one word is one where a slash says so', () => {
  const text =
    'COPY api/ api/\nCMD ["uvicorn", "api.main:app", "--app-dir=/app/api/"]\nENV ROOT=/api/\nUSER api\n';
  expect(moved(text, 'api', ['/app'])).toBe(
    'COPY NEW/ NEW/\nCMD ["uvicorn", "api.main:app", "--app-dir=/app/NEW/"]\nENV ROOT=/api/\nUSER api\n',
  );
});
