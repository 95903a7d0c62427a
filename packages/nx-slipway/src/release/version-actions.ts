import { PythonVersionActions } from './python-version-actions';

/** What `versionActions` in nx.json names; Nx takes the module itself for the class. */
export = PythonVersionActions;
