import { expect, test } from 'vitest';
import { nextSteps } from './adoption-report';

test('the next commands mean the same file and image', () =>
  expect(
    nextSteps(
      { project: 'api', dockerfile: 'Dockerfile.prod', stage: 'web' },
      { name: 'api', old: 'services/api/Dockerfile.prod' },
    ),
  ).toBe(
    [
      'Next:',
      '  nx g nx-slipway:adopt api --dockerfile=Dockerfile.prod --stage=web --compare   # builds both images and shows their differences',
      '  nx g nx-slipway:adopt api --dockerfile=Dockerfile.prod --stage=web --replace   # puts the new file in the place of services/api/Dockerfile.prod',
    ].join('\n'),
  ));
