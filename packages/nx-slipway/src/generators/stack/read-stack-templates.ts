import { readTemplate } from '../../workspace/files/read-template';
import type { StackFacts } from './plan-stack';

/** Reads what a stack is rendered from out of this package. */
export function readStackTemplates(): StackFacts['templates'] {
  return {
    dockerfile: readTemplate('stack/files/Dockerfile.ejs'),
    apt: readTemplate('files/apt.ejs'),
    installProjects: readTemplate('stack/files/install-projects'),
    normalizeLayer: readTemplate('stack/files/normalize-layer'),
  };
}
