import { copyWords, shellWord } from '../../dockerfile/quote-words';
import { renderTemplate } from './render-template';
import type { ServiceView } from './service-view';

/** Texts of the templates a service's Dockerfile is rendered from. */
export interface ServiceTemplates {
  readonly dockerfile: string;
  /** The partial that installs Debian packages. */
  readonly apt: string;
}

/** The Dockerfile of a service, as the generator writes it and as bound stages are compared with. */
export function renderServiceDockerfile(view: ServiceView, templates: ServiceTemplates): string {
  const { directory, dockerfile } = view;
  const words = {
    dockerfile: shellWord(dockerfile),
    copy: copyWords([`${directory}/`, `${directory}/`]),
    files: view.files.map(({ source, target }) => copyWords([source, target])),
    pyproject: shellWord(`${directory}/pyproject.toml`),
  };
  return renderTemplate(templates.dockerfile, { ...view, words }, { apt: templates.apt });
}
