/** Which claims of a page are shown: by choice, which needs no script, and by search, which needs a small one. */

import { html, Markup } from "./markup.ts";

/** Choices that exclude one another: the class that a claim must have to be shown. */
const CHOICES = {
  outcome: [
    ["all", "All"],
    ["off", "Not as expected"],
    ["statistical", "About a mean"],
    ["universal", "About every case"],
    ["false-sentence", "Known to be false"],
  ],
} as const;

/** The choices, and a field to search by that is hidden until its script runs. */
export function filtersMarkup(): Markup {
  return html`
    <form class="filters screen" role="search" aria-label="Claims shown">
      <fieldset><legend>Show</legend>
    ${CHOICES.outcome.map(([value, words]) =>
      html`
        <label><input type="radio" name="outcome" id="show-${value}" ${value === "all" &&
          "checked"}> ${words}</label>
      `
    )}</fieldset>
      <label class="search" hidden>Search <input type="search" id="search" autocomplete="off"></label>
      <output class="muted" for="search"></output>
    </form>
    <p class="empty muted screen">No claim is of this kind.</p>
  `;
}

/** What hides the claims, and the groups, in which nothing is of the chosen kind. */
export const FILTER_STYLE: string = CHOICES.outcome.slice(1).map(([value]) => {
  const chosen = `#claims:has(#show-${value}:checked)`;
  return `${chosen} :is(.claim:not(.${value}), .group:not(:has(.claim.${value}))) { display: none; }
${chosen}:not(:has(.claim.${value})) .empty { display: block; }`;
}).join("\n");

/**
 * Searches as one types, and opens what a link leads to. It reads and writes nothing but classes: the page works
 * without it.
 */
export const FILTER_SCRIPT: Markup = new Markup(`{
const open = () => {
  let part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (; part; part = part.parentElement) if (part.localName === "details") part.open = true;
};
addEventListener("hashchange", open);
open();
const box = document.getElementById("search");
const claims = [...document.querySelectorAll(".claim")].map((part) => [part, part.textContent.toLowerCase()]);
const search = () => {
  const words = box.value.toLowerCase().split(/\\s+/);
  let found = 0;
  for (const [part, text] of claims) {
    const fits = words.every((word) => text.includes(word));
    part.classList.toggle("unlike", !fits);
    found += fits;
  }
  for (const group of document.querySelectorAll(".group")) {
    group.classList.toggle("unlike", !group.querySelector(".claim:not(.unlike)"));
    if (box.value) group.open = true;
  }
  box.form.querySelector("output").value = box.value ? found + " found" : "";
};
if (box) {
  box.closest("label").hidden = false;
  box.form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("input", search);
}
}`);

/** What the page's policy knows the script by; `filters_test.ts` holds it to the text. */
export const FILTER_HASH = "sha256-Yl5LAQ2EnhFZw4+PQ4PVAYo0e/1kvnd+KN3Do2vChpM=";
