/**
 * What GitHub's own parser of workflows complains of: `[name, text]` pairs as JSON from standard input, one list of
 * complaints for each to standard output. It is bundled before it is run, as the parser loads JSON as only a bundler does.
 */

import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from "@actions/workflow-parser";
import { writeOutput } from "../terminal/terminal.ts";

async function errorsOf([name, content]: readonly [string, string]): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

const given: [string, string][] = await new Response(Deno.stdin.readable).json();
writeOutput(`${JSON.stringify(await Promise.all(given.map(errorsOf)))}\n`);
