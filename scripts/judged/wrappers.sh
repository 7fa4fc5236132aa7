# Who waits for the judge: `deno task`, and npx, npm or another program of node before it. Whoever ends one of them
# means the run, but its signal stays there: npx has a shell beneath, and SIGKILL is never passed on.
# Read by child.sh from /proc; where there is none, nothing is known and nothing is ended.

# Sets parent and group to those of process $1; fails when it has gone.
parent_of() {
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The name before it may hold anything.
  set -- ${stat##*) }
  parent=$2
  group=$3
}

name_of() {
  { read -r name <"/proc/$1/comm"; } 2>/dev/null || name=
}

# Sets links to those from process $1 up to whoever waits for it, `CHILD:PARENT CHILD:PARENT `.
# Another process group is a job of its own, and no shell of a user's waits: what it started may outlive it.
find_wrappers() {
  links=
  between=
  at=$1
  parent_of "$at" || return 0
  own=$group
  while above=$parent && [ "$above" -gt 1 ] && parent_of "$above" && [ "$group" = "$own" ]; do
    name_of "$above"
    case $name in
      npm* | npx*) links="$links$between$at:$above " between= ;;
      # The shell of npm counts, where npm is above it.
      sh | dash | bash) [ -z "$between" ] && between="$at:$above " || return 0 ;;
      deno | node) [ -z "$between" ] && links="$links$at:$above " || return 0 ;;
      *) return 0 ;;
    esac
    at=$above
  done
}

# Whether one of them has gone: its child has another parent then.
is_left() {
  for link in $links; do
    parent_of "${link%:*}" && [ "$parent" != "${link#*:}" ] && return 0
  done
  return 1
}
