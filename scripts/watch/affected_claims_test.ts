import { assert, assertEquals } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { AffectedClaims } from "./affected_claims.ts";
import { addressOf, changesBetween, readWatched, type Texts } from "./watched_files.ts";

const ignore = Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted";
const PROJECT = new URL("file:///mine/");
const at = (path: string) => addressOf(PROJECT, path);
const src = (path: string) => addressOf(ROOT, `src/${path}`);

/** A project of two claims beside attest's own library. */
function projectTexts(): Map<string, string> {
  const library = [...readWatched({ attest: ROOT, project: ROOT })]
    .filter(([file]) => file.startsWith(src("")));
  return new Map([
    ...library,
    [
      at("props/a_test.ts"),
      'import { wrong } from "../fixtures/mutants/wrong.ts"; import { nearestIndex } from "@attest/attest";',
    ],
    [at("props/b_test.ts"), 'import { identityMargin, gapLaw } from "@attest/attest/claims";'],
    [at("fixtures/mutants/wrong.ts"), "export const wrong = 1;"],
    [at("fixtures/mutants/unused.ts"), "export const unused = 1;"],
  ]);
}

function claimsOf(texts: Texts): AffectedClaims {
  return new AffectedClaims(new URL("props/", PROJECT), texts);
}

/** Names of the claims that a change of a file reaches. */
function reached(claims: AffectedClaims, texts: Map<string, string>, file: string, text?: string) {
  if (text === undefined) texts.delete(file);
  else texts.set(file, text);
  return claims.take([file], texts).claims.map((claim) => claim.slice(at("props/").length));
}

Deno.test(
  "affected: a claim by its own file and by what it imports, by our names too",
  { ignore },
  () => {
    const texts = projectTexts();
    const claims = claimsOf(texts);
    const text = (file: string) => `${texts.get(file)}\n// edited`;
    const edit = (file: string) => reached(claims, texts, file, text(file));
    assertEquals(edit(at("props/a_test.ts")), ["a_test.ts"]);
    assertEquals(edit(at("fixtures/mutants/wrong.ts")), ["a_test.ts"]);
    assertEquals(edit(at("fixtures/mutants/unused.ts")), []);
    // What every process of a claim loads.
    assertEquals(edit(src("decision/margin.ts")), ["a_test.ts", "b_test.ts"]);
    assertEquals(edit(src("report/html/page.ts")), []);
  },
);

Deno.test("affected: what judges, and what every process loads, is told apart from the rest", {
  ignore,
}, () => {
  const texts = projectTexts();
  const claims = claimsOf(texts);
  const of = (file: string) => {
    const { judge, child } = claims.take([src(file)], texts);
    return [judge, child];
  };
  assertEquals(of("decision/margin.ts"), [true, true]);
  assertEquals(of("report/text/failure.ts"), [true, false]);
  assertEquals(of("attention/reference_subject.ts"), [true, true]);
  // The judge calls no model.
  assertEquals(of("model/softmax_attention.ts"), [false, true]);
  assertEquals(of("report/html/page.ts"), [false, false]);
});

Deno.test(
  "affected: what was imported before counts, and a file that is gone or new",
  { ignore },
  () => {
    const texts = projectTexts();
    const claims = claimsOf(texts);
    const wrong = at("fixtures/mutants/wrong.ts");
    assertEquals(reached(claims, texts, wrong), ["a_test.ts"]);
    assertEquals(reached(claims, texts, wrong, "export const wrong = 2;"), ["a_test.ts"]);
    assertEquals(reached(claims, texts, at("props/c_test.ts"), ""), ["c_test.ts"]);
    assertEquals(reached(claims, texts, at("props/c_test.ts")), []);
    // Once nothing imports it any more, an edit of it is of no interest.
    assertEquals(reached(claims, texts, at("props/a_test.ts"), ""), ["a_test.ts"]);
    assertEquals(reached(claims, texts, wrong, "export const wrong = 3;"), []);
  },
);

Deno.test("affected: who imports what is no TypeScript is blocked until it is", { ignore }, () => {
  const texts = projectTexts();
  const claims = claimsOf(texts);
  const wrong = at("fixtures/mutants/wrong.ts");
  assertEquals(reached(claims, texts, wrong, "export const = 1;"), ["a_test.ts"]);
  assertEquals([...claims.blocked], [at("props/a_test.ts")]);
  assert(/Unexpected token/.test(claims.broken.get(wrong)!));
  assertEquals(reached(claims, texts, wrong, "export const wrong = 1;"), ["a_test.ts"]);
  assertEquals([claims.blocked.size, claims.broken.size], [0, 0]);
  // A new claim that is none yet.
  assertEquals(reached(claims, texts, at("props/c_test.ts"), "export"), ["c_test.ts"]);
  assertEquals([...claims.blocked], [at("props/c_test.ts")]);
});

Deno.test("watched files: new, gone and other texts are changes, the same text is none", () => {
  const texts = (entries: readonly [string, string][]) => new Map(entries);
  const before = texts([["a", "1"], ["b", "1"], ["c", "1"]]);
  assertEquals(changesBetween(before, texts([["a", "1"], ["b", "2"], ["d", "1"]])), [
    "b",
    "c",
    "d",
  ]);
});
