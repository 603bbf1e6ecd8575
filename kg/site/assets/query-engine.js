// The worker as the page sees it: started when first needed, ended to stop a query, started anew with the same files.
const WORKER = new URL("./query-worker.js", import.meta.url);

export class Stopped extends Error {}

export class Engine {
  /** `told` hears how much of the graph is loaded, from 0 to 1. */
  constructor(told) {
    this.told = told;
    this.waiting = new Map();
    this.serial = 0;
    this.files = [];
    this.ready = null;
  }

  #send(message) {
    return new Promise((resolve, reject) => {
      const id = ++this.serial;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ ...message, id });
    });
  }

  #start() {
    this.worker = new Worker(WORKER, { type: "module" });
    this.worker.onmessage = ({ data }) => {
      if ("progress" in data) return this.told(data.progress);
      const { resolve, reject } = this.waiting.get(data.id) || {};
      this.waiting.delete(data.id);
      "error" in data ? reject?.(new Error(data.error)) : resolve?.(data.done);
    };
    this.worker.onerror = (event) => { event.preventDefault(); this.#end(new Error(event.message || "the worker does not start")); };
  }

  #end(reason) {
    this.worker?.terminate();
    this.worker = null;
    this.ready = null;
    this.loaded = [];
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }

  /** Have these files loaded; what is loaded already stays. Files that are no longer wanted mean a new start. */
  load(base, files) {
    const urls = files.map((file) => file.url);
    if (this.loaded?.some((url) => !urls.includes(url))) this.#end(new Stopped("loaded anew"));
    if (!this.worker) { this.#start(); this.loaded = []; }
    const more = files.filter((file) => !this.loaded.includes(file.url));
    if (more.length) {
      this.loaded.push(...more.map((file) => file.url));
      const before = this.ready || Promise.resolve();
      const ready = before.then(() => this.#send({ do: "load", base, files: more }));
      ready.catch((error) => { if (this.ready === ready) this.#end(error); });
      this.ready = ready;
    }
    return this.ready;
  }

  /** The answer {kind, body, ms, names}; ended after `seconds`. `format` is csv, json, turtle or nt. */
  async ask(text, format, seconds) {
    await this.ready;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        const reason = new Stopped(`The query was ended after ${seconds} seconds: ask for less, or take the dump.`);
        reject(reason);
        this.#end(reason);
      }, seconds * 1000);
    });
    try {
      return await Promise.race([this.#send({ do: "ask", text, format }), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** End the query that runs. */
  stop() {
    this.#end(new Stopped("Stopped."));
  }
}
