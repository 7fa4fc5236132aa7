#!/usr/bin/env bash
# Joins the shards of a run: `merge.sh RUN [OPTIONS OF MERGE]`; see shard.sh beside it.
set -euo pipefail
# shellcheck source=scripts/engines/tries.sh
. "${BASH_SOURCE[0]%/*}/tries.sh"

fail() {
  printf 'merge.sh: %s\n' "$1" >&2
  exit 2
}

[[ ${1:-} =~ ^[0-9]{1,15}$ ]] || fail "expected RUN, a number, got ${1:-nothing}"
shards=attest-shards/$1
shift
parts=()
while read -r index; do
  part=$(furthest "$shards" "$index")
  [[ -z $part ]] || parts+=("$part")
done < <(find "$shards" -mindepth 1 -maxdepth 1 -name '[0-9]*.*' -printf '%f\n' 2>/dev/null |
  cut -d . -f 1 | sort -nu)
((${#parts[@]} > 0)) || fail "$shards must hold shards of a run, got none"
attest=(./attest)
[[ -x ./attest ]] || attest=(npx --yes deno@2.9.6 task --quiet attest)
exec "${attest[@]}" merge "${parts[@]}" "$@"
