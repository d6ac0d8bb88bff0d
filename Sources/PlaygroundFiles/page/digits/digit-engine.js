// The page's side of the engine: questions go to a worker, answers come back. Where the worker breaks
// down, another takes over, with the model that was open.

class DigitEngine {
  #worker;
  #waiting = new Map();
  #lastID = 0;
  #breakdowns = 0;
  #hear;

  /** `model` is {name, bytes}; `hear` is told of what went wrong while training, and of a worker that was
   * replaced, in a sentence each. */
  constructor(model, hear) {
    this.model = model;
    this.#hear = hear;
    this.ready = this.#start();
  }

  /** Asks the engine; `bytes` are what the words are about. */
  async ask(words, bytes) {
    await this.ready;
    return (await this.#send(words, bytes)).answer;
  }

  /** The same, with how long it took. */
  async timed(words, bytes) {
    await this.ready;
    return this.#send(words, bytes);
  }

  /** Opens another model; the old one stays where that cannot be. */
  async open(model) {
    const answer = await this.ask(`model ${model.name}`, model.bytes.slice());
    this.model = model;
    return answer;
  }

  #send(words, bytes) {
    const id = ++this.#lastID;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, words, bytes }, bytes ? [bytes.buffer] : []);
    });
  }

  async #start() {
    const worker = newWorker();
    this.#worker = worker;
    await new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => {
        if (data.ready) resolve();
        else if (data.crashed) this.#replace(reject);
        else if (data.failure) this.#hear.failure(data.failure);
        else this.#take(data);
      });
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        this.#replace(reject);
      });
      const [engine, unpacker] = ["engine", "unpacker"].map(bytesInside);
      worker.postMessage({ start: { engine, unpacker } }, [engine, unpacker]);
    });
    this.opened = (await this.#send(`model ${this.model.name}`, this.model.bytes.slice())).answer;
  }

  #take({ id, ok, error, ...message }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (ok) waiting?.resolve(message);
    else waiting?.reject(new Error(error));
  }

  #replace(reject) {
    this.#worker.terminate();
    this.#breakdowns += 1;
    const gone = new Error(texts.engineGone);
    if (this.#breakdowns <= 3) this.ready = this.#start();
    for (const waiting of this.#waiting.values()) waiting.reject(gone);
    this.#waiting.clear();
    reject(gone);
    this.#hear.replaced(texts.engineGone);
  }
}
