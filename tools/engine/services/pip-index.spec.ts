import { describe, expect, it } from 'vitest';
import { parsePipIndex } from './pip-index.ts';

describe('parsePipIndex', () => {
  it('finds nothing where pip uses its default', () => {
    expect(parsePipIndex(":env:.cert='/c.pem'\nglobal.default-timeout='180'")).toEqual({});
  });

  it('prefers the environment, then install, then global', () => {
    const env = ":env:.index-url='http://env.test/simple'";
    const install = "install.index-url='http://install.test/simple'";
    const global = "global.index-url='http://global.test/simple'";
    expect(parsePipIndex([env, install, global].join('\n')).index).toContain('env.test');
    expect(parsePipIndex([install, global].join('\n')).index).toContain('install.test');
    expect(parsePipIndex(global).index).toContain('global.test');
  });

  it('splits several extra indexes', () => {
    expect(parsePipIndex("global.extra-index-url='http://a.test/s http://b.test/s'").extra).toEqual(
      ['http://a.test/s', 'http://b.test/s'],
    );
  });
});
