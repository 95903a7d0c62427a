import type { ServiceSchema } from '../src/generators/service/schema';
import type { StackSchema } from '../src/generators/stack/schema';

const POSTGRES = { apt: ['libpq5'], buildApt: ['gcc', 'libc6-dev', 'libpq-dev'] };

/** The stacks that the images of well-known Dockerfiles start from. @param full reference of a full image of Python */
export function seedStacks(full: string): readonly StackSchema[] {
  return [
    { name: 'full', from: full, buildApt: ['libpq-dev'], pin: false },
    // One stage has all packages where the image keeps the tools.
    { name: 'slim', buildApt: POSTGRES.buildApt },
    { name: 'pcre', apt: ['libpcre2-8-0'], buildApt: ['gcc', 'libc6-dev', 'libpcre2-dev'] },
    { name: 'python', ...POSTGRES },
    // A project with wheels puts pip into its stack.
    { name: 'wheels', ...POSTGRES },
    { name: 'app', layout: 'base-app', sources: ['services/shop/src/domain'], ...POSTGRES },
  ];
}

const PAY = { role: 'http', extras: ['pg'] } as const;
const SHOP = { name: 'shop', stack: 'app' } as const;
const COMMON = { ...SHOP, layout: 'base-app' } as const;
const [FIRST, OF_WHEELS] = [
  { image: 'production' },
  { stack: 'wheels', layout: 'wheels' } as const,
];

/** Options that make each image which a text about hand-written Dockerfiles describes. */
export const SEED_SERVICES: readonly ServiceSchema[] = [
  { name: 'basic-full', ...PAY, stack: 'full', layout: 'full' },
  { name: 'basic-slim', ...PAY, stack: 'slim', layout: 'slim' },
  {
    ...{ name: 'layered', role: 'http', groups: ['uwsgi'], stack: 'pcre', port: 8000 },
    command: shell('uwsgi --http=0.0.0.0:$PORT --module=pay.app:app --master --die-on-term'),
  },
  { name: 'multi', ...PAY, ...FIRST, stack: 'python', layout: 'multi-layered' },
  { name: 'cached', ...PAY, stack: 'python', layout: 'layered' },
  { name: 'pip-wheels', ...PAY, ...OF_WHEELS },
  { name: 'built-wheels', ...PAY, ...OF_WHEELS },
  {
    ...{ name: 'canopy', ...PAY, ...FIRST, stack: 'python', layout: 'multi-layered' },
    ...{ port: 8000, env: ['WORKER_COUNT=1'] },
    command: shell(
      'gunicorn pay.app:app --bind=0.0.0.0:$PORT --workers=$WORKER_COUNT --worker-tmp-dir=/dev/shm',
    ),
  },
  { ...COMMON, role: 'http', image: 'http', groups: ['http'], sources: ['src/web'] },
  { ...COMMON, role: 'dramatiq', image: 'dramatiq', groups: ['worker'], sources: ['src/worker'] },
  { ...SHOP, role: 'dev', groups: ['http', 'worker'], sources: ['src'] },
];

/** A command line with variables that are known where the container starts. */
function shell(command: string): string {
  return JSON.stringify(['sh', '-c', `exec ${command}`]);
}
