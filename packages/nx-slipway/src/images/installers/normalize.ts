/**
 * Ends a RUN that installs into /venv: the stack's `normalize-layer` makes the same packages the same layer, whenever
 * they are installed.
 */
export const NORMALIZE = 'normalize-layer /venv';

/** The same where the installer compiles no bytecode, or only such as depends on the times of files. */
export const COMPILE_AND_NORMALIZE = 'normalize-layer --compile /venv';
