import { assertEquals } from "@std/assert";
import { complaintOf } from "./peer_process.ts";
import { TextLineStream } from "./text_line_stream.ts";

Deno.test("a missing peer's complaint is the line that names the error", () => {
  const python =
    "Traceback (most recent call last):\n  File x\nModuleNotFoundError: No module named 'torch'\n";
  assertEquals(complaintOf(python), "ModuleNotFoundError: No module named 'torch'");
  assertEquals(
    complaintOf("error: Uncaught Error: no backend\n    at x.ts:1:2\n"),
    "error: Uncaught Error: no backend",
  );
  assertEquals(complaintOf("killed\n"), "killed");
  assertEquals(complaintOf(""), undefined);
});

Deno.test("lines come whole, however the text was cut", async () => {
  const lines = ReadableStream.from(["a", "b\nc\n", "\nd"]).pipeThrough(new TextLineStream());
  assertEquals(await Array.fromAsync(lines), ["ab", "c", "", "d"]);
});
