import { expect, test } from 'vitest';
import { dockerEngine } from '../../engine/docker/docker-engine';
import type { RunCommand } from '../../process/run-command';
import { checkImage } from './check-image';
import type { ProofImage } from './plan-proof';

const TAGS = { before: 'old', after: 'new' };
const ANSWERS = { stdout: '', stderr: '' };

/** An engine whose containers end at once where `broken` names their tag, and answer where they have a probe. */
function engine({ probe, broken = [] }: { readonly probe?: string; readonly broken?: string[] }) {
  const started: string[] = [];
  const tagOf = new Map<string, string>();
  const run: RunCommand = async ({ args }) => {
    const [verb = '', second = ''] = args;
    if (verb === 'image') {
      const Config = {
        Cmd: ['api'],
        ...(probe !== undefined && { Healthcheck: { Test: ['CMD', probe] } }),
      };
      return { ...ANSWERS, exitCode: 0, stdout: JSON.stringify({ Config }) };
    }
    if (verb === 'run' && second === '--detach') {
      const tag = /^acme\/api:(\w+)$/m.exec(args.join('\n'))?.[1] ?? '';
      started.push(tag);
      tagOf.set(/^--name=(.*)$/m.exec(args.join('\n'))?.[1] ?? '', tag);
      return { ...ANSWERS, exitCode: 0 };
    }
    const isBroken = broken.includes(tagOf.get(args.at(-1) ?? '') ?? '');
    if (verb === 'container') {
      const isRunning = probe !== undefined && !isBroken;
      return { ...ANSWERS, exitCode: 0, stdout: `${isRunning} ${isBroken ? 1 : 0}` };
    }
    return { ...ANSWERS, exitCode: verb === 'run' ? 1 : 0 };
  };
  return { run, started };
}

async function check(given: Parameters<typeof engine>[0]) {
  const { run, started } = engine(given);
  const image = { reference: 'acme/api' } as ProofImage['image'];
  const subject: ProofImage = { image, kind: 'command', run: {} };
  const scope = { tags: TAGS, engine: dockerEngine, abort: new AbortController().signal };
  const { checks, startBefore } = await checkImage(subject, scope, { run, cwd: '/' });
  return { started, start: checks[0]?.verdict, startBefore };
}

test('an image that does what it is for is not compared with the old one, which would say nothing', async () =>
  expect(await check({})).toMatchObject({ started: ['new'], start: 'passed' }));

test('one that serves is, for when the old one did', async () =>
  expect(await check({ probe: 'true' })).toMatchObject({
    ...{ started: ['new', 'old'], start: 'passed', startBefore: expect.any(Number) },
  }));

test.each([
  [['new'], 'failed'],
  [['new', 'old'], 'unproven'],
])('where %j fail, the new one %s', async (broken, start) =>
  expect(await check({ broken })).toMatchObject({ started: ['new', 'old'], start }),
);
