/** How pages look: one column, light and dark, on paper and on a phone. */

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

/**
 * The style sheet of every page.
 *
 * Colours are custom properties; charts take theirs from the same ones.
 */
export const STYLE = `${PALETTE}* { box-sizing: border-box; }
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
  display: flex; gap: 0.15rem; margin: 0 auto; padding: 0.3rem 1rem; max-width: 72rem;
  list-style: none; overflow-x: auto;
}
.bar a { display: block; padding: 0.35rem 0.6rem; white-space: nowrap; text-decoration: none; border-radius: 6px; }
.bar a:hover { background: var(--sunken); text-decoration: underline; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
footer { padding-bottom: 3rem; color: var(--muted); }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 0.75rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 0.75rem; }
h3 { font-size: 1.05rem; line-height: 1.4; margin: 0 0 0.6rem; }
h4 { font-size: 0.95rem; margin: 1rem 0 0.4rem; }
p { margin: 0.5rem 0; max-width: 46rem; }
.lead { font-size: 1.15rem; font-weight: 600; border-left: 0.4rem solid; padding: 0.6rem 0.9rem; max-width: none; border-radius: 4px; }
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
.stack { font-size: 0.9rem; } td.verdict { min-width: 8.5rem; }
.scroll { overflow-x: auto; }
.scroll table { width: auto; min-width: 50%; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; color: var(--link); padding: 0.15rem 0; width: fit-content; }
figure { margin: 0; }
figcaption { color: var(--muted); font-size: 0.9rem; margin-top: 0.4rem; }
.figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.figures .card { margin: 0; min-width: 0; }
.chart svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.pair { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-start; }
.pair figure { flex: 1 1 20rem; max-width: 30rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; margin: 0.5rem 0; padding: 0; font-size: 0.9rem; }
.legend svg { vertical-align: middle; }
.map .scroll svg { display: block; max-width: none; }
ul.changes { list-style: none; padding: 0; margin: 0; }
ul.changes li { padding: 0.4rem 0; border-bottom: 1px solid var(--edge); }
@media screen and (max-width: 46rem) {
  .stack { font-size: 1rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dt { margin-top: 0.5rem; font-size: 0.875rem; }
  .card { padding: 0.8rem; }
  table.stack, .stack caption, .stack tbody, .stack tr, .stack th, .stack td { display: block; }
  .stack thead { position: absolute; left: -200vw; }
  .stack tr { border: 1px solid var(--edge); background: var(--card); border-radius: 8px; padding: 0.5rem 0.75rem; margin: 0 0 0.6rem; }
  .stack th, .stack td { border: 0; padding: 0.1rem 0; text-align: left; white-space: normal; }
  .stack td.number { text-align: left; }
  .stack td[data-label]::before { content: attr(data-label) ": "; color: var(--muted); }
}
@media print {
  :root {
    --page: #fff; --card: #fff; --sunken: #f2f2f2; --edge: #bbb; --ink: #000; --muted: #444; --link: #000;
    --good: #0b4a1d; --bad: #8a0a1f; --open: #5f3a00; --good-back: #fff; --bad-back: #fff; --open-back: #fff;
    --series-1: #0550ae; --series-2: #b04a00; --series-3: #116329; --series-4: #7c3aba; --series-5: #a40e26;
    --grid: #ddd; --axis: #555;
  }
  body { font-size: 10pt; }
  .bar, .skip, .screen { display: none; }
  .card, figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
  header, main, footer { max-width: none; padding: 0; }
  .figures { display: block; } .figures .card { margin: 0 0 1rem; }
  .stack, .stack thead th { font-size: 8pt; } .stack th, .stack td { padding: 0.2rem 0.35rem; }
  .scroll th, .scroll td { white-space: normal; overflow-wrap: anywhere; }
  .scroll, pre { overflow: visible; }
  .map .scroll svg { max-width: 100%; height: auto; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
