import { assertEquals } from "@std/assert";
import { ownDocErrors } from "./doc_errors.ts";

Deno.test("own documentation errors are kept, foreign types are not", () => {
  const output = [
    "error[private-type-ref]: public type 'seeds' references private type 'Arbitrary'",
    "   --> src/claim/specs.ts:6:1",
    "",
    "error[missing-jsdoc]: exported symbol is missing JSDoc documentation",
    "   --> src/claim/claim.ts:28:12",
    "",
    "error: Found 2 documentation lint errors.",
  ].join("\n");
  assertEquals(ownDocErrors(output), [
    "error[missing-jsdoc]: exported symbol is missing JSDoc documentation --> src/claim/claim.ts:28:12",
  ]);
});
