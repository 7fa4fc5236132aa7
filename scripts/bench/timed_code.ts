/**
 * The code that a page of performance is of: a hash of what the bench times, and of nothing else.
 *
 * That is the forms of a step with their peers, and whatever a case or a replicate runs on the reference model. Judge
 * and pool are not in it: only the rows about workers depend on them, by a few percent.
 */

import { fileURLToPath } from "node:url";
import { ROOT } from "../base/paths.ts";
import { isTestSource } from "../base/test_source.ts";
import { hashFiles, readFiles } from "../project/content_seed.ts";
import { filesBelow } from "../project/project_files.ts";
import { type Node, parseTypeScript } from "../base/syntax_tree.ts";
import { timedFiles, type Trees } from "./timed_files.ts";
import { timedText } from "./timed_text.ts";

/** The forms of a step, pretraining, the steps' parts, and the subject of all replicates and cases. */
const CONTESTANTS = [
  "scripts/bench/growth.ts",
  "scripts/bench/own_steps.ts",
  "scripts/bench/step_parts.ts",
  "src/attention/reference_subject.ts",
];
/** What lists names of others. */
const DOORS = ["attention", "claims", "measurement", "mod"].map((name) => `src/${name}.ts`);
/** Where timed code lies; a claim's mutants and its harness are not timed. */
const TIMED = /^(src|props|scripts\/(bench|judged)|fixtures\/(laws|formulas))\//;
/** Programs and parts that are no modules: what others run, and what is compiled beside the kernel. */
const PROGRAMS = /^scripts\/bench\/(peers\/|\w+\.as$)/;

/** Sixteen hexadecimal digits that change with what is timed; needs to read the tree. */
export function timedCode(): Promise<string> {
  const at = fileURLToPath(ROOT);
  const folders = ["fixtures/formulas", "fixtures/laws", "props", "scripts", "src"];
  const paths = folders.flatMap((folder) => filesBelow(at, folder, { counts: isRead }));
  const decoder = new TextDecoder();
  return codeOf(
    new Map(readFiles(at, paths).map(([path, bytes]) => [path, decoder.decode(bytes)])),
  );
}

function isRead(path: string): boolean {
  if (PROGRAMS.test(path)) return true;
  if (path.startsWith("props/")) return path.endsWith(".ts");
  return TIMED.test(path) && path.endsWith(".ts") && !isTestSource(path);
}

/** The same of these texts, by path from the root. */
export async function codeOf(files: ReadonlyMap<string, string>): Promise<string> {
  const treeOf = treesOf(files);
  const claims = [...files.keys()].filter((path) => path.startsWith("props/"));
  const modules = timedFiles(treeOf, {
    roots: [...CONTESTANTS, ...claims],
    doors: DOORS,
    follows: (target) => TIMED.test(target),
  });
  const encoder = new TextEncoder();
  const programs = [...files].filter(([path]) => PROGRAMS.test(path));
  const texts = modules.map((path) => [path, timedText(path, treeOf(path))] as const);
  return await hashFiles(
    [...texts, ...programs].map(([path, text]) => [path, encoder.encode(text)] as const),
  );
}

/** Each file is parsed once, when it is first asked for. */
function treesOf(files: ReadonlyMap<string, string>): Trees {
  const trees = new Map<string, Node>();
  return (path) => {
    const text = files.get(path);
    if (text === undefined) throw new RangeError(`${path} is timed and must be there, got no file`);
    const tree = trees.get(path) ?? parseTypeScript(text);
    trees.set(path, tree);
    return tree;
  };
}
