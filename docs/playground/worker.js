// The generator's own thread: it takes requests one after the other, and the page never waits.

import { archive, initSync, respond } from "./generator.js";

let panic = null;

/** The memory of the generator. */
let memory = null;

// What it takes, for who measures.
self.taken = () => memory?.buffer.byteLength ?? 0;

// The generator calls it before a panic ends it.
self.panicked = (message) => {
  panic = message;
};

/** Why the generator ended, for people. */
function reason(error) {
  if (panic) return `The generator made a mistake. Please report it, with the document: ${panic}`;
  if (error instanceof RangeError || /stack|recursion/i.test(error.message)) {
    return "The document nests deeper than a browser's stack. The command line reads it.";
  }
  return `The generator ended, most likely for want of memory. The command line has more. (${error.message})`;
}

self.onmessage = ({ data }) => {
  const { id, module, request } = data;
  try {
    if (module) {
      ({ memory } = initSync({ module }));
      self.postMessage({ id });
    } else if (request.ask === "archive") {
      const bytes = archive();
      self.postMessage({ id, response: { bytes } }, [bytes.buffer]);
    } else {
      const start = performance.now();
      const response = JSON.parse(respond(JSON.stringify(request)));
      self.postMessage({ id, response, took: performance.now() - start });
    }
  } catch (error) {
    // What is left of the generator is in no known state: the page starts another.
    self.postMessage({ id, ended: reason(error) });
  }
};
