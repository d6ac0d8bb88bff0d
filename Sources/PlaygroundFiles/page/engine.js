// The engine in its worker: commands go there as words, pictures come back as typed arrays.

class Engine {
  /** `content` is what the page begins with; `hear` gets what the worker says without being asked. */
  constructor(content, hear) {
    this.hear = hear;
    this.waiting = new Map();
    this.lastID = 0;
    this.worker = Engine.#worker();
    this.worker.addEventListener("message", ({ data }) => this.#take(data));
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail(event.message || texts.engineGone);
    });
    this.ready = new Promise((resolve, reject) => {
      this.resolveReady = resolve;
      this.rejectReady = reject;
    });
    const engine = Engine.#bytes();
    this.worker.postMessage({ start: { engine, content } }, [engine]);
  }

  /** Does what words say; the promise has the answer, or the engine's sentence why not. */
  do(words) {
    return this.#ask({ do: words });
  }

  /** Asks for something that is not shown in every picture, such as the address. */
  give(what) {
    return this.#ask({ give: what });
  }

  /** Asks for one picture of the present; there is never more than one on its way. */
  wantFrame() {
    if (this.isFrameWanted) return;
    this.isFrameWanted = true;
    this.worker.postMessage({ wantFrame: true });
  }

  end() {
    this.worker.terminate();
    this.#fail(texts.engineGone);
  }

  #ask(question) {
    const id = ++this.lastID;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...question });
    });
  }

  #take(message) {
    if (message.frame) this.isFrameWanted = false;
    if (message.structure) this.hear.structure(message.structure);
    if (message.frame) this.hear.frame(message.frame);
    if (message.ready) this.resolveReady();
    if (message.failed) this.#fail(message.failed);
    if (message.id === undefined) return;
    const { resolve, reject } = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.ok === false) reject(new Error(message.error));
    else resolve(message);
  }

  #fail(sentence) {
    const error = new Error(sentence);
    this.rejectReady(error);
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
    this.hear.failure?.(sentence);
  }

  static #worker() {
    const program = new Blob([byId("worker").textContent], { type: "text/javascript" });
    const address = URL.createObjectURL(program);
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    return worker;
  }

  static #bytes() {
    const text = atob(byId("engine").textContent.trim());
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes.buffer;
  }
}

/** Sends the latest of many commands, such as those of a slider: one at a time, none in vain. */
class Latest {
  constructor(send) {
    this.send = send;
  }

  async take(words) {
    this.next = words;
    if (this.isBusy) return;
    this.isBusy = true;
    while (this.next !== undefined) {
      const now = this.next;
      this.next = undefined;
      await this.send(now);
    }
    this.isBusy = false;
  }
}
