import { describe, expect, it } from 'vitest';
import { formatStatus } from './format-status.ts';

const service = { name: 'index', at: 'http://10.70.0.1:20001/index/', log: '/s/logs/index.log' };
const status = {
  checkout: '/c',
  state: '/s',
  cache: '/k',
  network: 'slip0 10.70.0.0/16',
  indexCutOff: false,
};

describe('formatStatus', () => {
  it.each([
    [{ ...service, answers: true, pid: 7 }, 'up (pid 7)'],
    [{ ...service, answers: false, pid: 7 }, 'does not answer (pid 7)'],
    [{ ...service, answers: false }, 'down'],
    [{ ...service, answers: true }, 'not started here'],
  ])('tells the four states of a service apart', (line, words) => {
    expect(formatStatus({ ...status, services: [line] })).toContain(words);
  });

  it('says when the index is cut off', () => {
    expect(formatStatus({ ...status, services: [], indexCutOff: true })).toContain('cut off');
  });
});
