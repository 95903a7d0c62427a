import { LISTENING_PROJECTS } from '../test-support/listening-projects';
import { testAwkwardProjects } from './awkward-projects';

testAwkwardProjects(LISTENING_PROJECTS);
