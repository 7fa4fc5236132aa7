/** What the scripts of bash and zsh share: which words fit behind the words before the cursor. */

import {
  type CompletionFacts,
  parentCommands,
  quoted,
  tableRows,
  takingOptions,
} from "./completion_table.ts";

/** Functions in what both shells understand. */
export function posixFunctions(facts: CompletionFacts): string {
  const { one, several } = takingOptions(facts);
  const parents = parentCommands(facts).map(quoted).join("|");
  const rows = tableRows(facts).map(({ place, words }) =>
    `    ${quoted(place)}) fits=${quoted(words.join(" "))} ;;`
  );
  return `# Sets fits to the words that may stand behind attest and $2 …, where $1 is begun.
_attest_fits() {
  local begun=$1 called= option= word
  shift
  for word in "$@"; do
    case $word in
      -*) option=$word ;;
      *)
        case $option in
          ${one.join("|")}) option= ;;
          ${several.join("|")}) ;;
          *)
            option=
            case $called in
              '') called=$word ;;
              ${parents}) called="$called $word" ;;
            esac
            ;;
        esac
        ;;
    esac
  done
  case $option in
    ${[...one, ...several].join("|")}) ;;
    *) option= ;;
  esac
  case $begun in -*) option=- ;; esac
  fits=
  case "$called:$option" in
${rows.join("\n")}
  esac
}

# Sets skip to how many of the words $1 … come before those of attest; fails where they are of something else.
_attest_skip() {
  skip=0
  local word
  for word in "$@"; do
    case $word in
      attest) skip=$((skip + 1)); return 0 ;;
      verify) return 0 ;;
      deno|*/deno|deno@*|npx|task|-*|*.json) skip=$((skip + 1)) ;;
      *) return 1 ;;
    esac
  done
  return 1
}`;
}
