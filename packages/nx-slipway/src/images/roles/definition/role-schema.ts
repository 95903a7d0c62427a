import { z } from 'zod';
import { OPTION_NAMES, placeholder, QUEUES } from './placeholders';

const PACKAGE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const word = z.string().min(1);
const pattern = z.string().check(
  z.refine((text) => isPattern(text), {
    error: 'a regular expression of JavaScript; in JSON each backslash is written twice',
  }),
);
const seconds = z.int().min(1).max(3600);

const words = z
  .strictObject({
    when: z.enum(OPTION_NAMES).exactOptional().describe('Only with this option of the generator.'),
    since: packageVersion()
      .exactOptional()
      .describe('Only from this locked version on: `celery 5.5`.'),
    before: packageVersion().exactOptional().describe('Only with an older locked version.'),
    with: z
      .string()
      .regex(PACKAGE, { error: 'a normalised name: `celery`' })
      .exactOptional()
      .describe('Only where the lock file has this package: `grpcio-health-checking`.'),
    without: z
      .string()
      .regex(PACKAGE, { error: 'a normalised name: `celery`' })
      .exactOptional()
      .describe('Only where the lock file does not have this package.'),
    words: z.array(word).min(1),
  })
  .describe('Words that are left out where a condition is not met.');

const need = z.strictObject({
  anyOf: z
    .array(z.string().regex(PACKAGE, { error: 'a normalised name: `celery`' }))
    .min(1)
    .describe('Normalised names of packages of which the lock file must have one.'),
  add: word.describe(
    `The requirement that adds it: \`celery[redis]\`. \`${placeholder('broker')}\` is replaced.`,
  ),
});

/** The format of a role: the one source of its type, of role.schema.json and of what is refused. */
export const roleSchema = z
  .strictObject({
    $schema: z.string().exactOptional(),
    description: word.describe('What the container runs, in a few words.'),
    kind: z
      .enum(['http', 'worker', 'job'])
      .describe(
        '`http` listens on a port, `worker` runs until it is stopped, `job` ends by itself.',
      ),
    module: z
      .strictObject({
        what: word.describe('What is searched for: `Celery application`.'),
        hint: word.describe('How it is written: "one such as `app = Celery(…)`".'),
        patterns: z
          .array(pattern)
          .min(1)
          .describe(
            'Regular expressions that find it in a Python file, `^` at the start of a line. A group `name` is the attribute.',
          ),
        files: z
          .array(z.string())
          .exactOptional()
          .describe('Names of the likeliest files without `.py`, the likeliest first.'),
        example: word.describe('What follows the package in an example: `actors`, `celery:app`.'),
        dotted: z
          .boolean()
          .exactOptional()
          .describe(
            'The command takes the attribute behind a dot, `shop.tasks.huey`, and not behind a colon.',
          ),
      })
      .exactOptional()
      .describe('What `--module` names, and how it is found in the sources.'),
    packages: z.array(need).exactOptional().describe('Packages that the command needs.'),
    command: z
      .array(z.union([word, words]))
      .min(1)
      .describe(
        `Words of the command. ${OPTION_NAMES.map((name) => `\`${placeholder(name)}\``).join(', ')} are replaced, and \`${placeholder('file')}\` by the file of the module below /app. A word that is \`${QUEUES}\` alone becomes one word for each queue, and follows a word without placeholders.`,
      ),
    shell: z
      .boolean()
      .exactOptional()
      .describe(
        'Variables such as `$PORT` are replaced when the container starts; for tools that do not read them.',
      ),
    environment: z
      .record(
        z.string().regex(/^[A-Za-z_]\w*$/, { error: 'the name of a variable' }),
        z.string().regex(/^[^\n]*$/),
      )
      .exactOptional()
      .describe('Environment variables of the image.'),
    options: z
      .strictObject({
        processes: numberOption('worker processes'),
        threads: numberOption('threads of a process'),
        queues: z
          .union([z.literal(true), z.array(word).min(1)])
          .exactOptional()
          .describe('Takes `--queues`: `true`, or the queues without that option.'),
        port: z
          .int()
          .min(1)
          .max(65535)
          .exactOptional()
          .describe('Port of the role http, where `PORT` is not set when the container starts.'),
        healthPath: z
          .string()
          .regex(/^\/[\w\-.~/%?=&]*$/, { error: 'a path: `/health`' })
          .exactOptional()
          .describe('Path that the probe of the role http requests.'),
        broker: z
          .partialRecord(z.enum(['redis', 'rabbitmq']), need)
          .exactOptional()
          .describe('Takes `--broker`: the package that each broker needs.'),
      })
      .exactOptional()
      .describe('Options of the generator that the role takes, with their defaults.'),
    stopSignal: z
      .string()
      .regex(/^SIG[A-Z0-9]+$/, { error: 'the name of a signal: `SIGINT`' })
      .exactOptional()
      .describe('Signal that stops it in an orderly way. [default: SIGTERM]'),
    gracePeriod: seconds
      .exactOptional()
      .describe(
        'Seconds that it may take to stop. [default: 10] `docker stop` kills after 10; with more, the generator says how to allow them.',
      ),
    probe: z
      .array(z.union([word, words]))
      .min(1)
      .exactOptional()
      .describe('Command of the health check, as the container runs it without a shell.'),
    writable: z
      .array(z.string().regex(/^(\/[\w.-]+)+$/, { error: 'an absolute path: `/tmp`' }))
      .exactOptional()
      .describe('Folders that it writes to, where the rest of the file system is read-only.'),
    files: z
      .array(word)
      .exactOptional()
      .describe(
        'Files of the project that it reads, relative to the folder of the project: `alembic.ini`.',
      ),
  })
  .meta({ title: 'A role of nx-slipway' });

/** The format as JSON Schema, in a version that every editor knows. */
export function roleJsonSchema(): object {
  return z.toJSONSchema(roleSchema, { target: 'draft-7' });
}

function packageVersion() {
  return z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)* \d+(\.\d+)*$/, {
    error: 'a package and a version: `celery 5.5`',
  });
}

function numberOption(of: string) {
  return z
    .union([z.literal(true), z.int().min(1).max(1000)])
    .exactOptional()
    .describe(`Takes the option for the number of ${of}: \`true\`, or the number without it.`);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'm');
    return true;
  } catch {
    return false;
  }
}
