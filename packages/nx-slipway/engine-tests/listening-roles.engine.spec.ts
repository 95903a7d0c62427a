import { DJANGO } from '../test-support/listening-projects';
import { testAwkwardProjects } from './awkward-projects';

// The other servers and frameworks are built by night.
testAwkwardProjects([DJANGO]);
