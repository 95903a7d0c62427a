import { expect, test } from 'vitest';
import { parseReference } from './parse-reference';

const sha256 = `sha256:${'ab'.repeat(32)}`;
const sha512 = `sha512:${'ab'.repeat(64)}`;

test.each([
  ['python', { name: 'python' }],
  ['python:3.13-slim-trixie', { name: 'python', tag: '3.13-slim-trixie' }],
  ['3.13-slim-trixie', { name: '3.13-slim-trixie' }],
  [`python@${sha256}`, { name: 'python', digest: sha256 }],
  [`a/b__c--d:1@${sha512}`, { name: 'a/b__c--d', tag: '1', digest: sha512 }],
  ['registry.example/python:3.13', { name: 'registry.example/python', tag: '3.13' }],
  ['localhost:5000/x/y', { name: 'localhost:5000/x/y' }],
  ['[::1]:5000/x:y', { name: '[::1]:5000/x', tag: 'y' }],
])('%s is a reference', (text, parts) => expect(parseReference(text)).toEqual(parts));

test.each([
  '',
  'Python:3.13',
  'python:',
  'python:3.13 ',
  'python:-x',
  'python@sha256:ab',
  'python@3.13',
  '/python',
  'python:3.13:x',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Dockerfiles
  '${BASE}',
  'python:3.13\nRUN x',
])('%j is none', (text) => expect(parseReference(text)).toBeUndefined());
