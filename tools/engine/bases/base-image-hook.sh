#!/bin/sh
# Makes a Debian root look like Docker Hub's python:*-slim to a Dockerfile.
# Run by mmdebstrap outside the root, before it cleans apt's lists:
#   base-image-hook.sh ROOT PYTHON SUITE ARCHIVE SUITES SECURITY FACTS
# SUITES are those of ARCHIVE; SECURITY is the security archive or empty; FACTS is a file to write.
set -eu
root=$1 python=$2 suite=$3 archive=$4 suites=$5 security=$6 facts=$7

# Headers and libpythonX.Y.so without the -dev packages' dependencies, among them a libc's headers.
work=$(mktemp -d)
(cd "$work" && APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get download "libpython$python-dev")
dpkg -x "$work"/*.deb "$work/dev"
find "$work/dev" -name '*.a' -delete
rm -rf "$work/dev/usr/share"
# A pipe and not `cp -a dev/usr ROOT`: in the root, /usr/lib may be links.
tar -C "$work/dev" -c usr | tar -C "$root" -x --keep-directory-symlink
rm -rf "$work"

# Installing with pip outside a venv is what the image is for.
rm -f "$root"/usr/lib/python3*/EXTERNALLY-MANAGED
echo 'path-exclude=/usr/lib/python3*/EXTERNALLY-MANAGED' >"$root/etc/dpkg/dpkg.cfg.d/python"
sed -i 's/^    _ensurepip_is_disabled_in_debian_for_system()$/    pass/' \
  "$root/usr/lib/python$python/ensurepip/__init__.py"
for name in python python3 "python$python"; do
  ln -sf "/usr/bin/python$python" "$root/usr/local/bin/$name"
done
# One folder under both names: Dockerfiles copy site-packages, Debian's Python reads dist-packages.
lib=$root/usr/local/lib/python$python
mkdir -p "$lib/site-packages"
rmdir "$lib/dist-packages" 2>/dev/null || true
ln -s site-packages "$lib/dist-packages"
chroot "$root" "/usr/local/bin/python$python" -m ensurepip --default-pip

# As debian:*-slim sets up apt and dpkg.
cat >"$root/etc/apt/apt.conf.d/docker-clean" <<'CONF'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
CONF
echo 'Acquire::Languages "none";' >"$root/etc/apt/apt.conf.d/docker-no-languages"
echo 'Acquire::GzipIndexes "true";' >"$root/etc/apt/apt.conf.d/docker-gzip-indexes"
echo 'Apt::AutoRemove::SuggestsImportant "false";' >"$root/etc/apt/apt.conf.d/docker-autoremove-suggests"

signed_by=/usr/share/keyrings/debian-archive-keyring.gpg
rm -f "$root/etc/apt/sources.list"
{
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
    "$archive" "$suites" "$signed_by"
  if [ -n "$security" ]; then
    printf '\nTypes: deb\nURIs: %s\nSuites: %s-security\nComponents: main\nSigned-By: %s\n' \
      "$security" "$suite" "$signed_by"
  fi
} >"$root/etc/apt/sources.list.d/debian.sources"

chroot "$root" python3 -c 'import platform; print(platform.python_version())' >"$facts"
# Docker Hub's image carries no bytecode either.
find "$root/usr" -depth -name __pycache__ -type d -exec rm -rf {} +
# mmdebstrap leaves these, now that docker-clean says that there are none.
rm -rf "$root"/var/cache/apt/*.bin "$root"/var/cache/apt/archives/*.deb
rm -rf "$root"/var/log/*.log "$root"/var/log/apt/* "$root"/var/cache/ldconfig/aux-cache
