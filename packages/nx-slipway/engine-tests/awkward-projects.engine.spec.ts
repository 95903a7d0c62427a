import { AWKWARD_PROJECTS } from '../test-support/awkward-projects';
import { testAwkwardProjects } from './awkward-projects';

/** A factory behind an old server, a command without a server, and files beside the package. */
const NAMES: readonly string[] = ['oldasgi', 'plain', 'pages'];

testAwkwardProjects(AWKWARD_PROJECTS.filter(({ name }) => NAMES.includes(name)));
