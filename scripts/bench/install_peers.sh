#!/usr/bin/env bash
# The peers that Debian packages, installed where that is possible; the bench names those that are still missing.
set -euo pipefail

missing=()
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
[[ -x /usr/bin/python3 ]] && /usr/bin/python3 -c 'import numpy' 2>/dev/null || missing+=(python3-numpy)
[[ -x /usr/bin/python3 ]] && /usr/bin/python3 -c 'import torch' 2>/dev/null || missing+=(python3-torch)
# Without it NumPy and PyTorch multiply by the reference BLAS, which is no match.
ldconfig -p 2>/dev/null | grep -q libopenblas || missing+=(libopenblas0-pthread)
((${#missing[@]} == 0)) && exit 0
if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
  printf 'bench: root and apt-get are needed to install %s\n' "${missing[*]}" >&2
  exit 0
fi
{ apt-get update --quiet=2 &&
  apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}"; } >&2 ||
  printf 'bench: apt-get could not install %s\n' "${missing[*]}" >&2
