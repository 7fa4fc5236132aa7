#!/bin/sh
# Runs a model of a user's own: `start.sh MEBIBYTES module FILE FOLDER` or `start.sh MEBIBYTES program COMMAND`,
# questions on standard input, answers on standard output.
# A module may read its FOLDER and nothing else; a program is one that the user names, and may do what they may.
# Either has a process group of its own, which ends with it: when it holds more memory than it may (where there is
# /proc), when the judge ends it, and when the judge has gone.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit
limit=$1
kind=$2
judge=$PPID
deno=/proc/$judge/exe
[ -e "$deno" ] || deno=$(ps -o comm= -p "$judge")
exec 3<&0
# Ctrl-C is the judge's to answer.
trap '' INT
case $kind in
  module)
    set -- "$deno" run --no-prompt --quiet --no-lock --v8-flags="--max-old-space-size=$limit" \
      --allow-read="$4" --ignore-env --config="$here/../../deno.json" "$here/serve_module.ts" "$3"
    ;;
  program) set -- /bin/sh -c "exec $3" ;;
  *) exit 64 ;;
esac
# A group of its own, where the system has a program for that: what it starts is ended with it.
own=
command -v setsid >/dev/null && own=setsid
$own "$@" <&3 &
child=$!
exec 3<&-
end() {
  [ -n "$own" ] && kill -9 "-$child" 2>/dev/null || kill -9 "$child" 2>/dev/null
}
trap 'end; kill "$watcher" 2>/dev/null; exit 143' TERM HUP
page=4096
watch() {
  while [ -d "/proc/$judge" ] && [ -d "/proc/$child" ]; do
    read -r _ resident _ <"/proc/$child/statm" || break
    if [ $((resident * page / 1048576)) -gt "$limit" ]; then
      end
      exit 99
    fi
    sleep .1
  done
  end
  exit 0
}
if [ -d "/proc/$judge" ]; then
  (exec </dev/null >/dev/null 2>&1 && watch) &
  watcher=$!
fi
wait "$child"
code=$?
if [ -n "$watcher" ]; then
  # 137 is death by signal 9: the watcher says whether it was for memory.
  if [ "$code" -eq 137 ]; then
    wait "$watcher"
    [ $? -eq 99 ] && exit 99
  fi
  kill "$watcher" 2>/dev/null
fi
# What it started and left behind.
end
exit "$code"
