#!/usr/bin/env bash
# A run spread over a Slurm array, and joined once every task has ended. From the root of a bundle
# (`deno task bundle`) that all nodes see; what follows the script are options of verify, by default --profile deep:
#
#   run=$(sbatch --parsable --array=1-4 scripts/engines/slurm.sh)
#   sbatch --dependency=afterany:"$run" scripts/engines/slurm.sh merge "$run"
#
# The run is called by the number of its array, which is its seed, unless SEED says another. A task that is requeued
# goes on from where it was, and so does one that is submitted again under the number of its run:
#
#   RUN=$run sbatch --array=2 scripts/engines/slurm.sh
#
# What that task is the 2nd of is remembered in attest-shards/$run/array; SHARDS, and FIRST, the number of the first
# task, are for arrays that are submitted in pieces from the beginning.
#
#SBATCH --job-name=attest
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail

fail() {
  printf 'slurm.sh: %s\n' "$1" >&2
  exit 2
}

if [[ ${1:-} == merge ]]; then
  shift
  exec scripts/engines/merge.sh "$@"
fi
task=${SLURM_ARRAY_TASK_ID:-}
[[ -n $task ]] || fail "it must be started as an array, with --array=1-4, got none"
run=${RUN:-$SLURM_ARRAY_JOB_ID}
known=attest-shards/$run/array

# Sets first and shards: as remembered, as said, or as the array is.
if [[ -e $known ]]; then
  read -r first shards <"$known"
  [[ ${FIRST:-$first} == "$first" && ${SHARDS:-$shards} == "$shards" ]] ||
    fail "run $run has $shards shards from task $first, got ${SHARDS:-$shards} from ${FIRST:-$first}: another run needs another number"
else
  first=${FIRST:-} shards=${SHARDS:-}
  if [[ -z $shards ]]; then
    [[ -z ${RUN:-} ]] || fail "run $run has no shards yet, so SHARDS must say how many it is to have, got none"
    least=$SLURM_ARRAY_TASK_MIN most=$SLURM_ARRAY_TASK_MAX
    ((most - least + 1 == SLURM_ARRAY_TASK_COUNT && (least == 0 || least == 1))) ||
      fail "an array begins with 0 or 1 and leaves nothing out, got $SLURM_ARRAY_TASK_COUNT tasks from $least to $most: say SHARDS and FIRST"
    first=$least shards=$SLURM_ARRAY_TASK_COUNT
  fi
  first=${first:-1}
  mkdir -p "${known%/*}"
  # All tasks say the same; each writes it in full.
  printf '%s %s\n' "$first" "$shards" >"$known.$SLURM_JOB_ID"
  mv "$known.$SLURM_JOB_ID" "$known"
fi
index=$((task - first + 1))
((index >= 1 && index <= shards)) ||
  fail "task $task must be one of $shards from $first, got shard $index: say SHARDS and FIRST"
WORKERS=${SLURM_CPUS_PER_TASK:-1} exec scripts/engines/shard.sh \
  "$run" "$index/$shards" "$SLURM_JOB_ID-${SLURM_RESTART_COUNT:-0}" "$@"
