# shellcheck shell=bash
# The Debian 13 root: how it is made, kept and entered. Sourced by ./dev, which is the only caller.

root_cache=${IMAGIN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/imagin}
root_recipe=$top/tools/root-packages.txt
root_key=$(sha256sum <"$root_recipe" | cut -c1-12)
root_dir=$root_cache/root-$root_key

root_say() { printf '%s\n' "$*" >&2; }

# True where the programs and libraries that the build asks for stand on this very system.
root_host_serves() {
  [ "${IMAGIN_FORCE_ROOT:-0}" = 0 ] || return 1
  command -v meson >/dev/null && command -v blueprint-compiler >/dev/null && command -v Xvfb >/dev/null || return 1
  pkg-config --atleast-version=4.18 gtk4 2>/dev/null && pkg-config --atleast-version=1.7 libadwaita-1 2>/dev/null &&
    pkg-config --atleast-version=0.10 libdex-1 2>/dev/null && pkg-config --exists glycin-1 poppler-glib librhonabwy libsodium 2>/dev/null &&
    python3 -c 'import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, ("gi", "openapi_core", "hypothesis"))))' 2>/dev/null
}

# Runs a command as the administrator: as we are, or through sudo.
root_as_admin() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else
    root_say "This needs the packages mmdebstrap and bubblewrap. Ask an administrator to install them: apt install mmdebstrap bubblewrap"
    return 1
  fi
}

root_install_makers() {
  command -v mmdebstrap >/dev/null && command -v bwrap >/dev/null && return 0
  command -v apt-get >/dev/null || {
    root_say "This system has neither the libraries (GTK 4.18, libadwaita 1.7, libdex) nor apt to make a Debian 13 root with."
    return 1
  }
  root_say "[1/3] Installing mmdebstrap and bubblewrap…"
  root_as_admin apt-get update -q >"$root_cache/apt.log" 2>&1 || true
  root_as_admin env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    mmdebstrap bubblewrap uidmap debian-archive-keyring >>"$root_cache/apt.log" 2>&1 || {
    root_say "apt could not install them; the reason is in $root_cache/apt.log"
    return 1
  }
}

# The first Debian archive that this system's own apt is set up with.
root_mirror() {
  { sed -n 's/^URIs:[[:space:]]*\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources
    sed -nE 's/^deb (\[[^]]*\] )?([^ ]+).*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/*.list
  } 2>/dev/null | grep -E '/debian/?$' | head -n 1
}

