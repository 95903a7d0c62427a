import type { ServiceTemplates } from '../../images/bindings/render-service-dockerfile';
import { readTemplate } from './read-template';

/** Reads what a service's Dockerfile is rendered from out of this package. */
export function readServiceTemplates(): ServiceTemplates {
  return {
    dockerfile: readTemplate('service/files/Dockerfile.ejs'),
    apt: readTemplate('files/apt.ejs'),
    install: readTemplate('service/files/install.ejs'),
    beside: readTemplate('service/files/beside.ejs'),
    layers: readTemplate('service/files/layers.ejs'),
    wheels: readTemplate('service/files/wheels.ejs'),
  };
}
