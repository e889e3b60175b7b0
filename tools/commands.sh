# shellcheck shell=bash
# What each word of ./dev does, once the libraries are there. Sourced by ./dev, which is the only caller.

builds=${IMAGIN_BUILDS:-$top/_build}
build=$builds/default
checked=$builds/checked # with the address and undefined-behaviour sanitizers
release=$builds/release # as people get it, for what is measured

# Configures and compiles: dev_compile FOLDER [meson option …]
dev_compile() {
  local folder=$1; shift
  [ -f "$folder/build.ninja" ] || meson setup "$folder" "$top" -Dprofile=development --werror "$@" >"$folder.log" 2>&1 || {
    tail -n 25 "$folder.log" >&2
    return 1
  }
  ninja -C "$folder" >"$folder.log" 2>&1 || {
    grep -E -A12 'FAILED|error:|warning:' "$folder.log" | head -n 60 >&2
    return 1
  }
}

dev_build() {
  mkdir -p "$builds"
  dev_compile "$build"
}

dev_build_checked() {
  mkdir -p "$builds"
  dev_compile "$checked" -Db_sanitize=address,undefined -Db_lundef=false -Db_pie=false -Doptimization=1
}

dev_build_release() {
  mkdir -p "$builds"
  dev_compile "$release" -Dprofile=default --buildtype=release
  build=$release
}

# Where the programs find what is not installed.
dev_environment() {
  export IMAGIN_ACADEMY=$build/src/academy/imagin-academy
  export IMAGIN_CLIENT=$build/src/imagin
  export IMAGIN_LIBEXEC=$build/src/media
  export IMAGIN_LOCALES=$build/po
  export GSETTINGS_SCHEMA_DIR=$build/data
  export IMAGIN_SOURCE=$top
  export PYTHONDONTWRITEBYTECODE=1
}

dev_run() {
  dev_build
  dev_environment
  export LC_ALL=${IMAGIN_LOCALE:-fr_FR.UTF-8}
  if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
    exec dbus-run-session -- "$IMAGIN_CLIENT" --demo "$@"
  fi
  exec "$IMAGIN_CLIENT" --demo "$@"
}

dev_test() {
  dev_build
  if [ "${1:-}" = --list ]; then
    python3 "$top/tests/support/report.py" --list "$build"
    return
  fi
  dev_build_checked
  dev_environment
  python3 "$top/tests/support/report.py" --build "$build" --checked "$checked" "$@"
}

dev_tour() {
  dev_build
  dev_environment
  cd "$here"
  if [ "${1:-}" = --more ]; then
    shift
    export PYTHONPATH=$top/tests/support
    exec python3 "$top/tests/e2e/more.py" "$@"
  fi
  exec python3 "$top/tests/e2e/tour.py" "$@"
}

dev_bench() {
  dev_build_release
  dev_environment
  exec python3 "$top/tests/bench/bench.py" "$@"
}

dev_shell() {
  cd "$here"
  [ "${1:-}" != -- ] || shift
  if [ $# -gt 0 ]; then exec "$@"; fi
  exec bash
}

dev_format() {
  cd "$top"
  if [ "${1:-}" = --check ]; then
    git ls-files 'src/*.c' 'src/*.h' 'tests/*.c' 'tests/*.h' | xargs -r clang-format --dry-run -Werror
  else
    git ls-files 'src/*.c' 'src/*.h' 'tests/*.c' 'tests/*.h' | xargs -r clang-format -i
  fi
}

dev_lint() {
  dev_build
  dev_environment
  exec python3 "$top/tests/support/lint.py" "$@"
}
