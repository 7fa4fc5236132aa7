/** The schema of JUnit reports, written down from that of the Apache Ant task, and a parser to hold them to it. */

import { SaxesParser } from "saxes";

/** An element as a parser of XML sees it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

interface Rule {
  readonly required?: Readonly<Record<string, RegExp>>;
  readonly optional?: Readonly<Record<string, RegExp>>;
  /** Names of the children in order, each with a space after it; none when absent. */
  readonly children?: RegExp;
}

const ANY = /^/;
const TOKEN = /^\S/;
const WHOLE = /^\d+$/;
const DECIMAL = /^\d+(\.\d+)?$/;

const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { children: /^(testsuite )*$/ },
  testsuite: {
    required: {
      ...{ name: TOKEN, package: TOKEN, hostname: TOKEN, id: WHOLE, time: DECIMAL },
      ...{ tests: WHOLE, failures: WHOLE, errors: WHOLE },
      timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
    },
    optional: { skipped: WHOLE },
    children: /^properties (testcase )*system-out system-err $/,
  },
  properties: { children: /^(property )*$/ },
  property: { required: { name: TOKEN, value: ANY } },
  testcase: {
    required: { name: ANY, classname: ANY, time: DECIMAL },
    // Not in the schema, but in what reads it.
    optional: { file: TOKEN, line: /^[1-9]\d*$/ },
    children: /^((skipped|error|failure) )?$/,
  },
  skipped: { optional: { message: ANY } },
  error: { required: { type: TOKEN }, optional: { message: ANY } },
  failure: { required: { type: TOKEN }, optional: { message: ANY } },
  "system-out": {},
  "system-err": {},
};

/** The root element; throws on what is not well formed. */
export function parseXml(xml: string): Element {
  type Open = { name: string; attributes: Record<string, string>; children: Open[]; text: string };
  const root: Open = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Open["attributes"], children: [], text: "" };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => open.at(-1)!.text += text);
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return root.children[0];
}

/** What the schema does not allow, one line each. */
export function schemaBreaches(element: Element): string[] {
  const { required = {}, optional = {}, children = /^$/ } = RULES[element.name] ?? {};
  const allowed: Readonly<Record<string, RegExp>> = { ...required, ...optional };
  const names = element.children.map(({ name }) => `${name} `).join("");
  return [
    ...(element.name in RULES ? [] : [`${element.name} is no element`]),
    ...Object.keys(required).filter((name) => !(name in element.attributes))
      .map((name) => `${element.name} must have ${name}`),
    ...Object.entries(element.attributes).filter(([name, value]) => !allowed[name]?.test(value))
      .map(([name, value]) => `${element.name} must not have ${name}=${value}`),
    ...(children.test(names) ? [] : [`${element.name} must not hold ${names}`]),
    ...element.children.flatMap(schemaBreaches),
  ];
}

/** All elements of a name, in the order of the document. */
export function elementsOf(element: Element, name: string): Element[] {
  const below = element.children.flatMap((child) => elementsOf(child, name));
  return element.name === name ? [element, ...below] : below;
}
