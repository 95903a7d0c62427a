/** Names of variables that installers, apt and Python read while an image is built. */
export function isInstallerSetting(name: string): boolean {
  return (
    /^(PIP|POETRY|UV|PIPX|VIRTUALENV)_(?!.*(INDEX|AUTH|BASIC|TOKEN|PASSWORD|USERNAME|KEYRING|CERT))/.test(
      name,
    ) ||
    /^(DEBIAN_FRONTEND|VIRTUAL_ENV|PYSETUP_PATH|VENV_PATH|GET_PIP_.*|POETRY_VERSION)$/.test(name)
  );
}
