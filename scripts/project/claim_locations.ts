/** Where claims stand in their files, for reports that point to a line. */

import type { ClaimLines } from "../../src/report/formats/reported_cases.ts";
import { claimFile } from "../base/paths.ts";
import { project } from "../base/project.ts";
import { childrenOf, type Node, parseTypeScript } from "../base/syntax_tree.ts";

/** Lines of the claims by their ids; a claim whose file cannot be read has none. */
export async function linesOfClaims(
  claims: readonly { readonly id: string; readonly slug: string }[],
): Promise<Map<string, ClaimLines>> {
  const entries = await Promise.all(claims.map(async ({ id, slug }) => {
    const file = new URL(claimFile(slug), project().root);
    const lines = claimLines(await Deno.readTextFile(file).catch(() => ""));
    return lines === undefined ? [] : [[id, lines] as const];
  }));
  return new Map(entries.flat());
}

/**
 * Lines of `export const claim` and of its `mutants:` in the text of a claim file, from 1.
 *
 * Mutants that the file does not list itself are where the claim is; without a claim there are no lines.
 */
export function claimLines(text: string): ClaimLines | undefined {
  let body: Node[];
  try {
    body = parseTypeScript(text).body;
  } catch {
    return undefined;
  }
  const exported = body.find((node) =>
    node.type === "ExportNamedDeclaration" &&
    node.declaration?.declarations?.some(({ id }: Node) => id.name === "claim")
  );
  if (exported === undefined) return undefined;
  const claim = exported.loc.start.line;
  return { claim, mutants: lineOfMutants(exported) ?? claim };
}

/** Line of the first property named `mutants` inside a node, the outermost first. */
function lineOfMutants(root: Node): number | undefined {
  for (let level = [root]; level.length > 0; level = level.flatMap(children)) {
    const found = level.find(({ type, key }) =>
      type === "ObjectProperty" && key.name === "mutants"
    );
    if (found) return found.loc.start.line;
  }
  return undefined;
}

function children(node: Node): Node[] {
  return [...childrenOf(node)].map(([, child]) => child);
}
