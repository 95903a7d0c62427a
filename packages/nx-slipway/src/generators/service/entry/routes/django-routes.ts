import type { SourceModule } from '../source-modules';
import { allParts, argument, literal } from './bracketed';

/** Guards that answer a probe with a page to log in, or not at all. */
const GUARDED = /\b(?:login_required|permission_required|staff_member_required|require_POST)\b/;

/**
 * Paths of a project of Django that its modules of URLs write as text: those that settings name as ROOT_URLCONF, and
 * what they include. Patterns below `i18n_patterns` have the language before them and are not read.
 *
 * @param module the one that makes the application: `shop.wsgi`
 */
export function djangoRoutes(
  module: SourceModule,
  modules: readonly SourceModule[],
): readonly string[] {
  if (!makesDjango(module)) return [];
  const named = modules.flatMap(
    ({ text }) => /^ROOT_URLCONF\s*=\s*["']([\w.]+)["']/m.exec(text)?.[1] ?? [],
  );
  const roots = new Set(named);
  // Several settings with several roots: which of them counts is decided when the container starts.
  if (roots.size > 1) return [];
  const [root = `${module.name.split('.').slice(0, -1).join('.')}.urls`] = roots;
  return routesBelow(root, '/', { modules, above: [] });
}

/** Whether a module makes the application of a project of Django, as its `wsgi.py` and `asgi.py` do. */
export function makesDjango({ text }: SourceModule): boolean {
  return /\bget_[aw]sgi_application\(/.test(text);
}

interface Urls {
  readonly modules: readonly SourceModule[];
  /** Modules that include this one. */
  readonly above: readonly string[];
}

function routesBelow(name: string, prefix: string, { modules, above }: Urls): readonly string[] {
  const text = modules.find((each) => each.name === name)?.text;
  if (text === undefined || above.includes(name)) return [];
  const patterns = allParts(text, /^urlpatterns(?:\s*:[^=\n]+)?\s*\+?=\s*\[/).flat();
  return patterns.flatMap((pattern): readonly string[] => {
    const [call, ...others] = allParts(pattern, /^(?:\w+\.)?(?:re_)?path\(/);
    const path = pathOf(pattern, literal(argument(call ?? [], 'route', 0)));
    const view = argument(call ?? [], 'view', 1) ?? '';
    if (path === undefined || others.length > 0 || GUARDED.test(view)) return [];
    const included = /^(?:\w+\.)?include\(\s*["']([\w.]+)["']/.exec(view)?.[1];
    if (included !== undefined) {
      return routesBelow(included, prefix + path, { modules, above: [...above, name] });
    }
    return /^(?:\w+\.)?include\(/.test(view) ? [] : [prefix + path];
  });
}

/** The path of a pattern; of a regular expression where it is one path alone. */
function pathOf(pattern: string, text: string | undefined): string | undefined {
  return /^(?:\w+\.)?re_path/.test(pattern) ? /^\^([\w\-/]*)\$$/.exec(text ?? '')?.[1] : text;
}
