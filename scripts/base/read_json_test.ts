import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import * as z from "zod";
import { readJson, readOutsideJson } from "./read_json.ts";
import { inScratch } from "./scratch_for_tests.ts";
import { UsageError } from "./usage_error.ts";

const EXPECTED = {
  bytes: 20,
  schema: z.strictObject({ a: z.int() }),
  unusable: (got: string) => new UsageError(`a file must be right, got ${got}`),
};

inScratch(
  "what follows the schema is read, and of anything else it is said what is wrong",
  async (folder) => {
    const file = join(folder, "file.json");
    const wrong = [
      ["{", "got it is cut off"],
      ['{"a":1.5}', "got a: "],
      ['{"a":1}             ', ""],
      ['{"a":1}              ', "got it must have at most 20 bytes, got 21"],
    ];
    for (const [text, got] of wrong) {
      await Deno.writeTextFile(file, text);
      if (got === "") assertEquals(await readJson(file, EXPECTED), { a: 1 });
      else await assertRejects(() => readJson(file, EXPECTED), UsageError, got);
    }
    await Deno.writeTextFile(file, "[1]");
    assertEquals(await readOutsideJson(file, { bytes: 3 }), [1]);
  },
);

inScratch(
  "a file that is not there is an error, unless something stands for it",
  async (folder) => {
    const file = join(folder, "none.json");
    assertEquals(await readJson(file, { ...EXPECTED, missing: () => "nothing" }), "nothing");
    await assertRejects(() => readJson(file, EXPECTED), UsageError, "got no such file");
    // Something that is no file does not count as nothing.
    const folderAs = { ...EXPECTED, missing: () => "nothing" };
    await assertRejects(() => readJson(folder, folderAs), UsageError, "a regular file");
  },
);
