import { machinePth } from './as-machine';

/**
 * Python program that has pip say whether all packages of an image have what they require, with the extras that they
 * ask of each other and those that requirements files name. `pip check` knows no extras, so pip is asked to install
 * what is installed, from no index: it finds everything, or says what is missing. What it says is put into the words of
 * `pip check`.
 *
 * Packages lie in /left and /layers/*; /check/asked.txt has the requirements with extras. A requirement that names a URL
 * cannot be asked for again without a network: pip alone, with all files at once, decides on its hashes.
 *
 * Markers are evaluated for the architecture TARGETARCH, whatever the machine is.
 */
export const PIP_CHECK = `import glob, importlib.metadata, os, re, subprocess, sys, sysconfig

machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(os.environ.get("TARGETARCH"))
if machine:
    with open(sysconfig.get_path("purelib") + "/machine.pth", "w") as file:
        file.write(f"${machinePth('{machine!r}')}")
folders = [glob.glob(f"{each}/lib/python*/site-packages") for each in ["/left", *sorted(glob.glob("/layers/*"))]]
folders = sum(folders, [])
installed = list(importlib.metadata.distributions(path=folders))
environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
environment.update(PYTHONPATH=":".join(folders), PIP_CONFIG_FILE=os.devnull)
pip = ["pip", "--isolated", "--disable-pip-version-check", "--python", "/venv/bin/python"]
install = ["install", "--quiet", "--dry-run", "--no-index", "--requirement", "/check/asked.txt"]
names = sorted({each.metadata["Name"] for each in installed})
asked = subprocess.run([*pip, *install, *names], env=environment, capture_output=True, text=True)
if asked.returncode == 0:
    sys.exit(0)
if subprocess.run([*pip, "check"], env=environment).returncode != 0:
    sys.exit(1)
print(re.sub(r"requirement (.+?) \\(from ([^ ;)]+).*", r"requirement\\n\\2 requires \\1, which is not installed", asked.stderr))
for each in installed:
    for required in each.requires or []:
        if re.match(r"[^;]*?@", required):
            print(f"{each.metadata['Name']} {each.version} requires {required}, which no index has")
sys.exit(1)
`;
