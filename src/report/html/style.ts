/** How pages look: one column, light and dark, on paper and on a phone. */

import { FILTER_STYLE } from "./filters.ts";

/**
 * The colours, for light and dark: each at least 4.5:1 against the backgrounds it stands on, 3:1 for the lines of charts.
 */
export const PALETTE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --sunken: #eef1f4; --edge: #d0d7de;
  --ink: #1b1f24; --muted: #545d68; --link: #0550ae;
  --good: #116329; --bad: #a40e26; --open: #7a4a00;
  --good-back: #e3f6e8; --bad-back: #fdeaea; --open-back: #fdf3dc;
  --series-1: #0550ae; --series-2: #b04a00; --series-3: #116329; --series-4: #7c3aba; --series-5: #a40e26;
  --grid: #dde2e7; --axis: #6e7781;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --card: #161b22; --sunken: #21272f; --edge: #3a424c;
    --ink: #e6edf3; --muted: #a3adb8; --link: #82baff;
    --good: #5fd07a; --bad: #ff938a; --open: #e5b84f;
    --good-back: #12301b; --bad-back: #3d1618; --open-back: #36280c;
    --series-1: #6cb6ff; --series-2: #f5a35c; --series-3: #63cf7d; --series-4: #cfa6ff; --series-5: #ff938a;
    --grid: #2c333c; --axis: #8b949e;
  }
}
`;

/** Formulas: what the library that typesets them asks for, and fonts that have mathematics. */
const FORMULAS = `
.formula { overflow-x: auto; overflow-y: hidden; margin-block: 0.6rem; padding: 0.15rem 0; }
.formula math {
  font-family: "Latin Modern Math", "STIX Two Math", "STIXTwoMath", "Cambria Math", "NewComputerModernMath", math;
  font-size: 1.2em; text-align: left; width: max-content; margin: 0;
}
math mtd { padding: 0.2em 0; } .tml-right { text-align: right; } .tml-left { text-align: left; }
math .tml-med-pad { padding-left: 0.05em; } math .tml-sml-pad { padding-left: 0.03em; }
`;

/** The first things on a page: large figures, claims in plain words, and the figures of these. */
const HEADLINES = `
.lead { font-size: 1.6rem; font-weight: 700; border-left: 0.5rem solid; padding: 0.7rem 1rem; max-width: none; border-radius: 8px; margin: 0.75rem 0; }
.tiles, .headlines { list-style: none; padding: 0; display: grid; gap: 1rem; }
.tiles { grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); margin: 1rem 0 1.5rem; }
.tiles .card { margin: 0; color: var(--muted); }
.tiles b { display: block; color: var(--ink); font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.headlines { grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); margin: 0 0 1rem; }
.headlines .card { margin: 0; min-width: 0; display: flex; flex-direction: column; }

