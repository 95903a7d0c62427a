/**
 * Whether building a project's wheel may write files into its packages: compiled modules, a file with the version.
 * Sources that are mounted over such a package would hide them. A word too many costs a mount, and a word too few
 * a container that does not start.
 *
 * @param texts of pyproject.toml and setup.py, where they exist
 */
export function mayBuildFiles(texts: readonly string[]): boolean {
  return texts.some((text) => SIGNS.test(text));
}

const SIGNS = new RegExp(
  [
    // A file with the version.
    'write_to|write_template|version[-_]file|\\.hooks|tool\\.poetry\\.build|^build\\s*=|build[-_]script|generate-setup-file',
    // Modules of another language.
    'ext[-_]modules|rust_extensions|rust-extensions|cffi_modules|run-setuptools|cmdclass|Extension\\(',
    '\\b(cython|mypyc|maturin|meson-python|scikit-build|setuptools[-_]rust|nanobind|pybind11|cffi|pyo3)\\b',
  ].join('|'),
  'im',
);
