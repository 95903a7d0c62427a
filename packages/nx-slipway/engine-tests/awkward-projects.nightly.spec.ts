import { AWKWARD_PROJECTS } from '../test-support/awkward-projects';
import { testAwkwardProjects } from './awkward-projects';

testAwkwardProjects(AWKWARD_PROJECTS);
