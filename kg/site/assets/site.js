// Every page: opens the search when a reader asks for it. Without this script all links and lists work.
const find = document.querySelector("[data-kg-find] input");
let loading;

/** Load the search once, and attach it to a field. */
function load() {
  loading ??= import("./search.js" + new URL(import.meta.url).search);
  return loading;
}

if (find) {
  const attach = () => load().then((search) => search.suggest(find));
  find.addEventListener("focus", attach, { once: true });
  if (document.activeElement === find) attach();
}

const big = document.querySelector("[data-kg-big] input");
if (big) {
  const attach = () => load().then((search) => search.suggest(big));
  big.addEventListener("focus", attach, { once: true });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("[data-kg-field]") || find;
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

if (document.querySelector(".kg-land .filters")) import("./landscape.js" + new URL(import.meta.url).search);

const compared = document.querySelector("[data-kg-compare]");
if (compared) import("./compare.js" + new URL(import.meta.url).search).then((compare) => compare.page(compared));

const results = document.querySelector("[data-kg-results]");
if (results) load().then((search) => search.page(results));

// The first link that a mouse or the keyboard rests on wakes the hover cards; a finger never does.
const wake = ({ type, pointerType, target }) => {
  const link = target.closest?.("#main a[href]");
  if (!link || (type === "pointerover" ? pointerType !== "mouse" : !link.matches(":focus-visible"))) return;
  removeEventListener("pointerover", wake);
  removeEventListener("focusin", wake);
  import("./cards.js" + new URL(import.meta.url).search).then((cards) => cards.begin(link));
};
addEventListener("pointerover", wake);
addEventListener("focusin", wake);

// The menu's button is a label, which works without scripts; with them it becomes a button, for the keyboard too.
const label = document.querySelector("label.kg-menu"), drawer = document.getElementById("__drawer");
if (label && drawer) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: label.className });
  button.setAttribute("aria-label", label.title);
  button.setAttribute("aria-expanded", String(drawer.checked));
  button.append(...label.childNodes);
  button.addEventListener("click", () => drawer.click());
  drawer.addEventListener("change", () => button.setAttribute("aria-expanded", String(drawer.checked)));
  label.replaceWith(button);
}
