import { parseTargetName } from '../../bake/targets/target-name';
import { machineOfCommand } from '../../images/installers/as-machine';
import type { EngineProblem } from '../../problems/kinds/builds/engine-problem';
import type { StepProblem } from '../../problems/kinds/builds/step-problem';
import type { Step } from './build-log';
import { type DebianPackage, headerPackage, libraryPackage, toolPackages } from './debian-packages';
import { diskFailure } from './disk-failure';
import { platformFailure } from './platform-failure';

/**
 * Classifies a failed step. What compilers and installers say of something the builder lacks is all
 * there is to tell a step that needs a Debian package, or a login, from one with an error of its own.
 *
 * @param image what was built, in the user's words
 * @param platform what the step was for, where that is known
 */
export function classifyStep(
  step: Step,
  image: string,
  platform?: string,
): EngineProblem | StepProblem {
  const detail = [step.output?.trim(), step.error].filter(Boolean).join('\n');
  const facts = { image, step: stepInWords(step), detail };
  const ofPlatform = platformFailure(step, { image, detail, platform });
  if (ofPlatform) return ofPlatform;
  // On a full disk all other failures follow from files that could not be written.
  const ofDisk = diskFailure(step, facts);
  if (ofDisk) return ofDisk;
  const [, names, file] = /^same file: (.+): (\S+)$/m.exec(detail) ?? [];
  if (names && file && isOf(step, 'conflict-check')) {
    return { kind: 'file-conflict', image, packages: names.split(' '), file };
  }
  const [, requirement] = /^(\S+(?: \S+)? (?:requires|has requirement) .+)$/m.exec(detail) ?? [];
  if (requirement && isOf(step, 'conflict-check')) {
    return { kind: 'requirements-incomplete', image, requirement: requirement.replace(/\.$/, '') };
  }
  const absent = absentSource(step);
  if (absent !== undefined) return { kind: 'source-not-found', ...facts, path: absent };
  const missing = missingPackage(detail);
  if (missing) return { kind: 'build-package-missing', ...facts, ...missing };
  const refused = refusedUrl(detail);
  if (refused !== undefined) return { kind: 'index-refused', ...facts, url: refused };
  const wrong = mismatchedPackage(detail);
  if (wrong !== undefined) return { kind: 'hash-mismatch', ...facts, package: wrong };
  if (UNKNOWN_CERTIFICATE.test(detail)) return { kind: 'certificate-unknown', ...facts };
  const unreachable = unreachableUrl(detail);
  if (unreachable !== undefined) {
    const name = /Failed to (?:download|build|fetch)[^`\n]*`([^`\s]+==[^`\s]+)`/.exec(detail)?.[1];
    return {
      kind: 'index-unreachable',
      ...facts,
      url: unreachable,
      ...(name && { package: name }),
    };
  }
  const name = packageNotFound(detail);
  if (name !== undefined) {
    const machine = machineOfCommand(step.text) ?? /`manylinux_\d+_\d+_(\w+)`/.exec(detail)?.[1];
    return { kind: 'package-not-found', ...facts, package: name, ...(machine && { machine }) };
  }
  return { kind: 'step-failed', ...facts };
}

/** What is not in the build context: BuildKit's words. It has the same for what is in no other stage. */
function absentSource({ text, error = '' }: Step): string | undefined {
  const [, path] =
    /failed to calculate checksum of ref \S+: "\/?([^"]+)": not found/.exec(error) ?? [];
  return /(\s--from=|,from=|=from=)/.test(text) ? undefined : path;
}

/** Whether a step is one of targets that are generated for a purpose. */
function isOf({ targets }: Step, purpose: string): boolean {
  return targets.some((target) => parseTargetName(target)[0] === purpose);
}

/** A generated step is in no Dockerfile, so it is named for what it makes. */
function stepInWords({ text, targets }: Step): string {
  const shared = targets.map(parseTargetName).find(([kind]) => kind === 'packages');
  return shared
    ? `shared layer ${shared[1]} of shared-layers.json: ${text.replace(/--mount=\S+\s+/g, '')}`
    : text;
}

/** How gcc, clang and uv word that a header is nowhere. */
const HEADERS: readonly RegExp[] = [
  /error: ([\w./+-]+\.h\w*): No such file/,
  /error: '([\w./+-]+\.h\w*)' file not found/,
  /install a library that provides `([\w./+-]+\.h\w*)`/,
];

/** Words of compilers, of ld, and of the build scripts that look for a tool before they start. */
function missingPackage(text: string): DebianPackage | undefined {
  const header = HEADERS.flatMap((pattern) => pattern.exec(text)?.[1] ?? [])[0];
  if (header !== undefined) return headerPackage(header);
  const library = /\bcannot find -l:?([\w.+-]+)/.exec(text)?.[1];
  if (library !== undefined) return libraryPackage(library);
  return toolPackages.find(({ pattern }) => pattern.test(text))?.missing;
}

/** The address that a server wants a login for: uv's words, then pip's. */
function refusedUrl(text: string): string | undefined {
  return (
    /\b40[13] (?:Client Error: )?(?:Unauthorized|Forbidden)\)? for url:? \(?(https?:\/\/[^\s()]+)/i.exec(
      text,
    )?.[1] ?? /`?(https?:\/\/[^\s`]+)`?[^\n]*\b40[13] (?:Unauthorized|Forbidden)/i.exec(text)?.[1]
  );
}

/** What does not have the hash it was locked with: uv's words, then pip's and Poetry's. */
function mismatchedPackage(text: string): string | undefined {
  const [, name, version] = /Hash for (\S+) \(([^)]+)\) from archive/.exec(text) ?? [];
  return (
    /Hash mismatch for `([^`]+)`/.exec(text)?.[1] ??
    /DO NOT MATCH THE HASHES[\s\S]*?^\s+(\S+) from /m.exec(text)?.[1] ??
    (name && `${name}==${version}`)
  );
}

/** Words of Python's ssl, of uv, of curl and git, of apt, and of Node.js. */
const UNKNOWN_CERTIFICATE =
  /CERTIFICATE_VERIFY_FAILED|invalid peer certificate|SSL certificate problem|server certificate verification failed|certificate verify failed|Certificate verification failed|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT/;

/** What has no file that may be installed: pip's words, then uv's. An index that does not answer has none either. */
function packageNotFound(text: string): string | undefined {
  return (
    /^ERROR: No matching distribution found for (\S+)/m.exec(text)?.[1] ??
    /\bBecause (\S+)\s+has\s+no\s+(?:usable wheels|wheels with a matching)/.exec(text)?.[1]
  );
}

/** The address that does not answer: uv's words, then pip's and Poetry's. */
function unreachableUrl(text: string): string | undefined {
  const isSilent =
    /error sending request|operation timed out|connection (?:refused|reset|timed out)|dns error|Failed to establish a new connection|Read timed out|All attempts to connect/i;
  if (!isSilent.test(text)) return undefined;
  return (
    /Failed to fetch: `?(https?:\/\/[^\s`]+)/.exec(text)?.[1] ??
    /error sending request for url \((https?:\/\/[^\s)]+)\)/.exec(text)?.[1] ??
    /(https?:\/\/[^\s'")]+)/.exec(text)?.[1]
  );
}
