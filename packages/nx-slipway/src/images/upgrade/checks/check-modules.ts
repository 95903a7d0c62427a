import { addedModule, addedModules } from '../../../python/sources/added-modules';
import { readImports } from '../../../python/sources/read-imports';
import {
  type RemovedModule,
  removedModule,
  removedModules,
} from '../../../python/sources/removed-modules';
import type { CheckFacts, UpgradedFile } from '../check-facts';
import { finding } from '../check-facts';
import type { Finding } from '../finding';

/** A file without any of these words imports none of the modules; most files are done with that. */
const NAMES = new RegExp(
  `\\b(?:${[...[...removedModules, ...addedModules].map(({ name }) => name.replace(/^.*\./, '')), 'setuptools', 'pkg_resources'].join('|')})\\b`,
);

/**
 * Finds modules that projects import themselves and the new Python has no more, or on the way back not yet: those of the
 * standard library, and setuptools, which images have no more since Python 3.12. What a locked package brings back is
 * none. Locked packages are not searched: their imports are mostly guarded, or of their tests.
 */
export function checkModules(facts: CheckFacts): readonly Finding[] {
  const { from, to } = facts.python;
  if (to === undefined) return [];
  const own = ownModules(facts.sources);
  return facts.sources
    .filter(({ text }) => NAMES.test(text))
    .flatMap((source) => {
      const locked = lockedFor(source, facts);
      return readImports(source.text, to).flatMap(({ module, line, isLazy }) => {
        const place = { file: source.file, line };
        const [top = ''] = module.split('.');
        if (own.has(top)) return [];
        const removed = removedModule(module, to, from);
        if (removed && !isBack(removed, locked)) {
          const problem = { kind: 'module-removed', place, module, python: to, isLazy } as const;
          const more = {
            ...(removed.backport && { backport: removed.backport }),
            ...(removed.instead && { instead: removed.instead }),
          };
          const severity = isLazy ? 'warning' : 'problem';
          return [finding(severity, { ...problem, ...more }, source.services)];
        }
        const added = addedModule(module, to, from);
        if (added) {
          const { instead } = added;
          const problem = { kind: 'module-added', place, module, python: to, isLazy } as const;
          const more = instead === undefined ? {} : { instead };
          const severity = isLazy ? 'warning' : 'problem';
          return [finding(severity, { ...problem, ...more }, source.services)];
        }
        return losesSetuptools(top, facts) && !locked.has('setuptools')
          ? [
              finding(
                'warning',
                { kind: 'setuptools-not-locked', place, module: top, python: to },
                source.services,
              ),
            ]
          : [];
      });
    });
}

function isBack({ backport }: RemovedModule, locked: ReadonlySet<string>): boolean {
  return backport !== undefined && locked.has(backport);
}

/** Images of Python have setuptools until 3.11. */
function losesSetuptools(module: string, { python: { from, to = '3.0' } }: CheckFacts): boolean {
  const minor = (python: string): number => Number(python.split('.')[1]);
  return (
    (module === 'setuptools' || module === 'pkg_resources') &&
    minor(to) >= 12 &&
    minor(from ?? '3.11') < 12
  );
}

/** Packages that are installed beside a source, for all of its services. */
function lockedFor({ services }: UpgradedFile, { locks }: CheckFacts): ReadonlySet<string> {
  const releases = locks.flatMap((lock) => lock.releases);
  const names = new Set(releases.map(({ name }) => name));
  const isFor = (name: string): boolean =>
    services.every((service) =>
      releases.some((each) => each.name === name && each.services.includes(service)),
    );
  return new Set([...names].filter((name) => BACK.has(name) && isFor(name)));
}

const BACK: ReadonlySet<string> = new Set([
  'setuptools',
  ...removedModules.flatMap(({ backport }) => backport ?? []),
]);

/** Modules of the workspace hide those of the standard library of the same name. */
function ownModules(sources: readonly UpgradedFile[]): ReadonlySet<string> {
  const paths = sources.map(({ file }) => file.replace(/\.py$/, '').split('/'));
  const packages = new Set(
    paths.flatMap((parts) => (parts.at(-1) === '__init__' ? parts.slice(0, -1).join('/') : [])),
  );
  return new Set(
    paths.flatMap((parts) => {
      if (parts.at(-1) === '__init__') return parts.at(-2) ?? [];
      // A file in a folder that is no package is a module by itself.
      return packages.has(parts.slice(0, -1).join('/')) ? [] : (parts.at(-1) ?? []);
    }),
  );
}
