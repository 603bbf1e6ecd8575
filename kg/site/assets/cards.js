// Hover cards: what a link leads to, after a moment of a mouse or the keyboard on it. Never on touch.
const ROOT = new URL("../../", import.meta.url);
const PAGE = /^(projects|products|vendors|people|events|topics|talks|articles)\/([a-z0-9-]+)\/$/;
const SHARDS = 256, WAIT = 350;
const shards = new Map();
const box = document.createElement("div");
box.className = "kg-card";
box.id = "kg-card";
box.hidden = true;
box.setAttribute("role", "tooltip");
document.body.append(box);
let shown, wait;

/** The number of the file in which an entry's card is, as it was written. */
function shard(id) {
  let number = 0;
  for (const char of id) number = (number * 31 + char.codePointAt(0)) % 65521;
  return number % SHARDS;
}

async function load(id) {
  const number = shard(id);
  if (!shards.has(number)) shards.set(number, fetch(new URL(`cards/${number}.json`, ROOT)).then((answer) => answer.json()).catch(() => ({})));
  return (await shards.get(number))[id];
}

/** The id of the entry that a link leads to, unless that is this page or no entry. */
function target(link) {
  if (!link || !link.closest("#main") || link.origin !== location.origin || link.pathname === location.pathname || link.hash) return "";
  return link.pathname.startsWith(ROOT.pathname) ? (link.pathname.slice(ROOT.pathname.length).replace(/^zh\//, "").match(PAGE) || [])[2] || "" : "";
}

function hide() {
  clearTimeout(wait);
  shown?.removeAttribute("aria-describedby");
  shown = undefined;
  box.hidden = true;
}

async function show(link, id) {
  const card = await load(id);
  if (!card || shown !== link) return;
  const [kind, name, lead] = card;
  const title = document.createElement("strong"), text = document.createElement("p");
  title.className = `r r-${kind}`;
  title.textContent = name;
  text.textContent = lead;
  box.replaceChildren(title, text);
  box.hidden = false;
  const at = link.getBoundingClientRect(), size = box.getBoundingClientRect();
  const below = at.bottom + 6 + size.height < innerHeight;
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + scrollX}px`;
  box.style.top = `${(below ? at.bottom + 6 : at.top - size.height - 6) + scrollY}px`;
  link.setAttribute("aria-describedby", box.id);
}

function rest(link) {
  if (link === shown) return;
  hide();
  const id = target(link);
  if (!id) return;
  shown = link;
  wait = setTimeout(() => show(link, id), WAIT);
}

/** Begin: with the link that woke this script. */
export function begin(first) {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = event.target.closest("a[href]");
    if (link) rest(link);
    else if (!box.contains(event.target)) { clearTimeout(wait); wait = setTimeout(hide, 200); }
    else clearTimeout(wait);
  });
  document.addEventListener("focusin", (event) => { event.target.matches("a[href]:focus-visible") ? rest(event.target) : hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", hide);
  addEventListener("scroll", () => { if (!box.matches(":hover")) hide(); }, { passive: true });
  rest(first);
}
