#!/usr/bin/env bash
# Runs Glassbox' neurons and links and the peer in playground.js in turn, on the same machine, and
# prints how many times as fast ours are.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: compare-objects.sh [--repetitions N] [--glassbox PATH] [--help]

Builds Glassbox in release, then measures its object engine and a peer (TensorFlow Playground's
design, in Node) in turn, and prints every figure and the ratio of the medians per workload.
Keep the machine idle meanwhile.
  --repetitions N   how often each is measured; 3 if not given
  --glassbox PATH   measures this executable and builds nothing
TEXT
}

fail() { # STATUS MESSAGE
  echo "error: $2" >&2
  exit "$1"
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
package=$(cd "$here/../.." && pwd)
repetitions=3
glassbox=

while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --repetitions | --glassbox)
      [ $# -ge 2 ] || fail 64 "$1 needs a value; see --help"
      if [ "$1" = --glassbox ]; then glassbox=$2; else repetitions=$2; fi
      shift 2
      ;;
    *) fail 64 "unknown option $1; see --help" ;;
  esac
done

case $repetitions in
  '' | *[!0-9]* | 0* | ????*)
    fail 64 "--repetitions is a whole number from 1 to 999, not '$repetitions'"
    ;;
esac

command -v node >/dev/null ||
  fail 1 "the peer needs Node 18 or newer, and there is no 'node' on the PATH (nodejs.org)"
version=$(node -p 'process.versions.node')
[ "${version%%.*}" -ge 18 ] || fail 1 "the peer needs Node 18 or newer, and this is Node $version"

if [ -z "$glassbox" ]; then
  command -v swift >/dev/null ||
    fail 1 "there is no 'swift' on the PATH; install Swift (swift.org) or pass --glassbox PATH"
  echo "Building Glassbox in release" >&2
  swift build -c release --package-path "$package" --product glassbox >&2 ||
    fail 1 "the release build of $package failed; its messages are above"
  glassbox=$(swift build -c release --package-path "$package" --show-bin-path)/glassbox
fi
if [ ! -f "$glassbox" ] || [ ! -x "$glassbox" ]; then
  fail 1 "$glassbox is not an executable file"
fi
case $glassbox in
  */*) ;;
  *) glassbox=./$glassbox ;; # else the shell would look for it on the PATH
esac

results=$(mktemp "${TMPDIR:-/tmp}/compare-objects.XXXXXX")
trap 'rm -f "$results"' EXIT

for ((i = 1; i <= repetitions; i++)); do
  echo "Repetition $i of $repetitions: Glassbox' objects" >&2
  "$glassbox" bench objects --json >>"$results" || fail 1 "'$glassbox bench objects --json' failed"
  echo "Repetition $i of $repetitions: the peer in Node" >&2
  node "$here/playground.js" >>"$results" || fail 1 "'node $here/playground.js' failed"
done

node "$here/report-ratios.js" objects <"$results"
