/** Who may load what is judged: a pure function of paths and of what a file imports. */

/** What runs in the process of a claim, which judges nothing; its files import each other. */
const CHILD_SIDE = [
  "scripts/judged/answers.ts",
  "scripts/judged/run_answers.ts",
  "scripts/judged/child.ts",
  "scripts/judged/claim_traits.ts",
  "scripts/judged/loading.ts",
  "scripts/judged/timing.ts",
  "scripts/judged/trainings.ts",
  "scripts/project/load_claims.ts",
  "scripts/project/load_mutants.ts",
];
/** The exceptions: tests that put the loaders, or what comes out of a process, beside the same in their own. */
const TESTS = [
  "scripts/judged/heap_for_tests.ts",
  "scripts/pool/pool_outcomes_for_tests.ts",
  "scripts/project/load_mutants_test.ts",
  "scripts/subject/controls_for_tests.ts",
  "scripts/subject/operator_controls_for_tests.ts",
];
/**
 * Who else imports what it has computed the name of: test files by name, peers their packages by version, and the
 * process of a user's model the model.
 */
const COMPUTED =
  /^scripts\/(checks\/(print_chance|seed_worker)\.ts|bench\/peers\/|subject\/serve_module\.ts)/;

/** The rule that a file of scripts/ breaks by importing `target`, undefined for a computed import or a package. */
export function brokenLoading(
  file: string,
  { specifier, target }: {
    /** As written; undefined for a computed import. */
    readonly specifier: string | undefined;
    readonly target: string | undefined;
  },
): string | undefined {
  if (CHILD_SIDE.includes(file) || TESTS.includes(file)) return undefined;
  if (target !== undefined && CHILD_SIDE.includes(target)) {
    return "only the process of a claim loads what is judged";
  }
  if (specifier === undefined && !COMPUTED.test(file)) {
    return "scripts/ imports literal specifiers only, so that nothing judged is loaded";
  }
  return undefined;
}
