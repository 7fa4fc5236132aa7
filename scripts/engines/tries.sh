# shellcheck shell=bash
# What shard.sh and merge.sh know of tries.

# Prints the directory of the try at a shard that came furthest, by its journal, which only grows; nothing where
# there is none: `furthest DIRECTORY_OF_RUN SHARD`.
furthest() {
  local journal count most=0 found=
  for journal in "$1/$2".*/journal.jsonl; do
    [[ -e $journal ]] || continue
    count=$(wc -l <"$journal")
    if ((count > most)); then
      most=$count
      found=${journal%/*}
    fi
  done
  [[ -z $found ]] || printf '%s\n' "$found"
}
