// Names and aliases: instant, forgiving of one or two typing errors. The list is ordered by how much is said of each.
let list;

/** All names, loaded once: [{kind, id, name, keys}] where keys are the name and its aliases in plain form. */
export function names(root) {
  list ??= fetch(new URL("names.json", root))
    .then((answer) => answer.json())
    .then(({ kinds, rows }) => rows.map(([kind, id, name, ...aliases]) => ({ kind: kinds[kind], id, name, aliases, keys: [name, ...aliases].map(plain) })))
    .catch(() => []);
  return list;
}

/** A name as it is compared: no case, no accents, signs as single spaces. */
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}+#]+/gu, " ").trim();
}

/** How well a key answers a query: 0 is the same, higher is worse, Infinity is not at all. */
function distance(key, query) {
  if (key === query) return 0;
  if (key.startsWith(query)) return 1;
  if (key.includes(" " + query)) return 2;
  if (query.length > 2 && key.replaceAll(" ", "").startsWith(query.replaceAll(" ", ""))) return 2;
  if (query.length > 2 && key.includes(query)) return 3;
  const allowed = query.length < 4 ? 0 : query.length < 8 ? 1 : 2;
  return allowed && near(key, query, allowed) ? 4 : Infinity;
}

/** Whether a key, or its beginning, is within `allowed` edits (a swap counts once) of a query. */
function near(key, query, allowed) {
  if (key.length < query.length - allowed || key[0] !== query[0] && key[1] !== query[1]) return false;
  const width = Math.min(key.length, query.length + allowed);
  let older = [], old = Array.from({ length: width + 1 }, (_, n) => n);
  for (let i = 1; i <= query.length; i++) {
    const row = [i];
    for (let j = 1; j <= width; j++) {
      const same = query[i - 1] === key[j - 1] ? 0 : 1;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
      if (i > 1 && j > 1 && query[i - 1] === key[j - 2] && query[i - 2] === key[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    older = old;
    old = row;
  }
  return Math.min(...old.slice(Math.max(0, query.length - allowed))) <= allowed;
}

/** The entries that a query names, best first; among equals those of which more is said. */
export function match(rows, query) {
  const asked = plain(query);
  if (!asked) return [];
  const found = [];
  for (const [place, row] of rows.entries()) {
    let best = Infinity, which = 0;
    row.keys.forEach((key, n) => {
      const score = distance(key, asked);
      if (score < best) { best = score; which = n; }
    });
    if (best < Infinity) found.push({ ...row, alias: which ? row.aliases[which - 1] : "", score: best, place });
  }
  return found.sort((a, b) => a.score - b.score || a.place - b.place).slice(0, 20);
}
