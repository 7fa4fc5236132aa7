/** The scripts by which shells complete attest's command line; all that can be completed is written into them. */

import {
  type CompletionFacts,
  parentCommands,
  quoted,
  tableRows,
  takingOptions,
} from "./completion_table.ts";
import { posixFunctions } from "./posix_functions.ts";

/** Shells that have a script. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
/** One of them. */
export type Shell = (typeof SHELLS)[number];

/** The script of a shell. */
export function completionScript(shell: Shell, facts: CompletionFacts): string {
  const { command } = facts;
  const source = shell === "fish"
    ? `${command} completion fish | source`
    : `source <(${command} completion ${shell})`;
  const script = { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](facts);
  return `# ${shell} completion of \`${command} …\`, and of \`attest …\` where that is an alias of it:
# ${source}
# Ids of claims are those there were when this was written.

${script}
`;
}

function bashScript(facts: CompletionFacts): string {
  return `${posixFunctions(facts)}

_attest_complete() {
  local begun=\${COMP_WORDS[COMP_CWORD]} fits skip
  if ! _attest_skip "\${COMP_WORDS[@]:0:COMP_CWORD}"; then
    # Another command line: what completed it before does.
    if [ -n "$_attest_deno" ] && [ "$1" = deno ]; then "$_attest_deno" "$@"; fi
    return
  fi
  _attest_fits "$begun" "\${COMP_WORDS[@]:skip:COMP_CWORD-skip}"
  case $fits in
    @path) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$begun") ;;
    @) COMPREPLY=() ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$fits" -- "$begun") ;;
  esac
}

_attest_deno=$(complete -p deno 2>/dev/null | sed -n 's/.*-F \\([^ ]*\\) .*/\\1/p')
[ "$_attest_deno" != _attest_complete ] || _attest_deno=
complete -F _attest_complete -o bashdefault -o default deno npx attest`;
}

function zshScript(facts: CompletionFacts): string {
  return `${posixFunctions(facts)}

_attest_complete() {
  local fits skip
  local -a before
  before=("\${(@)words[1,CURRENT-1]}")
  if ! _attest_skip "\${(@)before}"; then
    # Another command line: what completed it before does.
    if [[ -n $_attest_deno && $before[1] == deno ]]; then $_attest_deno; else _default; fi
    return
  fi
  _attest_fits "$words[CURRENT]" "\${(@)before[skip+1,-1]}"
  case $fits in
    @path) _files ;;
    @|'') ;;
    *) compadd -- \${=fits} ;;
  esac
}

(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
_attest_deno=\${_comps[deno]:-}
[[ $_attest_deno != _attest_complete ]] || _attest_deno=
compdef _attest_complete deno npx attest`;
}

function fishScript(facts: CompletionFacts): string {
  const { one, several } = takingOptions(facts);
  const rows = tableRows(facts).flatMap(({ place, words }) => [
    `        case ${quoted(place)}`,
    words[0] === "@path"
      ? "            __fish_complete_path (commandline -ct)"
      : words[0] === "@"
      ? "            return"
      : `            printf '%s\\n' ${words.map(quoted).join(" ")}`,
  ]);
  return `# Prints the words of attest before the cursor, "attest" first; fails where they are of something else.
function _attest_words
    set -l words (commandline -opc)
    for i in (seq (count $words))
        switch $words[$i]
            case attest
                printf '%s\\n' $words[$i..]
                return 0
            case verify
                printf '%s\\n' attest $words[$i..]
                return 0
            case deno '*/deno' 'deno@*' npx task '-*' '*.json'
            case '*'
                return 1
        end
    end
    return 1
end

function _attest_is
    _attest_words >/dev/null
end

# Prints what may stand there.
function _attest_fits
    set -l called ''
    set -l option ''
    for word in (_attest_words)[2..]
        switch $word
            case '-*'
                set option $word
            case '*'
                if contains -- $option ${one.join(" ")}
                    set option ''
                else if not contains -- $option ${several.join(" ")}
                    set option ''
                    if test -z "$called"
                        set called $word
                    else if contains -- $called ${parentCommands(facts).map(quoted).join(" ")}
                        set called "$called $word"
                    end
                end
        end
    end
    contains -- $option ${[...one, ...several].join(" ")}; or set option ''
    string match -q -- '-*' (commandline -ct); and set option -
    switch "$called:$option"
${rows.join("\n")}
    end
end

# deno's own are loaded when they are first asked for, and would take the place of these.
complete -C 'deno ' >/dev/null 2>&1
complete -c deno -n _attest_is -f -a '(_attest_fits)'
complete -c npx -n _attest_is -f -a '(_attest_fits)'
complete -c attest -n _attest_is -f -a '(_attest_fits)'`;
}
