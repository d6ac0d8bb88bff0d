// The worker of the digits' page: it asks the engine, one question after the other.

class EngineRefusal extends Error {}

/** The engine of Sources/DigitPlayground, compiled to WebAssembly. */
class DigitCore {
  // `module` is a WebAssembly.Module; the engine imports nothing.
  constructor(module) {
    this.exports = new WebAssembly.Instance(module, {}).exports;
    this.session = this.exports.open();
  }

  // Does what words say about some bytes; returns the answer, and whether it goes on.
  ask(words, bytes = new Uint8Array(0)) {
    const text = new TextEncoder().encode(words);
    const room = this.#room(text);
    const status = this.exports.ask(this.session, room, text.length, this.#room(bytes), bytes.length);
    if (status === 2) throw new EngineRefusal(this.#text());
    return { answer: JSON.parse(this.#text()), isBusy: status === 1 };
  }

  #room(bytes) {
    const room = this.exports.room(bytes.length);
    new Uint8Array(this.exports.memory.buffer, room, bytes.length).set(bytes);
    return room;
  }

  #text() {
    const start = this.exports.outbox(this.session);
    const count = this.exports.outboxCount(this.session);
    return new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, start, count));
  }
}

let core = null;

function receive({ id, words, bytes }) {
  const start = performance.now();
  try {
    const { answer } = core.ask(words, bytes);
    postMessage({ id, ok: true, answer, milliseconds: performance.now() - start });
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    postMessage({ id, ok: false, error: error.message });
  }
}

onmessage = ({ data }) => {
  // What goes wrong inside the engine leaves it unusable: the page begins another worker.
  try {
    if (data.start) {
      core = new DigitCore(new WebAssembly.Module(unpacked(data.start.engine, data.start.unpacker)));
      postMessage({ ready: true });
    } else {
      receive(data);
    }
  } catch (error) {
    postMessage({ crashed: String(error?.message ?? error) });
    close();
  }
};
