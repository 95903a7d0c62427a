import { expect, test } from 'vitest';
import { suiteOfReference } from './suite-of-reference';

test.each([
  ['python:3.13-slim-trixie', 'trixie'],
  [`registry.example:5000/python:3.13-bookworm@sha256:${'a'.repeat(64)}`, 'bookworm'],
  ['debian:trixie-slim', 'trixie'],
  ['acme/python:2024.1-trixie-20241016', 'trixie'],
  ['python:3.13-slim', undefined],
  ['registry.example/trixie/python', undefined],
  ['acme/python:sidecar', undefined],
])('%s: %s', (reference, suite) => expect(suiteOfReference(reference)).toBe(suite));
