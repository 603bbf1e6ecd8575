// The editor: Yasqe, fed with our own prefixes, vocabulary and entries; a plain field where it cannot be loaded.
import { make } from "./query-results.js";
import { names } from "./names.js";

function link(root) {
  return new Promise((resolve, reject) => {
    document.head.append(make("link", { rel: "stylesheet", href: new URL("assets/lib/yasqe.min.css", root).href }));
    const script = make("script", { src: new URL("assets/lib/yasqe.min.js", root).href });
    script.onload = () => resolve(window.Yasqe?.default ?? window.Yasqe);
    script.onerror = () => reject(new Error("no editor"));
    document.head.append(script);
  });
}

function plain(field) {
  const area = make("textarea", { spellcheck: false });
  area.setAttribute("aria-label", "SPARQL query");
  field.replaceChildren(area);
  return {
    get value() { return area.value; },
    set value(text) { area.value = text; },
    mark(at) {
      if (!at) return;
      const start = area.value.split("\n").slice(0, at.line).reduce((sum, line) => sum + line.length + 1, 0) + at.column;
      area.focus();
      area.setSelectionRange(start, start + 1);
    },
    onRun(act) { area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); act(); } }); },
  };
}

/** {value, mark({line, column} or null), onRun(act)} in an element. */
export async function editor(field, root, words, base) {
  let Yasqe;
  try {
    Yasqe = await link(root);
  } catch {
    return plain(field);
  }
  const complete = (name, get) => ({
    name, bulk: false, autoShow: true, persistenceId: null,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      return !token.string.startsWith("?") && !token.string.startsWith("$") && /^[\w-]*:?[\w-]*$/.test(token.string) && token.string.length > 0;
    },
    preProcessToken: (_, token) => ({ ...token, autocompletionString: token.string }),
    postProcessSuggestion: (_, __, suggestion) => suggestion,
    get: async (_, token) => get(token.autocompletionString || token.string),
  });
  const vocabulary = [...Object.keys(words.classes), ...Object.keys(words.properties)];
  const terms = complete("kg-terms", async (typed) => {
    if (typed.startsWith(":")) {
      const all = await names(root);
      const wanted = typed.slice(1).toLowerCase();
      return all.filter((row) => row.id.startsWith(wanted) || row.name.toLowerCase().startsWith(wanted)).slice(0, 30).map((row) => `:${row.id}`);
    }
    const low = typed.toLowerCase();
    const starts = vocabulary.filter((term) => term.toLowerCase().startsWith(low) || term.split(":")[1]?.toLowerCase().startsWith(low));
    const prefixes = typed.includes(":") ? [] : Object.keys(words.prefixes).filter((prefix) => prefix.startsWith(low)).map((prefix) => `${prefix}:`);
    return [...prefixes, ...starts].slice(0, 30);
  });
  Yasqe.defaults.autocompleters = [];
  Yasqe.Autocompleters = { ...Yasqe.Autocompleters };
  Yasqe.registerAutocompleter(terms, false);
  Yasqe.Autocompleters["kg-terms"] ??= terms;
  field.replaceChildren();
  const yasqe = new Yasqe(field, {
    autocompleters: ["kg-terms", "variables"], persistenceId: null, showQueryButton: false, resizeable: false, prefixCcApi: null,
    createShareableLink: undefined, consumeShareLink: null, collapsePrefixesOnLoad: false, syntaxErrorCheck: false, value: "", viewportMargin: Infinity,
    editorHeight: "auto", lineWrapping: true, hintConfig: { completeSingle: false },
  });
  // Every prefix is known here without being declared; the editor would add a declaration, or call it a fault.
  yasqe.addPrefixes = () => {};
  yasqe.getInputField().setAttribute("aria-label", "SPARQL query");
  let marked;
  const act = { run: () => {} };
  yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), "Ctrl-Enter": () => act.run(), "Cmd-Enter": () => act.run(), Tab: false, "Shift-Tab": false });
  return {
    get value() { return yasqe.getValue(); },
    set value(text) { yasqe.setValue(text); setTimeout(() => yasqe.refresh()); },
    mark(at) {
      marked?.clear();
      marked = null;
      if (!at) return;
      const line = Math.min(at.line, yasqe.lastLine()), length = yasqe.getLine(line).length;
      const from = Math.max(0, Math.min(at.column, length - 1)); // past the end of a line its last sign is marked
      marked = yasqe.markText({ line, ch: from }, { line, ch: from + 1 }, { className: "ask-wrong" });
      yasqe.scrollIntoView({ line, ch: from });
    },
    onRun(run) { act.run = run; },
  };
}
