import { expect, test } from 'vitest';
import { parseDocument, type YAMLMap } from 'yaml';
import { freePort, takenPorts } from './host-ports';

test('ports in the short form and the long one are taken, and those that nobody can tell are not', () => {
  const services = parseDocument(`
a:
  ports: ["127.0.0.1:8000:8000", "8002:80/tcp", 8003, "\${PORT:-8004}:80"]
b:
  ports:
    - published: "8001"
      target: 80
c: {}
d:
  <<: {}
`).contents as YAMLMap;
  expect([...takenPorts(services)].sort()).toEqual([8000, 8001, 8002]);
  expect(freePort(takenPorts(services))).toBe(8003);
  expect(freePort(new Set())).toBe(8000);
});
