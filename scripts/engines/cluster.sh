#!/usr/bin/env bash
# A Slurm cluster of four nodes, n1 to n4, on this machine, for tests: of whoever starts it, and all in one directory.
#
#   cluster.sh install              Debian's Slurm, MUNGE and GNU parallel, where they are missing
#   cluster.sh start DIR            in a directory that is not there yet
#   cluster.sh run DIR COMMAND…     a command of Slurm, in this cluster
#   cluster.sh kill DIR NODE        as if its power failed: its daemon, and all that it runs
#   cluster.sh stop DIR             ends every process of it
set -euo pipefail

fail() {
  printf 'cluster.sh: %s\n' "$1" >&2
  exit 2
}

# Ends the process whose number a file has, and waits until it is gone.
end() {
  local pid signal=${2:-TERM}
  [[ -s $1 ]] || return 0
  pid=$(<"$1")
  kill "-$signal" "$pid" 2>/dev/null || return 0
  for _ in {1..100}; do
    [[ -d /proc/$pid ]] || return 0
    sleep .1
  done
  kill -KILL "$pid" 2>/dev/null || true
}

# Numbers of the processes with this line in their environment.
pids_with() {
  local path
  while read -r path; do
    path=${path#/proc/}
    printf '%s\n' "${path%/environ}"
  done < <(grep --files-with-matches --null-data --line-regexp --fixed-strings -- "$1" /proc/[0-9]*/environ 2>/dev/null)
}

# Numbers of the keepers of jobs above these processes.
keepers_of() {
  local pid stat name
  for pid in "$@"; do
    { read -r stat <"/proc/$pid/stat"; } 2>/dev/null || continue
    # State and parent come behind the name, which may hold anything.
    read -r _ pid _ <<<"${stat##*) }"
    { read -r name <"/proc/$pid/comm"; } 2>/dev/null || continue
    [[ $name != slurmstepd* ]] || printf '%s\n' "$pid"
  done
}

# Ends these processes at once.
end_all() {
  (($# == 0)) || kill -KILL "$@" 2>/dev/null || true
}

install() {
  local missing=() as_root=() apt
  command -v slurmctld >/dev/null && command -v slurmd >/dev/null || missing+=(slurm-wlm)
  command -v munged >/dev/null || missing+=(munge)
  command -v parallel >/dev/null || missing+=(parallel)
  ((${#missing[@]} == 0)) && return
  ((EUID == 0)) || as_root=(sudo --non-interactive)
  apt=("${as_root[@]}" apt-get -o DPkg::Lock::Timeout=60)
  if ! { "${apt[@]}" update --quiet=2 &&
    "${apt[@]}" install --yes --quiet=2 --no-install-recommends "${missing[@]}"; }; then
    fail "${missing[*]} must be there for test:engines, and apt-get could not install them"
  fi
}

start() {
  local port
  mkdir -m 755 "$1"
  mkdir "$1/state" "$1"/n{1..4}
  # Above what the system gives out, and another one for each cluster.
  port=$((61000 + RANDOM % 3000))
  cat >"$1/slurm.conf" <<CONF
ClusterName=attest
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
# A lost node's task is not to wait two minutes for its old credentials to end.
AuthInfo=socket=$1/munge.socket,cred_expire=10
StateSaveLocation=$1/state
SlurmctldPidFile=$1/slurmctld.pid
SlurmctldLogFile=$1/slurmctld.log
SlurmdPidFile=$1/%n.pid
SlurmdLogFile=$1/%n.log
SlurmdSpoolDir=$1/%n
SlurmdParameters=config_overrides
SlurmdTimeout=10
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=2,bf_interval=2
KillWait=5
ReturnToService=2
NodeName=n[1-4] NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 4))] CPUs=2 RealMemory=8192 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF=$1/slurm.conf
  (umask 077 && head -c 128 /dev/urandom >"$1/munge.key")
  munged --force --socket="$1/munge.socket" --key-file="$1/munge.key" --pid-file="$1/munged.pid" \
    --log-file="$1/munged.log" --seed-file="$1/munged.seed"
  slurmctld
  for node in n{1..4}; do slurmd -N "$node"; done
  for _ in {1..150}; do
    [[ $(sinfo --noheader --states=idle --format=%D 2>/dev/null) -eq 4 ]] && return
    sleep .2
  done
  fail "four nodes must be idle after 30 s, got $(sinfo --noheader 2>&1)"
}

stop() {
  local node pids
  for node in n{1..4}; do end "$1/$node.pid"; done
  end "$1/slurmctld.pid"
  end "$1/munged.pid"
  # What is left of jobs has no keeper any more.
  mapfile -t pids < <(pids_with "SLURM_CONF=$1/slurm.conf")
  end_all "${pids[@]}"
}

command=${1:-} dir=${2:-}
case $command in
  install) install ;;
  start | stop) "$command" "$dir" ;;
  run) SLURM_CONF=$dir/slurm.conf exec "${@:3}" ;;
  kill)
    end "$dir/$3.pid" KILL
    mapfile -t pids < <(pids_with "SLURMD_NODENAME=$3")
    mapfile -t keepers < <(keepers_of "${pids[@]}")
    # These first: one that sees its job end would still tell of it, and the task would not be lost.
    end_all "${keepers[@]}"
    end_all "${pids[@]}"
    ;;
  *) fail "expected install, start, run, kill or stop, got ${command:-nothing}" ;;
esac
