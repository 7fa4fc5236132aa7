/** Pages in a real browser that is cut off from the network, with all that they complain of. */

import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where Debian's package puts it. */
const CHROMIUM = "/usr/bin/chromium";

/** A page that is open, and what went wrong on it. */
export interface OpenPage {
  readonly page: Page;
  /** Messages on the console, errors, and requests for anything but the file itself. */
  readonly complaints: string[];
}

/** Starts the browser; as root it cannot have its sandbox. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}

/** Opens a file offline, and runs `use` on the page. */
export async function withPage(
  browser: Browser,
  { url, ...options }: BrowserContextOptions & { readonly url: string },
  use: (open: OpenPage) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ ...options, offline: true });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== url) complaints.push(`request: ${request.url().slice(0, 100)}`);
  });
  try {
    await page.goto(url);
    await use({ page, complaints });
  } finally {
    await context.close();
  }
}

/** What axe-core finds against WCAG A and AA and its best practices, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  // The policy of a page allows no script of its own; what the debugger runs is not the page's.
  await page.evaluate(axe.source);
  const found = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })") as {
    violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return found.violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 200)} ${
      nodes[0].failureSummary
    }`
  );
}