.headlines .formula math { font-size: 1.05em; }
.headlines .card > :last-child { margin-top: auto; padding-top: 0.4rem; max-width: none; }
.plain { font-size: 1.2rem; line-height: 1.4; font-weight: 600; margin: 0 0 0.3rem; max-width: none; }
.figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
.figures.large { grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); }
.figures .card { margin: 0; min-width: 0; }
.figures .chart svg { width: 100%; height: auto; }
`;

/** Groups that fold, and claims that unfold. */
const CLAIMS = `
.group { margin: 0 0 1.5rem; }
.group > summary {
  display: grid; grid-template-columns: 1em minmax(0, 1fr) auto; gap: 0.1rem 0.5rem; align-items: baseline; width: 100%;
  color: inherit; border-bottom: 2px solid var(--edge); padding: 0.35rem 0; margin-bottom: 0.5rem;
}
.group > summary h3 { margin: 0; font-size: 1.15rem; }
summary::before { content: "▸"; color: var(--muted); display: inline-block; width: 1em; flex: none; }
details[open] > summary::before { content: "▾"; }
summary { list-style: none; } summary::-webkit-details-marker { display: none; }
.claim.card { padding: 0; margin: 0 0 0.4rem; scroll-margin-top: 0.5rem; }
.claim > summary {
  display: grid; grid-template-columns: 1em 9.5rem minmax(0, 1fr) auto; gap: 0.1rem 0.6rem; align-items: baseline;
  width: 100%; padding: 0.55rem 0.9rem; color: inherit; border-radius: 8px;
}
.claim > summary:hover { background: var(--sunken); }
.claim > summary h4 { margin: 0; font-size: 1rem; font-weight: 500; line-height: 1.45; }
.claim .id { font-weight: 700; overflow-wrap: anywhere; }
.claim .outcome { text-align: right; max-width: 12rem; font-size: 0.9rem; }
.claim .brief { grid-column: 3 / -1; font-size: 0.85rem; }
.claim > :not(summary) { margin-left: 1.1rem; margin-right: 1.1rem; }
.claim > pre:last-child { margin-bottom: 1.1rem; }
.claim[open] > summary { border-bottom: 1px solid var(--edge); border-radius: 8px 8px 0 0; margin-bottom: 0.6rem; }
.claim[open] > summary h4 { font-weight: 700; }
.claim:target { outline: 3px solid var(--link); outline-offset: 1px; }
.strata td svg { display: block; } .strata tbody th { font-weight: 500; }
.opponents { columns: 22rem; gap: 2rem; padding-left: 1.1rem; margin: 0.3rem 0; font-size: 0.9rem; }
.opponents li { break-inside: avoid; }
.filters { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; margin: 0 0 1rem; }
.filters fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 0.3rem; align-items: center; }
.filters legend { float: left; padding: 0 0.5rem 0 0; color: var(--muted); }
.filters fieldset label { border: 1px solid var(--edge); border-radius: 999px; padding: 0.25rem 0.8rem; background: var(--card); cursor: pointer; }
.filters fieldset label:has(:checked) { background: var(--ink); color: var(--page); border-color: var(--ink); }
.filters fieldset input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.filters fieldset label:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px; }
.search input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--axis); border-radius: 6px; padding: 0.25rem 0.6rem; min-width: 14rem; max-width: 100%; }
[hidden], .unlike, .empty { display: none; }
`;

/** The glossary: over the page when it is asked for, at its end on paper. */
const GLOSSARY = `
.bar button { font: inherit; color: var(--link); background: none; border: 1px solid var(--edge); padding: 0.3rem 0.7rem; border-radius: 6px; cursor: pointer; }
.bar button:hover { background: var(--sunken); }
#glossary {
  width: min(44rem, 100vw - 2rem); max-height: 85vh; overflow-y: auto; border: 1px solid var(--edge); border-radius: 12px;
  background: var(--card); color: var(--ink); padding: 0 1.25rem 1.25rem; box-shadow: 0 1rem 3rem rgb(0 0 0 / 0.35);
}
#glossary::backdrop { background: rgb(0 0 0 / 0.35); }
#glossary h2 { margin-top: 1rem; }
#glossary > button { font: inherit; color: var(--link); background: none; border: 1px solid var(--edge); border-radius: 6px; padding: 0.35rem 0.9rem; cursor: pointer; }
`;

/**
 * The style sheet of every page.
 *
 * Colours are custom properties; charts take theirs from the same ones.
 */
export const STYLE: string = `${PALETTE}* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 3; background: var(--card); padding: 0.5rem 0.75rem; }
.bar { position: sticky; top: 0; z-index: 2; background: var(--card); border-bottom: 1px solid var(--edge); }
.bar ul {
  display: flex; gap: 0.15rem; margin: 0 auto; padding: 0.3rem 1rem; max-width: 76rem;
  list-style: none; overflow-x: auto;
}
.bar a { display: block; padding: 0.35rem 0.6rem; white-space: nowrap; text-decoration: none; border-radius: 6px; }
.bar a:hover { background: var(--sunken); text-decoration: underline; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
footer { padding-bottom: 3rem; color: var(--muted); }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 0.75rem; }
h2 { font-size: 1.6rem; line-height: 1.25; margin: 2.75rem 0 0.9rem; letter-spacing: -0.01em; }
h3 { font-size: 1.05rem; line-height: 1.4; margin: 0 0 0.6rem; }
h4, h5 { font-size: 0.95rem; margin: 1rem 0 0.4rem; } .card > :first-child { margin-top: 0; }
p { margin: 0.5rem 0; max-width: 46rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .open { color: var(--open); }
.lead.good { background: var(--good-back); } .lead.bad { background: var(--bad-back); }
.muted { color: var(--muted); }
.card {
  background: var(--card); border: 1px solid var(--edge); border-radius: 8px;
  padding: 1rem 1.1rem; margin: 0 0 1rem;
}
.card.off { border-left: 0.4rem solid var(--bad); }
code, pre { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre {
  background: var(--sunken); border-radius: 6px; padding: 0.55rem 0.75rem; margin: 0.3rem 0; max-width: 100%;
  overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere;
}
.badge { font-weight: 700; }
dl { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0.35rem 1rem; margin: 0.5rem 0; }
dt { color: var(--muted); } dd { margin: 0; min-width: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding: 0 0 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--edge); }
thead th { color: var(--muted); font-weight: 600; font-size: 0.875rem; border-bottom-width: 2px; }
tbody th { font-weight: 600; white-space: nowrap; }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
.scroll { overflow-x: auto; }
.scroll table { width: auto; min-width: 50%; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; color: var(--link); padding: 0.15rem 0; width: fit-content; }
figure { margin: 0; }
figcaption { color: var(--muted); font-size: 0.9rem; margin-top: 0.4rem; }
.chart svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.pair { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-start; }
.pair figure { flex: 1 1 20rem; max-width: 30rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; margin: 0.5rem 0; padding: 0; font-size: 0.9rem; }
.legend svg { vertical-align: middle; }
.map .scroll svg { display: block; max-width: none; }
${HEADLINES}${FORMULAS}${CLAIMS}${FILTER_STYLE}${GLOSSARY}ul.changes { list-style: none; padding: 0; margin: 0; }
ul.changes li { padding: 0.4rem 0; border-bottom: 1px solid var(--edge); }
@media screen and (max-width: 46rem) {
  dl { grid-template-columns: 1fr; gap: 0; } dt { margin-top: 0.5rem; font-size: 0.875rem; }
  .card { padding: 0.8rem; }
  .claim > summary { grid-template-columns: 1em minmax(0, 1fr) auto; padding: 0.55rem 0.6rem; }
  .claim > summary h4 { grid-column: 2 / -1; grid-row: 2; }
  .group > summary span { grid-column: 2; }
  .claim .brief { grid-column: 2 / -1; }
  .claim > :not(summary) { margin-left: 0.7rem; margin-right: 0.7rem; }
  .plain { font-size: 1.1rem; } .lead { font-size: 1.15rem; }
  .tiles { grid-template-columns: 1fr 1fr; gap: 0.6rem; } .tiles b { font-size: 1.25rem; white-space: nowrap; }
  .search input { min-width: 0; width: 100%; }
}
@media print {
  :root {
    --page: #fff; --card: #fff; --sunken: #f2f2f2; --edge: #bbb; --ink: #000; --muted: #444; --link: #000;
    --good: #0b4a1d; --bad: #8a0a1f; --open: #5f3a00; --good-back: #fff; --bad-back: #fff; --open-back: #fff;
    --series-1: #0550ae; --series-2: #b04a00; --series-3: #116329; --series-4: #7c3aba; --series-5: #a40e26;
    --grid: #ddd; --axis: #555;
  }
  @page { margin: 16mm 14mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
  html { font-size: 12px; } body { font-size: 9.5pt; }
  .bar, .skip, .screen { display: none; }
  .tiles .card, .headlines .card, figure, tr, dl, pre { break-inside: avoid; } h2, h3, h4, h5, summary { break-after: avoid; }
  header, main, footer { max-width: none; padding: 0; }
  h1 { font-size: 17pt; } h2 { font-size: 14pt; margin: 1.5rem 0 0.5rem; } .plain { font-size: 11pt; } .tiles b { font-size: 15pt; }
  .headlines { grid-template-columns: 1fr 1fr; gap: 0.5rem; } .card { padding: 0.4rem 0.6rem; } .claim { padding: 0; font-size: 8.5pt; border-width: 1px 0 0; border-radius: 0; }
  .claim dl { gap: 0.1rem 0.8rem; } .claim p { margin-block: 0.25rem; max-width: none; } .claim h5 { margin-block: 0.5rem 0.2rem; }
  .claim .chart svg { max-height: 3.2cm; } .claim figcaption { font-size: 7.5pt; } .pair { gap: 0.5rem 1rem; flex-wrap: nowrap; }
  .figures, .figures.large { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; }
  .figures .card { margin: 0; } .figures details { display: none; } .figures h3 { font-size: 10pt; }
  .legend { font-size: 7.5pt; gap: 0 0.6rem; } figcaption { font-size: 8pt; }
  .formula { overflow: visible; } .formula math { font-size: 0.95em; } .headlines .formula math { font-size: 0.8em; }
  summary::before { display: none; } .group > summary { grid-template-columns: minmax(0, 1fr) auto; } .claim > summary { grid-template-columns: 7rem minmax(0, 1fr) auto; padding: 0.3rem 0.7rem; }
  .claim .brief { grid-column: 2 / -1; } .strata td svg { display: block; } .strata tbody th { font-weight: 500; }
.opponents { columns: 2; font-size: 8pt; }
  .scroll th, .scroll td { white-space: normal; overflow-wrap: anywhere; padding: 0.15rem 0.35rem; }
  .scroll, pre { overflow: visible; }
  .map .scroll svg { max-width: 100%; height: auto; }
  #glossary { display: block; position: static; width: auto; max-height: none; overflow: visible; border: 0; box-shadow: none; padding: 0; }
  :is(.group, .claim)::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
