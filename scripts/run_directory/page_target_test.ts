import { assertEquals, assertRejects } from "@std/assert";
import { fileURLToPath } from "node:url";
import { PAGE_START } from "../../src/report/html/page.ts";
import { pageTarget } from "./page_target.ts";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { UsageError } from "../base/usage_error.ts";

const MAY_WRITE = [
  { name: "write", path: SCRATCH } as const,
  { name: "read", path: ROOT } as const,
].every((permission) => Deno.permissions.querySync(permission).state === "granted");

Deno.test({
  name:
    "a page may be written below the report's directory, over a page or nothing, by no way round",
  ignore: !MAY_WRITE,
  async fn() {
    await Deno.mkdir(SCRATCH, { recursive: true });
    const root = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "target-" });
    try {
      const [inside, outside] = [`${root}/in`, `${root}/out`];
      for (const folder of [inside, outside]) await Deno.mkdir(folder);
      await Deno.writeTextFile(`${inside}/page.html`, `${PAGE_START}<p>`);
      await Deno.writeTextFile(`${inside}/other.html`, "<!doctype html><p>");
      await Deno.writeTextFile(`${inside}/empty.html`, "");
      await Deno.mkdir(`${inside}/folder.html`);
      const target = (name: string) =>
        pageTarget(`${inside}/${name}`, { directory: inside, working: inside });
      for (const name of ["new.html", "page.html", "..page.html", "../in/new.html"]) {
        assertEquals(await target(name), `${inside}/${name}`);
      }
      for (
        const [name, message] of [
          ["other.html", "no page of attest"],
          ["empty.html", "no page of attest"],
          ["folder.html", "not a file"],
          ["../out/new.html", "it lies outside"],
          ["../new.html", "it lies outside"],
          ["new.htm", "does not end in .html"],
          ["none/new.html", "no such file"],
        ]
      ) {
        await assertRejects(() => target(name), UsageError, message);
      }
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  },
});
