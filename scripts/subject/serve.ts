/** Answers attest's questions with the functions of a module. */

import {
  FORMS,
  isOperation,
  type Operation,
  OPERATIONS,
  SUFFICIENT,
} from "../../src/attention/operations.ts";
import { answersLength, bytesOf, type Calls, MAY_REFUSE, valuesOf } from "./calls.ts";
import { callsLength } from "./calls.ts";
import type { Frames } from "./frames.ts";

type Functions = { readonly [Name in Operation]?: (...args: readonly unknown[]) => unknown };

/** Greets for the module, and then answers until attest has gone. */
export async function serve(
  frames: Frames,
  load: () => Promise<object>,
  path: string,
): Promise<void> {
  frames.line();
  const module = partsOf(await load());
  const offered = OPERATIONS.filter((name) => typeof module[name] === "function");
  if (!offered.some((name) => SUFFICIENT.includes(name))) {
    throw new TypeError(
      `a model must export a function ${SUFFICIENT.slice(0, -1).join(", ")} or ${
        SUFFICIENT.at(-1)
      }, got ${Object.keys(module).join(", ") || "no exports"}`,
    );
  }
  frames.send({
    protocol: "attest-subject/1",
    name: module.name ?? path.split("/").at(-1),
    operations: offered,
    ...(module.precision !== undefined && { precision: module.precision }),
    ...(offered.includes("attendBatch") && {
      ...(module.options !== undefined && { options: module.options }),
      ...(module.facts !== undefined && { facts: module.facts }),
    }),
    format: "binary",
  });
  for (let line = frames.line(); line !== undefined; line = frames.line()) {
    const { id, bytes, ...question } = JSON.parse(line);
    const values = valuesOf(frames.bytes(bytes));
    let answers: Given;
    try {
      answers = await answersTo(module as Functions, { ...question, values });
    } catch (error) {
      frames.send({ id, error: textOf(error) });
      continue;
    }
    const { refused } = answers;
    const body = bytesOf(answers.values);
    frames.send({ id, bytes: body.length, ...(refused.length > 0 && { refused }) }, body);
  }
}

/** What the module exports by name, or in one object as its default. */
function partsOf(loaded: object): Readonly<Record<string, unknown>> {
  const { default: whole, ...named } = loaded as { default?: unknown };
  return { ...(typeof whole === "object" ? whole : {}), ...named };
}

/** Numbers of the calls that are not refused. */
interface Given {
  readonly values: Float64Array;
  readonly refused: readonly number[];
}

async function answersTo(module: Functions, calls: Calls): Promise<Given> {
  const { operation, sizes, values } = calls;
  const ask = isOperation(operation) ? module[operation] : undefined;
  if (ask === undefined || values.length !== callsLength(calls)) {
    throw new Error(`the question must be one of this module's operations, got ${operation}`);
  }
  const form = FORMS[operation];
  const answers = new Float64Array(answersLength(calls));
  const refused: number[] = [];
  let [from, at] = [0, 0];
  for (const [i, size] of sizes.entries()) {
    const length = form.fields(size).reduce((sum, field) => sum + field.length, 0);
    const args = form.unpack({ sizes: size, values: values.slice(from, from += length) });
    const asked = ask(...args);
    const answer = asked instanceof Promise ? await asked : asked;
    if (answer === null && operation === MAY_REFUSE) {
      refused.push(i);
      continue;
    }
    const flat = form.flatten(answer);
    const wanted = form.answers(size);
    if (typeof flat === "string") {
      throw new TypeError(`${operation} must give numbers, got ${flat}`);
    }
    if (flat.length !== wanted) {
      throw new RangeError(`${operation} must give ${wanted} numbers, got ${flat.length}`);
    }
    answers.set(flat, at);
    at += wanted;
  }
  return { values: answers.slice(0, at), refused };
}

function textOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(
    0,
    1000,
  );
}
