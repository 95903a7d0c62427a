import { expect, test } from 'vitest';
import { formatDigests, formatGitHubOutput } from './format-digests';

const digest = `sha256:${'0'.repeat(64)}`;
const worker = {
  image: 'api-worker.1',
  digest,
  pushed: ['r.example:5000/acme/api-worker:1', 'r.example:5000/acme/api-worker:2', 'ghcr.io/x:2'],
};

test('a file of digests has each repository once, images in the order of their names', () => {
  const api = { image: 'api', pushed: ['acme/api:1'] };
  expect(JSON.parse(formatDigests([worker, api]))).toEqual({
    api: { references: ['acme/api:1'], pinned: [] },
    'api-worker.1': {
      digest,
      references: worker.pushed,
      pinned: [`r.example:5000/acme/api-worker@${digest}`, `ghcr.io/x@${digest}`],
    },
  });
  expect(formatDigests([worker, api])).toBe(formatDigests([api, worker]));
});

test('outputs of GitHub Actions have names that are allowed there', () => {
  expect(formatGitHubOutput(worker)).toBe(
    `api-worker-1-digest=${digest}\napi-worker-1-reference=r.example:5000/acme/api-worker@${digest}\n`,
  );
  expect(formatGitHubOutput({ image: 'api', pushed: ['acme/api:1'] })).toBe('');
});
