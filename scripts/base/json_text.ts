import { printableJson } from "../../src/report/text/printable.ts";

/** JSON as the files of a run and of the project have it: indented, with a newline at its end. */
export function jsonText(value: unknown): string {
  return `${printableJson(JSON.stringify(value, null, 2))}\n`;
}