root_make() {
  local log=$root_cache/root.log made=$root_dir.tmp.$$ mirror packages pid seconds=0
  mkdir -p "$root_cache"
  root_install_makers || return 1
  mirror=$(root_mirror)
  mirror=${mirror:-http://deb.debian.org/debian}
  packages=$(grep -vE '^(#|$)' "$root_recipe" | paste -sd,)
  root_say "[2/3] Making the Debian 13 root (once, 2 to 4 minutes, about 1.6 GB in $root_cache)…"
  local options=()
  for file in /etc/apt/apt.conf.d/*; do
    [ -f "$file" ] && grep -qE '^Acquire::' "$file" && options+=("--aptopt=$file")
  done
  rm -rf "$root_cache"/root-*.tmp.*
  mmdebstrap --variant=minbase --include="$packages" "${options[@]}" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "5"' \
    --dpkgopt='force-unsafe-io' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/gtk-doc/*' \
    --setup-hook='mkdir -p "$1/etc/apt/auth.conf.d"; cp /etc/apt/auth.conf.d/* "$1/etc/apt/auth.conf.d/" 2>/dev/null || true' \
    --customize-hook='printf "fr_FR.UTF-8 UTF-8\nen_GB.UTF-8 UTF-8\n" > "$1/etc/locale.gen"; chroot "$1" locale-gen' \
    --customize-hook='chroot "$1" dbus-uuidgen --ensure=/etc/machine-id' \
    --customize-hook='mkdir -p "$1/var/lib/dbus" "$1/run/user"; ln -sf /etc/machine-id "$1/var/lib/dbus/machine-id"' \
    --customize-hook='rm -f "$1"/etc/apt/sources.list "$1"/etc/apt/sources.list.d/* "$1"/etc/apt/auth.conf.d/*' \
    trixie "$made" "deb $mirror trixie main" >"$log" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 5; seconds=$((seconds + 5))
    [ $((seconds % 15)) -ne 0 ] || root_say "      … $seconds s: $(tail -n 1 "$log" | tr -d '\r' | cut -c1-70)"
  done
  if ! wait "$pid"; then
    root_say "The root could not be made. The last lines of $log:"
    tail -n 8 "$log" >&2
    return 1
  fi
  mv "$made" "$root_dir" || return 1
  for old in "$root_cache"/root-*; do
    case $old in "$root_dir"|*.log) ;; *) [ -d "$old" ] && [ -n "$(find "$old" -maxdepth 0 -mtime +14)" ] && rm -rf "$old" ;; esac
  done
  root_say "[3/3] The root is ready."
}

# Runs a command inside the root, in the present folder, with the checkout, the homes, the display and the session bus.
root_enter() {
  local arguments=(--tmpfs / --ro-bind "$root_dir/usr" /usr --ro-bind "$root_dir/etc" /etc --ro-bind "$root_dir/var" /var
    --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64
    --dev /dev --proc /proc --tmpfs /run --tmpfs /var/tmp --tmpfs /var/lib/dbus --symlink /etc/machine-id /var/lib/dbus/machine-id --die-with-parent)
  local directory
  # The homes, and the top folders of the checkout and of where the person stands, so that every path means the same inside.
  for directory in $(printf '%s\n' /home /root /tmp /mnt /media /srv /opt "/$(cut -d/ -f2 <<<"$top")" "/$(cut -d/ -f2 <<<"$PWD")" "/$(cut -d/ -f2 <<<"$root_cache")" | sort -u); do
    case $directory in
      /|/bin|/sbin|/lib*|/usr|/etc|/var|/dev|/proc|/run|/sys) ;;
      *) [ -d "$directory" ] && [ ! -L "$directory" ] && arguments+=(--bind "$directory" "$directory") ;;
    esac
  done
  [ -d /sys ] && arguments+=(--ro-bind /sys /sys)
  [ -d /dev/shm ] && arguments+=(--bind /dev/shm /dev/shm)
  [ -d /dev/dri ] && arguments+=(--dev-bind /dev/dri /dev/dri)
  for directory in /etc/passwd /etc/group /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
    [ -e "$directory" ] && arguments+=(--ro-bind "$(readlink -f "$directory")" "$directory")
  done
  if [ -d "/run/user/$(id -u)" ]; then
    arguments+=(--bind "/run/user/$(id -u)" "/run/user/$(id -u)")
  fi
  [ -d /run/dbus ] && arguments+=(--bind /run/dbus /run/dbus)
  arguments+=(--setenv PATH /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin --setenv IMAGIN_IN_ROOT 1 --setenv LC_ALL "${IMAGIN_LOCALE:-C.UTF-8}"
    --unsetenv PYTHONPATH --unsetenv PYENV_ROOT --unsetenv NODE_PATH --unsetenv LD_LIBRARY_PATH --unsetenv LD_PRELOAD)
  exec bwrap "${arguments[@]}" -- "$@"
}

# Sees to it that what follows runs where the libraries are: here, or in the root (the same command is run again there).
root_ensure() {
  [ "${IMAGIN_IN_ROOT:-0}" = 1 ] && return 0
  root_host_serves && { export IMAGIN_IN_ROOT=1; return 0; }
  if [ ! -d "$root_dir" ]; then
    mkdir -p "$root_cache"
    exec 9>"$root_cache/lock"
    command -v flock >/dev/null && flock 9
    [ -d "$root_dir" ] || root_make || exit 1
    exec 9>&-
  fi
  root_enter "$top/dev" "$@"
}
