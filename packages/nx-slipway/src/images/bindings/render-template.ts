import { render } from 'ejs';

/**
 * Renders an EJS template over a prepared view.
 *
 * @param partials texts a template may `include` by name
 * @throws Error where the template names a partial that is not given, or something the view lacks
 */
export function renderTemplate(
  template: string,
  view: object,
  partials: Readonly<Record<string, string>> = {},
): string {
  return render(template, view, {
    includer(name) {
      const partial = partials[name];
      if (partial === undefined) {
        throw new Error(`the template includes ${name}, which is not there`);
      }
      return { template: partial };
    },
  });
}
