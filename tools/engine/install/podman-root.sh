#!/bin/sh
# Makes a mount namespace in which podman runs: its own programs, everything else of this machine.
#   podman-root.sh PROGRAMS ROOT
# PROGRAMS is a Debian tree that is unpacked; ROOT an empty folder. Calls meet in one namespace, since one of
# them must see what another has mounted.
set -eu
programs=$1 root=$2
mount -t tmpfs -o mode=755 tmpfs "$root"
for each in /*; do
  name=${each#/}
  if [ -L "$each" ]; then
    cp -P "$each" "$root/"
  elif [ -d "$each" ] && [ "$name" != usr ] && [ "$name" != etc ]; then
    mkdir "$root/$name"
    mount --rbind "$each" "$root/$name"
  fi
done
mkdir "$root/usr" "$root/etc" "$root/etc-of-host"
mount --bind "$programs/usr" "$root/usr"
mount --bind /etc "$root/etc-of-host"
# The loader's cache and the alternatives are of other programs.
for each in /etc/*; do
  case ${each#/etc/} in
    alternatives | containers | ld.so.*) ;;
    *) ln -s "/etc-of-host/${each#/etc/}" "$root/etc/" ;;
  esac
done
cp -r "$programs/etc/containers" "$root/etc/"
# Not by chroot: whoever enters a container's namespace, as `podman exec` does, would leave a chroot for this machine's
# root. The programs have nothing that could unmount that.
mkdir "$root/root-of-host"
pivot_root "$root" "$root/root-of-host"
