#!/bin/sh
# Runs the process of one claim: `child.sh MEBIBYTES ROOT PROJECT`, questions on standard input, answers on standard output.
# The one program that attest may run for it, with flags that nobody chooses: it may read ROOT, which is attest, and
# PROJECT, which is judged and may be the same, and nothing else; neither path has a comma, at which deno splits.
# Its heap is collected from 24 MB on: V8 would else let garbage pile up to ten times what is held.
# The deno that asks is the deno that runs it, found on Linux by /proc and elsewhere by ps. Where there is /proc,
# the process ends when it holds more memory than it may (typed arrays count too), and when the judge has gone;
# and the judge is told to stop when whoever waits for it has gone.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit
limit=$1
root=$2
project=$3
judge=$PPID
deno=/proc/$judge/exe
[ -e "$deno" ] || deno=$(ps -o comm= -p "$judge")
exec 3<&0
# Ctrl-C is the judge's to answer.
trap '' INT
"$deno" run --no-prompt --quiet --v8-flags=--single-threaded-gc,--initial-old-space-size=24 --allow-read="$root,$project" --ignore-env \
  --config="$here/../../deno.json" "$here/child.ts" "$project" <&3 &
child=$!
exec 3<&-
trap 'kill -9 "$child" $watcher 2>/dev/null; exit 143' TERM HUP
page=4096
. "$here/wrappers.sh"
watch() {
  find_wrappers "$judge"
  while [ -d "/proc/$judge" ] && [ -d "/proc/$child" ]; do
    read -r _ resident _ <"/proc/$child/statm" || break
    if [ $((resident * page / 1048576)) -gt "$limit" ]; then
      kill -9 "$child"
      exit 99
    fi
    if is_left; then
      # Once: a second time would not let it write what it knows.
      links=
      kill -TERM "$judge"
    fi
    sleep .2
  done
  kill -9 "$child" 2>/dev/null
  exit 0
}
if [ -d "/proc/$judge" ]; then
  # Not `watch >/dev/null &`: a shell keeps what it redirects for a function, and with it the judge's pipes.
  (exec </dev/null >/dev/null 2>&1 && watch) &
  watcher=$!
fi
wait "$child"
code=$?
if [ -n "$watcher" ]; then
  # 137 is death by signal 9: the watcher says whether it was for memory.
  [ "$code" -eq 137 ] && wait "$watcher" && exit 137
  [ "$code" -eq 137 ] && exit 99
  kill "$watcher" 2>/dev/null
fi
exit "$code"
