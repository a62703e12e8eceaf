// Asks the generator in its worker: one request at a time, ended when it takes too long.

import { PATIENCE, TIME } from "./limits.js";

// Where the browser asks for it: what may become the address of a script.
const addresses = self.trustedTypes?.createPolicy("worker", { createScriptURL: (own) => own });

/** A worker whose script is this page's own. As a blob it is under the policy of this page. */
function worker() {
  const script = new URL("worker.js", import.meta.url).href;
  const blob = new Blob([`import ${JSON.stringify(script)};`], { type: "text/javascript" });
  const url = URL.createObjectURL(blob);
  return new Worker(addresses ? addresses.createScriptURL(url) : url, { type: "module" });
}

export class Generator {
  #module = null;
  #worker = null;
  #waiting = [];
  #current = null;
  #next = 1;

  /** Loads the generator. The bytes are compiled once; each worker begins with the same module. */
  async load() {
    const response = await fetch(new URL("generator_bg.wasm", import.meta.url));
    if (!response.ok) throw new Error(`generator_bg.wasm: status ${response.status}`);
    this.#module = await WebAssembly.compile(await response.arrayBuffer());
    await this.#start();
  }

  /**
   * Asks. Of several requests of one `kind` that wait, the last one is asked, and the others give
   * `null`. A `failure` in the response says, for people, why there is nothing.
   */
  ask(request, kind = null) {
    return new Promise((resolve) => {
      if (kind) {
        this.#waiting = this.#waiting.filter((other) => {
          if (other.kind === kind) other.resolve(null);
          return other.kind !== kind;
        });
      }
      this.#waiting.push({ id: this.#next++, request, kind, resolve });
      const current = this.#current;
      if (current && kind && current.kind === kind) this.#outlive(current);
      this.#go();
    });
  }

  /** Ends a request that a newer one replaces, unless it is nearly done. */
  #outlive(current) {
    current.timers.push(setTimeout(() => {
      if (this.#current === current) this.#end(null);
    }, PATIENCE));
  }

  /** Begins with another worker, in the place of one that there may be. */
  #start() {
    this.#worker?.terminate();
    this.#worker = worker();
    this.#worker.postMessage({ id: 0, module: this.#module });
    return new Promise((resolve, reject) => {
      const refused = (message) => reject(new Error(message ?? "its worker cannot be started"));
      this.#worker.onerror = ({ message }) => refused(message);
      this.#worker.onmessage = ({ data }) => {
        if (data.ended) return refused(data.ended);
        this.#worker.onerror = ({ message }) => this.#end({ failure: message });
        this.#worker.onmessage = ({ data: next }) => this.#receive(next);
        resolve();
      };
    });
  }

  #go() {
    if (this.#current || !this.#worker || this.#waiting.length === 0) return;
    const current = { ...this.#waiting.shift(), timers: [] };
    this.#current = current;
    const tooLong = {
      failure: `The generator was ended after ${TIME / 1000} seconds. The command line takes its time.`,
    };
    current.timers.push(setTimeout(() => this.#end(tooLong), TIME));
    this.#worker.postMessage({ id: current.id, request: current.request });
  }

  #receive({ id, response, took, ended }) {
    if (ended) this.#end({ failure: ended });
    else if (this.#current?.id === id) this.#done({ ...response, took });
  }

  /** Ends the worker with all that it knows, and begins with another. */
  #end(response) {
    this.#current?.timers.forEach(clearTimeout);
    this.#start().then(() => this.#done(response), ({ message }) => this.#done({ failure: message }));
  }

  #done(response) {
    const current = this.#current;
    this.#current = null;
    current?.timers.forEach(clearTimeout);
    current?.resolve(response);
    this.#go();
  }
}
