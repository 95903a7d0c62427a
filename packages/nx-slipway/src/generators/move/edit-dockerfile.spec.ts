import { expect, test } from 'vitest';
import { editDockerfile, renameInHead } from './edit-dockerfile';

test('paths follow, images of the same words stay, and so does every other byte', () => {
  const text =
    '# of services/api\r\nFROM services/api AS x\r\nfrom a AS services/api\r\nCOPY --from=services/api /a /b\r\nCOPY services/api/ ./services/api/\r\n';
  expect(editDockerfile(text, { from: 'services/api', to: 'apps/billing' })).toBe(
    text
      .replace('# of services/api', '# of apps/billing')
      .replace('services/api/ ./services/api/', 'apps/billing/ ./apps/billing/'),
  );
});

test('a folder of one word below a WORKDIR', () => {
  const text = 'FROM api\nWORKDIR "/app"\nCOPY api/ api/\nCMD ["/app/api/run", "/api/x", "api"]\n';
  expect(editDockerfile(text, { from: 'api', to: 'services/api' })).toBe(
    'FROM api\nWORKDIR "/app"\nCOPY services/api/ services/api/\nCMD ["/app/services/api/run", "/api/x", "api"]\n',
  );
});

test('the head of a generated file names the project', () => {
  const text = '# The image of api. `nx build-image api` builds it.\nFROM x\n# The image of api.\n';
  expect(renameInHead(text, 'api', 'billing')).toBe(
    '# The image of billing. `nx build-image billing` builds it.\nFROM x\n# The image of api.\n',
  );
  expect(renameInHead('# The image to develop api in.\n', 'api', 'b')).toBe(
    '# The image to develop b in.\n',
  );
});
