/** The kill matrix on a page: a map to look at, and a table that says the same. */

import {
  type KillMatrix,
  type MatrixCell,
  matrixHoles,
  ownMutants,
  thinIce,
  thinIceLines,
  type TriedClaim,
} from "../kill_matrix.ts";
import { plural } from "../text/summary.ts";
import { type Content, html, type Markup } from "./markup.ts";

/** What the map shows, for those who do not see it. */
export function matrixSummary({ mutants, rows }: KillMatrix): string {
  const cells = rows.flatMap(({ cells }) => cells);
  const count = (kind: MatrixCell) => cells.filter((cell) => cell === kind).length;
  return `${plural(rows.length, "claim")} by ${plural(mutants.length, "mutant")}: ${
    count("killed")
  } killed, ${count("survived")} survived, ${count("undecided")} undecided, ${
    count("untouched")
  } not touched.`;
}

/**
 * The map, what its signs mean, what is missing from it, and the table.
 *
 * @param svg The map, with its text alternative.
 */
export function matrixMarkup(
  matrix: KillMatrix,
  { svg, claims }: { readonly svg: Markup; readonly claims: readonly TriedClaim[] },
): Markup {
  const thin = thinIceLines(thinIce(matrix, ownMutants(claims)));
  const holes = matrixHoles(matrix);
  return html`
    <p>${matrixSummary(
      matrix,
    )} Each mutant is a model with one deliberate mistake; a claim kills it when it
    comes out other than expected. A mutant that changes nothing a claim needs does not touch it.</p>
    ${rivalsText(matrix)}
    ${holes.length > 0
      ? html`<p class="bad">✗ Holes: ${holes.join("; ")}.</p>`
      : html`<p class="good">✓ Every claim kills a mutant, and every mutant is killed.</p>`}
    <figure class="card map">
      <ul class="legend">
        <li>${sign(SIGNS.killed, true)} killed</li>
        <li>${sign(SIGNS.survived, false)} survived</li>
        <li>${sign(SIGNS.undecided, false)} undecided</li>
        <li>blank: not touched</li>
      </ul>
      <div class="scroll" tabindex="0" role="group"
        aria-label="Kill matrix; scrolls sideways on a narrow screen"
        data-figure="kill_matrix">${svg}</div>
    </figure>
    ${tableMarkup(matrix)}
    ${thin.length > 0 && html`
      <h3>How thin is the ice</h3>
      ${thin.map((line) => html`<p>${line}</p>`)}
    `}
  `;
}

function rivalsText({ rows }: KillMatrix): Content {
  const [killed, of] = (["killed", "of"] as const).map((key) =>
    rows.reduce((sum, { rivals }) => sum + (rivals?.[key] ?? 0), 0)
  );
  return of > 0 &&
    html`<p>Beside the mutants, ${killed} of ${of} rival laws were refuted; each claim's part lists its own.</p>`;
}

/** Shapes of the legend's signs in a square of 12, centred. */
const SIGNS = {
  killed: "M-4.5-4.5h9v9h-9Z",
  survived: "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0Z",
  undecided: "M0-5L5 4h-10Z",
};

function sign(path: string, filled: boolean): Markup {
  const look = filled
    ? html`fill="var(--series-1)"`
    : html`fill="none" stroke="var(--series-2)" stroke-width="1.5"`;
  return html`
    <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
      <path d="${path}" ${look} />
    </svg>
  `;
}

function tableMarkup({ mutants, rows }: KillMatrix): Markup {
  const ids = (column: number, kind: MatrixCell): Content => {
    const found = rows.filter(({ cells }) => cells[column] === kind);
    // Without links: a full matrix has ten thousand of them, and each claim has its own part.
    return found.length === 0 ? "none" : found.map(({ id }) => id).join(", ");
  };
  return html`
    <details>
      <summary>The same as a table</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="Kill matrix as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">Mutant</th>
              <th scope="col">Killed by</th>
              <th scope="col">Survived</th>
              <th scope="col">Undecided</th>
            </tr>
          </thead>
          <tbody>
    ${mutants.map((name, i) =>
      html`
        <tr>
          <th scope="row"><code>${name}</code></th>
          <td>${ids(i, "killed")}</td>
          <td>${ids(i, "survived")}</td>
          <td>${ids(i, "undecided")}</td>
        </tr>
      `
    )}</tbody>
        </table>
      </div>
    </details>
  `;
}
