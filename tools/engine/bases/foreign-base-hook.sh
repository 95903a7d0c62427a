#!/bin/sh
# Makes a root of packages that were unpacked and not set up into one like a base image of this machine's
# own architecture: what packages write as they are set up is taken from there. An emulator would take
# minutes to set them up again.
# Run by mmdebstrap outside the root, while the packages still lie in apt's cache:
#   foreign-base-hook.sh ROOT ARCHITECTURE MACHINE NATIVE_MACHINE PYTHON LAYER
# LAYER is the layer.tar.gz of the machine's own base; MACHINE is what Debian calls its library folders for.
set -eu
root=$1 architecture=$2 machine=$3 native=$4 python=$5 layer=$6
dpkg=$root/var/lib/dpkg
work=$(mktemp -d)

# Programs and libraries are there already and stay; they are those of the other architecture.
tar -C "$root" -x --skip-old-files --keep-directory-symlink \
  --exclude="*$native-linux-gnu*" --exclude='*/ld-linux-*' --exclude="*/bin/$native" \
  --exclude=./var/lib/dpkg -f "$layer"
tar -C "$root" -x -f "$layer" ./var/lib/dpkg "./usr/lib/python$python/ensurepip"

# dpkg's books: the same packages, each with the files and scripts it has for this architecture.
rm -f "$dpkg"/info/*.*
echo "$architecture" >"$dpkg/arch"
for deb in "$root"/var/cache/apt/archives/*.deb; do
  name=$(dpkg-deb --field "$deb" Package)
  case $(dpkg-deb --field "$deb" Multi-Arch) in same) name=$name:$architecture ;; esac
  rm -rf "$work/control"
  dpkg-deb --control "$deb" "$work/control"
  rm "$work/control/control"
  for file in "$work"/control/*; do
    [ ! -e "$file" ] || mv "$file" "$dpkg/info/$name.${file##*/}"
  done
  dpkg-deb --fsys-tarfile "$deb" | tar -t | sed 's|^\.||; s|/$||; s|^$|/.|' >"$dpkg/info/$name.list"
done
sed -i "/^Architecture: all$/!s/^Architecture: .*/Architecture: $architecture/" "$dpkg/status"
sed -i "s/$native-linux-gnu/$machine-linux-gnu/" "$dpkg/diversions"

# As in base-image-hook.sh.
(cd "$work" && APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get download "libpython$python-dev")
dpkg -x "$work"/*.deb "$work/dev"
find "$work/dev" -name '*.a' -delete
rm -rf "$work/dev/usr/share"
tar -C "$work/dev" -c usr | tar -C "$root" -x --keep-directory-symlink
rm -rf "$work"

rm -f "$root"/etc/apt/sources.list "$root"/usr/lib/python3*/EXTERNALLY-MANAGED
chroot "$root" ldconfig
chroot "$root" python3 -c 'import ssl, sqlite3, platform; assert platform.machine() == "'"$machine"'"'
find "$root/usr" -depth -name __pycache__ -type d -exec rm -rf {} +
rm -rf "$root"/var/cache/apt/*.bin "$root"/var/cache/apt/archives/*.deb
rm -rf "$root"/var/log/*.log "$root"/var/log/apt/* "$root"/var/cache/ldconfig/aux-cache
