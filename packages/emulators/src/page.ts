// The page a demo user opens to see what the outside systems hold: a heading, one table, refreshed by the browser.
// Every value is escaped; there is no script.

export interface Cell {
  readonly text: string;
  /** Shown as a coloured label. */
  readonly tone?: "good" | "bad" | "busy" | "quiet";
}

export interface Page {
  readonly title: string;
  /** One sentence under the title. */
  readonly lead: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Shown instead of an empty table. */
  readonly empty: string;
}

const STYLE = `
:root{color-scheme:light dark;--fg:#1c2024;--soft:#60646c;--line:#e0e3e8;--bg:#fbfcfd;--card:#fff;--good:#18794e;--bad:#b42318;--busy:#a15c07}
@media(prefers-color-scheme:dark){:root{--fg:#edeef0;--soft:#a1a6ae;--line:#2e3238;--bg:#111316;--card:#181b1f;--good:#3dd68c;--bad:#ff9592;--busy:#ffca16}}
body{margin:0;padding:2.5rem clamp(1rem,5vw,4rem);font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg)}
h1{margin:0;font-size:1.4rem}p{margin:.25rem 0 1.5rem;color:var(--soft)}
.card{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}
table{width:100%;border-collapse:collapse}th,td{padding:.6rem 1rem;text-align:left;vertical-align:top}
th{font-size:.8rem;font-weight:600;color:var(--soft)}tr+tr td,thead+tbody td{border-top:1px solid var(--line)}
td{font-variant-numeric:tabular-nums;white-space:pre-wrap;overflow-wrap:break-word;hyphens:none}.empty{padding:3rem;text-align:center;color:var(--soft)}
b{font-weight:600;white-space:nowrap}.good{color:var(--good)}.bad{color:var(--bad)}.busy{color:var(--busy)}.quiet{color:var(--soft);font-weight:400}
footer{margin-top:1rem;font-size:.85rem;color:var(--soft)}a{color:inherit}`;

/** The page as HTML that reloads every two seconds. */
export function renderPage(page: Page): string {
  const rows = page.rows
    .map((row) => `<tr>${row.map((cell) => `<td>${renderCell(cell)}</td>`).join("")}</tr>`)
    .join("\n");
  const table = `<table><thead><tr>${page.columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("")}</tr></thead><tbody>\n${rows}\n</tbody></table>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="2"><title>${escapeHtml(page.title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(page.title)}</h1><p>${escapeHtml(page.lead)}</p>
<div class="card">${page.rows.length === 0 ? `<div class="empty">${escapeHtml(page.empty)}</div>` : table}</div>
<footer>A stand-in for tests and demonstrations; it keeps nothing. <a href="/__log">What was asked of it</a></footer></body></html>`;
}

function renderCell({ text, tone }: Cell): string {
  return tone === undefined ? escapeHtml(text) : `<b class="${tone}">${escapeHtml(text)}</b>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
