import { describe, expect, test } from 'vitest';
import { parseTags } from './parse-tags';

const plain = { prefix: '', suffix: '', enable: 'true' };

describe('templates', () => {
  test.each<[string, object]>([
    ['type=raw,value=edge', { source: { kind: 'raw', value: 'edge' }, ...plain }],
    ['type=ref,event=branch', { source: { kind: 'ref', event: 'branch' }, ...plain }],
    ['type=ref,event=pr', { source: { kind: 'ref', event: 'pr' }, ...plain, prefix: 'pr-' }],
    ['type=ref,event=pr,prefix=', { source: { kind: 'ref', event: 'pr' }, ...plain }],
    ['type=sha', { source: { kind: 'sha', format: 'short' }, ...plain, prefix: 'sha-' }],
    ['type=sha,format=long,prefix=', { source: { kind: 'sha', format: 'long' }, ...plain }],
    ['type=key', { source: { kind: 'key', format: 'long' }, ...plain }],
    ['type=date', { source: { kind: 'date', format: 'YYYYMMDD', timeZone: 'UTC' }, ...plain }],
    [
      'type=date,format=YYYY-MM,tz=Asia/Tokyo,suffix=-x',
      {
        source: { kind: 'date', format: 'YYYY-MM', timeZone: 'Asia/Tokyo' },
        ...plain,
        suffix: '-x',
      },
    ],
    [
      'type=pep440,pattern={{major}}.{{minor}},enable={{is_default_branch}}',
      {
        source: { kind: 'pep440', pattern: '{{major}}.{{minor}}' },
        ...plain,
        enable: '{{is_default_branch}}',
      },
    ],
    [
      ' type=semver , pattern=v{{version}} , value=1.2.3 ',
      { source: { kind: 'semver', pattern: 'v{{version}}', value: '1.2.3' }, ...plain },
    ],
  ])('%s', (text, expected) => {
    const { templates, references, invalid } = parseTags([text]);
    expect([references, invalid]).toEqual([[], []]);
    expect(templates).toEqual([{ text: text.trim(), ...expected }]);
  });

  test('that a command line has parted at commas are one again', () => {
    const { templates, references } = parseTags(
      'type=sha,prefix=,acme/api:1,type=pep440,pattern={{version}}'.split(','),
    );
    expect(templates.map(({ text }) => text)).toEqual([
      'type=sha,prefix=',
      'type=pep440,pattern={{version}}',
    ]);
    expect(references).toEqual(['acme/api:1']);
  });
});

test.each<[string, string, string]>([
  ['type=semvr,pattern=x', 'is of no known type', 'type=raw, type=ref, type=sha, type=semver'],
  ['value=x', 'has no type', 'type=raw'],
  ['type=raw', 'is not whole', '`value=<tag>`'],
  ['type=ref', 'is not whole', '`event=branch`'],
  ['type=ref,event=schedule', 'is not whole', '`event=branch`'],
  ['type=sha,format=8', 'is not whole', '`format=short`'],
  ['type=pep440', 'is not whole', '`pattern={{version}}`'],
  ['type=date,tz=Mars/Olympus', 'is not whole', 'a time zone'],
  ['type=raw,valeu=x', 'does not know `valeu`', 'value, prefix, suffix, enable'],
  ['type=raw,value={{brnch}}', 'does not know {{brnch}}', '{{branch}}, {{tag}}'],
  ['type=semver,pattern={{branch}}', 'does not know {{branch}}', '{{raw}}, {{version}}'],
  ['type=raw,value={{branch', 'has braces that are no expression', '{{branch}}'],
])('%s %s', (template, invalid, expected) => {
  expect(parseTags([template]).invalid).toEqual([
    { template, invalid, expected: expect.stringContaining(expected) },
  ]);
});
