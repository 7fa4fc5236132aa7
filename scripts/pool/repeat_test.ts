/** What is judged must be deterministic: what differs in another process is no decision, and its cause is named. */

import { assertEquals, assertMatch } from "@std/assert";
import { claimText, gainText } from "../test_project/claim_texts.ts";
import { type Project, testProject } from "../test_project/project.ts";

/** A check that holds, by a margin of this. */
const holdsBy = (margin: string) =>
  `const sum = weigh(Float64Array.of(x, 1)).reduce((a, b) => a + b);
    const holds = identityMargin("sum of weights", sum, 1, { tolerance: 1e-9 });
    return { ...holds, margin: holds.margin < 0 ? holds.margin : ${margin} };`;

/** Claims that depend on something else than their spec, and how that is told. */
const CHANGING: Readonly<Record<string, readonly [text: string, said: RegExp]>> = {
  drawn: [
    claimText({ id: "F1", slug: "drawn", check: holdsBy("Math.random()") }),
    /not deterministic: case 1000 came out as .* it depends on what Math.random or crypto draws$/,
  ],
  bytes: [
    claimText({
      id: "F2",
      slug: "bytes",
      check: holdsBy("crypto.getRandomValues(new Uint32Array(2))[0]"),
    }),
    /it depends on what Math.random or crypto draws$/,
  ],
  clocked: [
    claimText({ id: "F3", slug: "clocked", check: holdsBy("Date.now()") }),
    /case 1000 came out as .* it depends on the clock$/,
  ],
  loaded: [
    claimText({ id: "F4", slug: "loaded", check: holdsBy("LOADED") })
      .replace("export const claim", "const LOADED = performance.now();\nexport const claim"),
    /it depends on the clock$/,
  ],
  counted: [
    claimText({ id: "F5", slug: "counted", check: holdsBy("++COUNT") })
      .replace("export const claim", "let COUNT = 0;\nexport const claim"),
    /case 1000 came out as 1000 and, .* as 1; it depends on what the process did before, or/,
  ],
  what: [
    claimText({
      id: "F6",
      slug: "what",
      check: `${holdsBy("1")}`.replace("...holds,", "...holds, what: `at ${new Date()}`,"),
    }),
    /it depends on the clock$/,
  ],
  drawn_gain: [
    gainText({
      id: "F7",
      slug: "drawn_gain",
      first: "if (weigh(Float64Array.of(1))[0] === 1) return 0.5 + Math.random() / 4;",
    }),
    /not deterministic: replicate \d+ came out as .* it depends on what Math.random or crypto draws$/,
  ],
  counted_gain: [
    gainText({
      id: "F8",
      slug: "counted_gain",
      first: "if (weigh(Float64Array.of(1))[0] === 1) return 0.5 + ++COUNT / 1e4;",
    }).replace("export const claim", "let COUNT = 0;\nexport const claim"),
    /it depends on what the process did before, or/,
  ],
};

/** Claims that look at more of a subject than they need, and at less than they say. */
const NEEDY: Readonly<Record<string, readonly [text: string, said: string]>> = {
  named: [
    claimText({
      id: "G1",
      slug: "named",
      check:
        `return inequalityMargin("x", arguments[1].name === "reference" ? 0 : 9, 5, { tolerance: 0 });`,
    }),
    "case 1 crashed: Error: a claim may read only what it needs, got name",
  ],
  other: [
    claimText({
      id: "G2",
      slug: "other",
      check: `return inequalityMargin("x", arguments[1].attend ? x : 9, 5, { tolerance: 0 });`,
    }),
    "case 1 crashed: Error: a claim may read only what it needs, got attend",
  ],
  unread: [
    claimText({ id: "G3", slug: "unread" }).replace(
      'needs: ["weigh"]',
      'needs: ["weigh", "attend"]',
    ),
    "it never read attend, which its needs name",
  ],
  unread_gain: [
    gainText({ id: "G4", slug: "unread_gain" })
      .replace('needs: ["weigh"]', 'needs: ["weigh", "predict"]'),
    "it never read predict, which its needs name",
  ],
  changes: [
    claimText({
      id: "G5",
      slug: "changes",
      check: "arguments[1].weigh = () => [1]; return weigh;",
    }),
    "case 1 crashed: TypeError: Cannot set property weigh of #<Object> which has only a getter",
  ],
};

async function reasonsOf(
  project: Project,
  claims: Readonly<Record<string, readonly [text: string, said: unknown]>>,
  ...options: string[]
): Promise<Map<string, { verdict: string; reason: string }>> {
  for (const [slug, [text]] of Object.entries(claims)) {
    await project.write(`props/${slug}_test.ts`, text);
  }
  const ids = Object.values(claims).map(([text]) => /id: "([^"]+)"/.exec(text)![1]);
  const ran = await project.attest(
    ...["verify", "--claim", ids.join(","), "--json", "--no-keep", ...options],
  );
  assertEquals(ran.code, 1, ran.stderr);
  const found: { slug: string; verdict: string; reason: string }[] = JSON.parse(ran.stdout).claims;
  return new Map(found.map(({ slug, verdict, reason }) => [slug, { verdict, reason }]));
}

for (const workers of ["1", "2"]) {
  testProject(`what is not deterministic is undecided, ${workers} workers`, async (project) => {
    const reasons = await reasonsOf(project, CHANGING, "--workers", workers);
    for (const [slug, [, said]] of Object.entries(CHANGING)) {
      const { verdict, reason } = reasons.get(slug)!;
      assertEquals(verdict, "undecided", slug);
      assertMatch(reason, said);
    }
  });
}

testProject("a claim sees of a subject what it needs, and reads what it says", async (project) => {
  const reasons = await reasonsOf(project, NEEDY);
  for (const [slug, [, said]] of Object.entries(NEEDY)) {
    assertEquals(reasons.get(slug), { verdict: "undecided", reason: said });
  }
});
