/** Mutations that change nothing a test could see: fixtures/equivalent_mutations.json, read and looked up. */

import * as z from "zod";
import type { FileMutation } from "./source_mutations.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** One of them, known by its text so that it survives moved lines. */
export interface Equivalent {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** Which of the file's mutations with these texts, from 1; left out, the first. */
  readonly occurrence: number;
  /** Why no test can tell. */
  readonly reason: string;
}

const schema = z.array(z.strictObject({
  file: z.string().min(1),
  before: z.string().min(1),
  after: z.string(),
  occurrence: z.int().min(1).default(1),
  reason: z.string().min(1),
}));

/** The list in a JSON text; throws UsageError naming the entry that cannot be one. */
export function readEquivalents(text: string, path: string): Equivalent[] {
  const { data, error } = schema.safeParse(parseJson(text, path));
  if (error !== undefined) {
    const [{ path: [index, ...field], message }] = error.issues;
    const where = index === undefined ? "the list" : `entry ${Number(index) + 1}`;
    throw new UsageError(`${path}: ${[where, ...field].join(", ")}: ${message}`);
  }
  const seen = new Set<string>();
  for (const entry of data) {
    const { file, before, after, occurrence } = entry;
    const key = JSON.stringify([file, before, after, occurrence]);
    if (seen.has(key)) {
      throw new UsageError(
        `${path}: an entry is listed once, or with another \`occurrence\`, got ${entryText(entry)}`,
      );
    }
    seen.add(key);
  }
  return data;
}

/** Whether the list has this mutation. */
export function isListed(list: readonly Equivalent[], mutation: FileMutation): boolean {
  return list.some(({ file, before, after, occurrence }) =>
    file === mutation.file && before === mutation.before && after === mutation.after &&
    occurrence === mutation.occurrence
  );
}

/** Entries of the list that no mutation of the files answers to. */
export function staleEntries(
  list: readonly Equivalent[],
  mutations: readonly FileMutation[],
): Equivalent[] {
  return list.filter((known) => !mutations.some((mutation) => isListed([known], mutation)));
}

/** `src/model/softmax.ts: a → b (occurrence 2)`, the first left unsaid. */
export function entryText({ file, before, after, occurrence }: Equivalent): string {
  return `${file}: ${before} → ${after}${occurrence > 1 ? ` (occurrence ${occurrence})` : ""}`;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} must be JSON, got ${complaint(error)}`);
  }
}
