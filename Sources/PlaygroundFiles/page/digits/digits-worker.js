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

  // Goes on for so many samples; returns whether there is more to do.
  work(samples) {
    const status = this.exports.work(this.session, samples);
    if (status === 2) throw new EngineRefusal(this.#text());
    return status === 1;
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

const sliceMilliseconds = 10; // questions never wait longer for training

let core = null;
let isBusy = false;
let chunk = 16; // samples between two looks at the clock
const slices = new MessageChannel();
slices.port1.onmessage = () => guard(work);

function receive({ id, words, bytes }) {
  const start = performance.now();
  const wasBusy = isBusy;
  try {
    const { answer, isBusy: goesOn } = core.ask(words, bytes);
    isBusy = goesOn;
    postMessage({ id, ok: true, answer, milliseconds: performance.now() - start });
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    postMessage({ id, ok: false, error: error.message });
  }
  if (isBusy && !wasBusy) slices.port2.postMessage(null);
}

function work() {
  const start = performance.now();
  try {
    while (isBusy && performance.now() - start < sliceMilliseconds) {
      const before = performance.now();
      isBusy = core.work(chunk);
      const time = performance.now() - before;
      if (time > 4) chunk = Math.max(1, chunk >> 1);
      else if (time < 1) chunk = Math.min(chunk * 2, 4096);
    }
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    isBusy = false;
    postMessage({ failure: error.message });
  }
  if (isBusy) slices.port2.postMessage(null);
}

// What goes wrong inside the engine leaves it unusable: the page begins another worker.
function guard(body) {
  try {
    body();
  } catch (error) {
    postMessage({ crashed: String(error?.message ?? error) });
    close();
  }
}

onmessage = ({ data }) => guard(() => {
  if (!data.start) return receive(data);
  core = new DigitCore(new WebAssembly.Module(unpacked(data.start.engine, data.start.unpacker)));
  postMessage({ ready: true });
});
