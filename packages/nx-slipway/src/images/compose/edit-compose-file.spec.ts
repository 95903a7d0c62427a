import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ComposeService } from './compose-service';
import { editComposeFile } from './edit-compose-file';

const API: ComposeService = {
  ...{ name: 'api', project: 'api', image: 'api', reference: 'acme/api', port: 8000 },
  needs: { redis: { REDIS_URL: 'redis://redis:6379/0' } },
  sources: [{ source: 'api/src/api', target: '/app/api' }],
};

/** What a file says after a run, and what was noted. */
function edited(before: string | undefined, services: readonly ComposeService[] = [API]) {
  const plan = { services, projects: ['*'], head: ['head'] };
  const result = editComposeFile('compose.yaml', before, plan);
  if ('problem' in result) throw new Error(JSON.stringify(result.problem));
  const { content, notes } = result;
  // A second run has nothing left to do.
  expect(editComposeFile('compose.yaml', content, plan)).toEqual({ content, notes });
  const { services: written } = parse(content) as {
    readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  return { content, notes, services: written };
}

/** A file of ours with other services. */
function own(services: string): string {
  return `x-nx-slipway:\n  projects: ["*"]\nservices:\n${services}`;
}

test('environment and dependencies may be lists, and a variable of the user counts', () => {
  const { services } = edited(
    own(`  api:
    x-nx-slipway: { image: api, port: 8000 }
    image: acme/api
    environment: [LOG_LEVEL=debug]
    depends_on: [mailpit]
`),
  );
  expect(services.api).toMatchObject({
    environment: ['LOG_LEVEL=debug', 'REDIS_URL=redis://redis:6379/0'],
    depends_on: ['mailpit', 'redis'],
  });
  const set = own(`  api:
    x-nx-slipway: { image: api }
    environment: { REDIS_URL: redis://elsewhere }
`);
  expect(edited(set).services.api?.environment).toEqual({ REDIS_URL: 'redis://elsewhere' });
});

test('a redis of the user is used as it is', () => {
  const { services } = edited(own('  redis:\n    image: mine\n'));
  expect(services.redis).toEqual({ image: 'mine' });
  // Nobody can tell when it is healthy.
  expect(services.api?.depends_on).toEqual({ redis: { condition: 'service_started' } });
});

test('a service of the user has the name first', () => {
  const { services, notes } = edited(own('  api:\n    image: mine\n'));
  expect(services).toEqual({ api: { image: 'mine' } });
  expect(notes).toMatchObject([{ kind: 'compose-service-taken', service: 'api' }]);
});

test('a mount of the user for the same folder counts, and so does `sources: false`', () => {
  const { services } = edited(
    own(`  api:
    x-nx-slipway: { image: api }
    volumes: ["./other:/app/api"]
    develop:
      watch:
        - { action: sync, path: ./api/src/api, target: /app/api }
`),
  );
  expect(services.api).toMatchObject({
    volumes: ['./other:/app/api'],
    develop: { watch: [{ action: 'sync' }] },
  });
  const { content } = edited(undefined);
  const without = edited(content.replace('port: 8000,', 'port: 8000, sources: false,'));
  expect(without.services.api).not.toHaveProperty('volumes');
  expect(without.services.api).not.toHaveProperty('develop');
});

test('where a lock cannot be read, what it needed stays', () => {
  const { content } = edited(undefined);
  const { services } = edited(content, [{ ...API, needs: {}, mayNeedMore: true }]);
  expect(services).toHaveProperty('redis');
  expect(edited(content, [{ ...API, needs: {} }]).services).not.toHaveProperty('redis');
});

test('a port of the container moves under the port that it is published by', () => {
  const { content } = edited(undefined);
  const services = [{ ...API, port: 9000 }];
  expect(edited(content, services).services.api?.ports).toEqual(['127.0.0.1:8000:9000']);
  const long = content.replace('- 127.0.0.1:8000:8000', '- { target: 8000, published: "8080" }');
  expect(edited(long, services).services.api?.ports).toEqual([{ target: 9000, published: '8080' }]);
  // The user does not publish it.
  const without = content.replace(/ {4}ports:\n.*\n/, '');
  expect(edited(without, services).services.api).not.toHaveProperty('ports');
});

test('words that compose would read as variables mean themselves', () => {
  const job = { target: 'seed', command: ['sh', '-c', 'echo $HOME'] };
  const { services } = edited(undefined, [{ ...API, job, endsByItself: true }]);
  expect(services.api).toMatchObject({ command: ['sh', '-c', 'echo $$HOME'], profiles: ['jobs'] });
});
