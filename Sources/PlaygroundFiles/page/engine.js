// The page's side of the engine: words go to a worker, frames come back. Where the worker breaks
// down, another takes over and does the same words again, up to the last good state.

class Engine {
  #worker = null;
  #program; // the worker's text
  #bytes; // the engine's
  #waiting = new Map();
  #nextId = 1;
  #journal = []; // what was done since a network was opened: {words, at: the step before}
  #lastStep = 0;
  #state = null;
  #listeners = { structure: [], frame: [], stopped: [], broken: [] };
  #brokenWords = null;

  constructor(program, wasmInBase64) {
    this.#program = program;
    this.#bytes = Uint8Array.from(atob(wasmInBase64), (letter) => letter.charCodeAt(0));
    this.ready = this.#start();
  }

  // Is told of every "structure", every "frame", of what "stopped" training by itself, and of an
  // engine that was "broken" and has been replaced.
  on(kind, listener) { this.#listeners[kind].push(listener); }

  // Does what words say; resolves when it is done, with {message, lines, state}.
  do(words) { return this.#ask({ do: words }); }

  // Asks for "structure", "state", "step" or "frame".
  async give(what) { return (await this.#ask({ give: what }))[what]; }

  // Ends it; whoever waits is not answered any more.
  end() { this.#worker.terminate(); }

  // Asks for one frame; it comes when something has changed.
  wantFrame() { this.#worker.postMessage({ wantFrame: true }); }

  // The state that the last words, or the last frame, came to.
  get state() { return this.#state; }

  // The words that lead from nothing to here; a page's address.
  get words() {
    const words = [];
    let step = 0;
    for (const entry of this.#journal) {
      if (entry.at > step) words.push(`run ${entry.at - step} steps`);
      words.push(entry.words);
      step = entry.step;
    }
    if (this.#lastStep > step) words.push(`run ${this.#lastStep - step} steps`);
    return words;
  }

  #ask(message) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, words: message.do });
      this.#worker.postMessage({ id, ...message });
    });
  }

  #start() {
    const url = URL.createObjectURL(new Blob([this.#program], { type: "text/javascript" }));
    this.#worker = new Worker(url);
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }) => {
        if (data.ready) resolve();
        else if (data.crashed) this.#replace(data.crashed).then(resolve, reject);
        else this.#receive(data);
      };
      this.#worker.onerror = (event) => this.#replace(event.message).then(resolve, reject);
      this.#worker.postMessage({ wasm: this.#bytes });
    }).finally(() => URL.revokeObjectURL(url));
  }

  #receive(data) {
    if (data.structure) this.#tell("structure", data.structure);
    if (data.frame) {
      this.#lastStep = data.frame.step;
      this.#tell("frame", data.frame);
    }
    if (data.stopped) this.#tell("stopped", data.stopped);
    if (!("id" in data)) return;
    const waiting = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if (!data.ok) return waiting?.reject(new Error(data.error));
    if (data.state) this.#state = data.state;
    if (data.words !== undefined) this.#write(data);
    waiting?.resolve(data);
  }

  // What only asks or looks is not done again.
  static #leavesNoTrace =
    /^(play|pause|next|previous|prove|blame|why|what-if|quiz|doctor|liar)\b/;

  #write({ words, at, state }) {
    this.#lastStep = state.step;
    if (Engine.#leavesNoTrace.test(words.trim())) return;
    // Opening a network begins anew, wherever training stood.
    const isOpening = /^open\b/.test(words.trim());
    if (isOpening) this.#journal = [];
    this.#journal.push({ words: words.trim(), at: isOpening ? 0 : at.step, step: state.step });
  }

  #tell(kind, value) { for (const listener of this.#listeners[kind]) listener(value); }

  // The engine is no more: memory ran out, as a rule. Whoever waits is told, and another does the
  // words again. If it breaks down with them, too, it is left at the network that was opened.
  async #replace(reason) {
    this.#worker.terminate();
    const message =
      `the engine broke down (${reason}): it may need more memory than there is; `
      + "the last good state is back";
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
    const words = this.words;
    const isSecond = this.#brokenWords === words.join("\n");
    this.#brokenWords = words.join("\n");
    await this.#start();
    this.#journal = [];
    this.#lastStep = 0;
    for (const line of isSecond ? words.slice(0, 1) : words) {
      try {
        await this.do(line);
      } catch {
        break;
      }
    }
    this.#tell("broken", message);
  }
}
