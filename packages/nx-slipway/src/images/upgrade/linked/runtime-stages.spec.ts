import { expect, test } from 'vitest';
import { rootFiles, serviceFiles, stackFiles } from '../../../../test-support/workspace-files';
import { workspaceOf } from '../../../../test-support/workspace-of';
import { mayInstallMore, runtimePackages, runtimeStages } from './runtime-stages';

/** The stages that the image of `api` rests on. @param more lines before its last instructions */
function stagesOf(more = '') {
  const api = serviceFiles({ name: 'api', apt: ['libpq5'], buildApt: ['libpq-dev'] });
  const file = 'services/api/Dockerfile';
  const { catalogue } = workspaceOf({
    ...rootFiles(),
    ...stackFiles('acme', { apt: ['curl'], buildApt: ['gcc'] }),
    ...api,
    [file]: (api[file] ?? '').replace('\nUSER', `\n${more}USER`),
  }).images;
  const image = catalogue.byReference.get('acme/api');
  if (!image) throw new Error('there is no image');
  return runtimeStages(catalogue, image);
}

test('packages of the stack and of the service, and none that only builds', () => {
  expect(runtimePackages(stagesOf())).toEqual(['curl', 'libpq5']);
});

test.each([
  ['', false],
  ['RUN dpkg --list\n', false],
  ['RUN dpkg -i /tmp/x.deb\n', true],
  ['RUN ./install.sh\n', true],
  ['RUN xargs apt-get install < packages.txt\n', true],
  ['RUN apt-get install --yes $PACKAGES\n', true],
  ['RUN apt-get install --yes curl && echo $HOME\n', false],
])('whether %j may install more: %s', (more, expected) => {
  expect(mayInstallMore(stagesOf(more))).toBe(expected);
});
