/**
 * Which documentation errors are ours: `deno doc --lint` also reports types of npm packages that the
 * public API mentions, and those we can neither document nor export.
 */

/** fast-check's Arbitrary is the type of every claim's generator; its own docs live in its package. */
const FOREIGN_TYPES = ["Arbitrary"];

/** The errors in `output` of `deno doc --lint` (without colour) that this project can mend. */
export function ownDocErrors(output: string): string[] {
  return output.split(/\n(?=error)/)
    .filter((block) => /^error\[/.test(block))
    .filter((block) =>
      !FOREIGN_TYPES.some((name) => block.includes(`references private type '${name}'`))
    )
    .map((block) => block.split("\n", 2).map((line) => line.trim()).join(" "));
}
