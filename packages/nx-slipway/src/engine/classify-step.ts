import type { EngineProblem } from '../problems/engine-problem';
import type { Step } from './build-log';
import { type DebianPackage, headerPackage, libraryPackage, toolPackages } from './debian-packages';
import { platformFailure } from './platform-failure';

/**
 * What a failed step comes to. What compilers and installers say of something the builder lacks is all
 * there is to tell a step that needs a Debian package, or a login, from one with an error of its own.
 *
 * @param image what was built, in the user's words
 * @param platform what the step was for, where that is known
 */
export function classifyStep(step: Step, image: string, platform?: string): EngineProblem {
  const detail = [step.output?.trim(), step.error].filter(Boolean).join('\n');
  const facts = { image, step: step.text, detail };
  const ofPlatform = platformFailure(step, { image, detail, platform });
  if (ofPlatform) return ofPlatform;
  const missing = missingPackage(detail);
  if (missing) return { kind: 'build-package-missing', ...facts, ...missing };
  const refused = refusedUrl(detail);
  if (refused !== undefined) return { kind: 'index-refused', ...facts, url: refused };
  return { kind: 'step-failed', ...facts };
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
