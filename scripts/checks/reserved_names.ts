/** What scripts leave to one place: to write files, and to print. */

import { isTestSource } from "../base/test_source.ts";
import type { Breach } from "./purity.ts";
import type { SourceFacts } from "./source_facts.ts";

interface Reserved {
  readonly rule: string;
  readonly names: RegExp;
  /** Whose they are, and why. */
  readonly users: Readonly<Record<string, string>>;
}

const RESERVED: readonly Reserved[] = [{
  rule: "files are written by scripts/base/atomic_write.ts, which leaves no half of one",
  names:
    /^Deno\.(?:writeTextFile|writeFile|create|open|truncate|copyFile|rename|link|symlink|makeTempFile)(?:Sync)?$/,
  users: {
    "scripts/base/atomic_write.ts": "the one place",
    "scripts/base/outside_file.ts": "opens to read",
    "scripts/bundle/make_bundle.ts": "fills a directory that gets its name when it is whole",
    "scripts/commands/github.ts": "appends to the runner's summary, all or nothing",
    "scripts/mutation/mutation_runs.ts": "changes a copy of the tree that no one else uses",
    "scripts/run_directory/cases_file.ts": "spools to a temporary file",
    "scripts/run_directory/directory_owner.ts": "holds a lock",
    "scripts/run_directory/journal.ts": "appends; a cut-off line is as if it had not been written",
    "scripts/run_directory/page_target.ts": "opens to read",
  },
}, {
  rule: "what is printed goes through scripts/terminal/terminal.ts, which neutralises it",
  names: /^console\b|^Deno\.(?:stdout|stderr)$/,
  users: {
    "scripts/terminal/terminal.ts": "the one place",
    "scripts/bench/peers/serve.ts": "answers the bench in JSON",
    "scripts/charts/draw.ts": "answers `attest report` in JSON",
    "scripts/records/answer_records.ts": "answers `attest diagnose` in JSON",
    "scripts/judged/channel.ts": "takes both away from what is judged",
    "scripts/subject/frames.ts": "takes both away from a user's model",
  },
}, {
  rule: "what of Deno is used is named, as `Deno.open`: other rules are about it",
  names: /^(?:Deno|Deno\.undefined|globalThis\.Deno)$/,
  users: {
    "scripts/judged/channel.ts": "takes it away from what is judged",
    "scripts/subject/frames.ts": "takes it away from a user's model",
  },
}];

/** Mentions of what is another file's; tests and the projects that they make are free. */
export function reservedBreaches(file: string, { mentions }: SourceFacts): Breach[] {
  if (!file.startsWith("scripts/") || isTestSource(file)) return [];
  // Both make projects that are thrown away.
  if (/^scripts\/(?:test_project|probes)\//.test(file)) return [];
  return RESERVED.filter(({ users }) => !Object.hasOwn(users, file)).flatMap(({ rule, names }) =>
    mentions.filter(({ name }) => names.test(name))
      .map(({ line, name }) => ({ line, rule, value: name }))
  );
}
