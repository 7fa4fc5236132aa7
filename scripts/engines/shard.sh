#!/usr/bin/env bash
# One try at one shard of a run: `shard.sh RUN I/N TRY [OPTIONS OF VERIFY]`, from the root of a bundle
# (`deno task bundle`), or of the sources where there is a registry. It goes on from where the tries before it came to.
#
# A try has a directory of its own, attest-shards/RUN/I.TRY: where a machine is given up for lost, a try may still be
# at work there while the next one is, and not every file system has locks between machines. `merge` takes the one
# that came furthest. RUN is a number: it is the seed, unless SEED says another. WORKERS is how many processes
# compute, as many as there are cores when it is not set.
set -euo pipefail
# shellcheck source=scripts/engines/tries.sh
. "${BASH_SOURCE[0]%/*}/tries.sh"

fail() {
  printf 'shard.sh: %s\n' "$1" >&2
  exit 2
}

[[ $# -ge 3 ]] || fail "expected RUN I/N TRY [OPTIONS OF VERIFY], got $# arguments"
run=$1 part=$2 try=$3
shift 3
[[ $run =~ ^[0-9]{1,15}$ ]] || fail "a run is a number of at most 15 digits, got $run"
[[ $try =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || fail "a try is named by letters, digits, dots and dashes, got $try"
[[ $part =~ ^([1-9][0-9]{0,3})/[1-9][0-9]{0,3}$ ]] || fail "a shard is I/N, as in 2/4, got $part"
index=${BASH_REMATCH[1]}
shards=attest-shards/$run
out=$shards/$index.$try
attest=(./attest)
[[ -x ./attest ]] || attest=(npx --yes deno@2.9.6 task --quiet attest)
workers=()
[[ -z ${WORKERS:-} ]] || workers=(--workers "$WORKERS")

mkdir -p "$shards"
before=$(furthest "$shards" "$index")
if [[ -n $before && ! -e $out/journal.jsonl ]]; then
  # Under a name that no one looks for, so that it is there in full or not at all.
  copy=$(mktemp -d "$shards/.copy-XXXXXX")
  cp "$before/run.json" "$before/journal.jsonl" "$copy"
  chmod 755 "$copy"
  rm -rf "$out"
  mv -T "$copy" "$out"
fi
if [[ -e $out/journal.jsonl ]]; then
  exec "${attest[@]}" verify --resume "$out" "${workers[@]}"
fi
[[ $# -gt 0 ]] || set -- --profile deep
# What a try of this name may have left has no journal, and so no result.
exec "${attest[@]}" verify "$@" --seed "${SEED:-$run}" --shard "$part" --out "$out" --anew "${workers[@]}"
