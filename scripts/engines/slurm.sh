#!/usr/bin/env bash
# A run spread over a Slurm array, and joined once every task has ended. From the root of the project,
# which all nodes must see:
#
#   array=$(sbatch --parsable --array=1-4 scripts/engines/slurm.sh)
#   sbatch --dependency=afterany:"$array" scripts/engines/slurm.sh merge
#
#SBATCH --job-name=attest
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --time=01:00:00
set -euo pipefail

if [[ ${1:-} == merge ]]; then
  exec npx --yes deno@2.9.6 task attest merge shards/* --out attest-report
fi
# One seed for all tasks of the array; SEED in the environment takes its place.
seed=${SEED:-${SLURM_ARRAY_JOB_ID:?start it as an array, see the head of this file}}
exec npx --yes deno@2.9.6 task attest verify --profile deep --seed "$seed" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --out "shards/$SLURM_ARRAY_TASK_ID"
