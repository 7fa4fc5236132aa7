/** Directories for tests of files. */

import { fileURLToPath } from "node:url";
import { SCRATCH } from "./paths.ts";

const MAY_WRITE = (["read", "write"] as const).every((name) =>
  Deno.permissions.querySync({ name, path: SCRATCH }).state === "granted"
);

/** A test with a directory of its own, gone after it. */
export function inScratch(name: string, run: (folder: string) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !MAY_WRITE,
    async fn() {
      await Deno.mkdir(SCRATCH, { recursive: true });
      const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "files-" });
      try {
        await run(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}
