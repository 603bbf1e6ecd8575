// Search: names and aliases from one small list, texts by Pagefind; both languages by one query.
import { match, names } from "./names.js";

const ROOT = new URL("../../", import.meta.url);
const KINDS = { project: "Project", product: "Product", vendor: "Vendor", person: "Person", event: "Event", topic: "Topic", talk: "Talk", article: "Article", page: "Page" };
const FOLDERS = { project: "projects", product: "products", vendor: "vendors", person: "people", event: "events", topic: "topics", talk: "talks", article: "articles" };
const FILTERS = { kind: "Kind", language: "Language", year: "Year" };
const PAGE = 20;

let engine;

/** Pagefind over every language's index: the first language's is the primary one, the others are merged into it. */
function pagefind() {
  engine ??= (async () => {
    const folder = new URL("pagefind/", ROOT);
    const [library, entry] = await Promise.all([
      import(new URL("pagefind.js", folder).href),
      fetch(new URL("pagefind-entry.json", folder)).then((answer) => answer.json()),
    ]);
    const languages = Object.keys(entry.languages);
    const first = languages.includes("en") ? "en" : languages[0];
    // Pagefind takes the page's language for the primary index; a Chinese page must search English words as English.
    const html = document.documentElement;
    const own = html.lang;
    html.lang = first;
    const made = library.createInstance({ basePath: folder.pathname, baseUrl: ROOT.pathname, excerptLength: 24 });
    html.lang = own;
    await made.init();
    for (const language of languages.filter((name) => name !== first)) {
      // A path spelt otherwise, as Pagefind refuses to merge an index into itself.
      await made.mergeIndex(folder.pathname + "../pagefind/", { language, baseUrl: ROOT.pathname });
    }
    return made;
  })();
  return engine;
}

