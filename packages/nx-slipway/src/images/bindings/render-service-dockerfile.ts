import { copyWords, shellWord } from '../../dockerfile/quote-words';
import { BESIDE } from '../model/files-beside';
import { renderTemplate } from './render-template';
import type { ServiceView } from './service-view';

/** Texts of the templates a service's Dockerfile is rendered from. */
export interface ServiceTemplates {
  readonly dockerfile: string;
  /** The partial that installs Debian packages. */
  readonly apt: string;
  /** The partial of a RUN that installs third-party packages. */
  readonly install: string;
  /** The partial of the steps that collect files beside the application. */
  readonly beside: string;
  /** The partial of the stages that install packages and hand them on. */
  readonly layers: string;
  /** The partial of the stages that build wheels, and install them where the image runs. */
  readonly wheels: string;
}

/** The Dockerfile of a service, as the generator writes it and as bound stages are compared with. */
export function renderServiceDockerfile(view: ServiceView, templates: ServiceTemplates): string {
  const { directory, dockerfile } = view;
  const words = {
    dockerfile: shellWord(dockerfile),
    copy: copyWords([`${directory}/`, `${directory}/`]),
    files: view.files.map(({ source, target }) => copyWords([source, `${BESIDE}${target}`])),
    sources: view.sources.map(({ source, target }) => copyWords([source, target])),
    pyproject: shellWord(`${directory}/pyproject.toml`),
  };
  const { dockerfile: template, ...partials } = templates;
  const absent = { commonStage: undefined, mounted: undefined, besideFolder: BESIDE };
  return renderTemplate(template, { ...absent, ...view, words }, partials);
}
