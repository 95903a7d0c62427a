import { DJANGO, LISTENING_PROJECTS } from '../test-support/listening-projects';
import { testAwkwardProjects } from './awkward-projects';

testAwkwardProjects([DJANGO, ...LISTENING_PROJECTS]);