/** An element with properties and children; text is never read as HTML. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** An excerpt's text with its marks, and nothing else of its HTML. */
function excerpt(html) {
  const inert = new DOMParser().parseFromString(html, "text/html");
  const line = make("p");
  for (const node of inert.body.childNodes) {
    line.append(node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
  }
  return line;
}

/** The path of an entry's page. */
function address(row) {
  return new URL(`${FOLDERS[row.kind]}/${row.id}/`, ROOT).pathname;
}

function nameHit(row) {
  const hit = make("a", { className: "kg-hit", href: address(row) });
  hit.append(make("span", { className: `r r-${row.kind}` }, row.name), " ", make("small", {}, row.alias ? `${KINDS[row.kind]}, also ${row.alias}` : KINDS[row.kind]));
  return hit;
}

function textHit(data) {
  const kind = data.filters?.kind?.[0] || "page";
  const hit = make("a", { className: "kg-hit", href: data.url });
  const note = [KINDS[kind], data.filters?.year?.[0], data.filters?.language?.[0] === "zh" ? "中文" : ""].filter(Boolean).join(" · ");
  hit.append(make("strong", { className: kind in FOLDERS ? `r r-${kind}` : "" }, data.meta.title || data.url), " ", make("small", {}, note), excerpt(data.excerpt));
  return hit;
}

/** Suggestions under a search field, worked by the arrows, Enter and Escape. */
export function suggest(input) {
  const form = input.form;
  const box = make("div", { className: "kg-dialog", id: `${input.id || "kg"}-list`, hidden: true });
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "Suggestions");
  form.parentElement.classList.add("kg-anchor");
  form.after(box);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": box.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  let active = -1, run = 0;

  const options = () => [...box.querySelectorAll(".kg-hit")];
  const close = () => { box.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const pick = (place) => {
    const all = options();
    active = all.length ? (place + all.length) % all.length : -1;
    all.forEach((hit, n) => hit.setAttribute("aria-selected", String(n === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const show = (...parts) => {
    box.replaceChildren(...parts);
    options().forEach((hit, n) => { hit.id = `${box.id}-${n}`; hit.setAttribute("role", "option"); hit.tabIndex = -1; });
    box.hidden = !parts.length;
    input.setAttribute("aria-expanded", String(!box.hidden));
  };

  const update = async () => {
    const query = input.value.trim(), mine = ++run;
    if (!query) return close();
    const found = match(await names(ROOT), query).slice(0, 7);
    if (mine !== run) return;
    const all = make("a", { className: "kg-hit kg-all", href: new URL(`search/?q=${encodeURIComponent(query)}`, ROOT).href }, `All results for “${query}”`);
    show(...found.map(nameHit), all);
    pick(found.length ? 0 : -1);
    await new Promise((done) => setTimeout(done, 180));
    if (mine !== run) return;
    const answer = await pagefind().then((engine) => engine.search(query)).catch(() => null);
    const pages = answer ? await Promise.all(answer.results.slice(0, 5).map((result) => result.data())) : [];
    if (mine !== run || box.hidden) return;
    const shown = new Set(found.map(address));
    const texts = pages.filter((data) => !shown.has(new URL(data.url, location).pathname));
    const before = active;
    show(...found.map(nameHit), ...(texts.length ? [make("div", { className: "kg-label" }, "In texts and pages")] : []), ...texts.map(textHit), all);
    pick(before);
  };

  input.addEventListener("input", update);
  input.addEventListener("focus", () => { names(ROOT); pagefind().catch(() => {}); if (input.value) update(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      pick(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !box.hidden && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Escape") {
      close();
    }
  });
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target) && event.target !== input) close(); });
  names(ROOT);
  if (input.value) update();
}

/** The page of all results: field, facets with counts, list. What is asked for stands in the address. */
export function page(root) {
  const state = new URLSearchParams(location.search);
  const input = make("input", { type: "search", value: state.get("q") || "", maxLength: 200, autocomplete: "off", placeholder: "Names, topics, words" });
  input.setAttribute("aria-label", "Search names and texts");
  input.dataset.kgField = "";
  const facets = make("div", { className: "kg-facets" });
  const count = make("p", { className: "note" });
  count.setAttribute("role", "status");
  const list = make("div", { className: "kg-results" });
  const more = make("button", { className: "button", type: "button", hidden: true }, "Show more");
  const form = make("form", { className: "kg-bigform" }, input);
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "All results");
  root.replaceChildren(form, facets, count, list, more);
  let run = 0, rest = [], shown = new Set();

  const chosen = () => Object.fromEntries(Object.keys(FILTERS).filter((name) => state.get(name)).map((name) => [name, state.get(name)]));
  const extend = async (mine) => {
    const pages = await Promise.all(rest.splice(0, PAGE).map((result) => result.data()));
    if (mine !== run) return;
    list.append(...pages.filter((data) => !shown.has(new URL(data.url, location).pathname)).map(textHit));
    more.hidden = !rest.length;
  };
  const drawFacets = (counts) => {
    facets.replaceChildren(...Object.entries(FILTERS).map(([name, label]) => {
      const values = Object.entries(counts[name] || {}).filter(([value, n]) => n || state.get(name) === value);
      values.sort(name === "year" ? ([a], [b]) => b.localeCompare(a) : ([, a], [, b]) => b - a);
      const boxes = values.slice(0, 14).map(([value, n]) => {
        const box = make("input", { type: "checkbox", checked: state.get(name) === value });
        box.addEventListener("change", () => { box.checked ? state.set(name, value) : state.delete(name); search(); });
        return make("label", {}, box, `${name === "kind" ? KINDS[value] || value : value} `, make("span", { className: "n" }, String(n)));
      });
      return make("fieldset", { hidden: !boxes.length }, make("legend", {}, label), ...boxes);
    }));
  };
  async function search() {
    const query = input.value.trim(), mine = ++run;
    query ? state.set("q", query) : state.delete("q");
    history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
    if (!query) { list.replaceChildren(); facets.replaceChildren(); count.textContent = ""; more.hidden = true; return; }
    const known = chosen();
    const hits = known.kind || known.year || known.language ? [] : match(await names(ROOT), query).slice(0, 5);
    const answer = await pagefind().then(async (engine) => {
      await engine.filters(); // counts come only once the filters are loaded
      return engine.search(query, { filters: known });
    }).catch(() => null);
    if (mine !== run) return;
    list.replaceChildren(...hits.map(nameHit));
    if (!answer) { count.textContent = "The full-text index is not here; names only."; return; }
    shown = new Set(hits.map(address));
    rest = answer.results;
    count.textContent = `${rest.length.toLocaleString()} page${rest.length === 1 ? "" : "s"}`;
    drawFacets(answer.filters);
    await extend(mine);
    if (!list.children.length && root.dataset.missing && mine === run) {
      list.append(make("p", {}, "Nothing here has that name or says those words. ", make("a", { href: `${root.dataset.missing}?name=${encodeURIComponent(query)}`, rel: "nofollow" }, "Add an entry")));
    }
  }
  let wait;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 160); });
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  more.addEventListener("click", () => extend(run));
  input.focus();
  search();
}
