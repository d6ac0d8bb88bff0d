// The page's side of the engine: words go to a worker, pictures come back as typed arrays. Where the
// worker breaks down, another takes over and does the same words again, up to the last good state.

class Engine {
  #content;
  #hear;
  #worker;
  #waiting = new Map();
  #lastID = 0;
  #isFrameWanted = false;
  #goodWords; // they lead to where the last words came to
  #goodStep = 0;
  #lastStep = 0;
  #breakdowns = 0;

  // `content` is what the page begins with; `hear` is told of every structure, every frame, and of
  // every failure, in one sentence.
  constructor(content, hear) {
    this.#content = content;
    this.#hear = hear;
    this.#goodWords = content.words ?? [];
    this.ready = this.#start(content);
  }

  // Does what words say; the promise has the answer, or the engine's sentence why not.
  do(words) { return this.#ask({ do: words }); }

  // Asks for something that is not shown in every picture, such as the address.
  give(what) { return this.#ask({ give: what }); }

  // Asks for one picture of the present; there is never more than one on its way.
  wantFrame() {
    if (this.#isFrameWanted) return;
    this.#isFrameWanted = true;
    this.#worker.postMessage({ wantFrame: true });
  }

  end() {
    this.#worker.terminate();
    this.#refuseAll(texts.engineGone);
  }

  #ask(question) {
    const id = ++this.#lastID;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...question });
    });
  }

  #start(content) {
    const worker = newWorker();
    this.#worker = worker;
    this.#isFrameWanted = false;
    return new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => {
        if (data.crashed) this.#replace(data.isFull).then(resolve, reject);
        else this.#take(data, resolve);
      });
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        this.#replace().then(resolve, reject);
      });
      const [engine, unpacker] = ["engine", "unpacker"].map(bytesInside);
      worker.postMessage({ start: { engine, unpacker, content } }, [engine, unpacker]);
    });
  }

  #take(message, resolveReady) {
    if (message.structure && message.id === undefined) this.#hear.structure(message.structure);
    if (message.frame) {
      this.#isFrameWanted = false;
      this.#lastStep = message.frame.step;
      this.#hear.frame(message.frame);
    }
    if (message.ready) {
      this.#goodStep = this.#lastStep;
      if (message.failure) this.#hear.failure?.(message.failure);
      resolveReady();
    }
    if (message.address) {
      this.#goodWords = message.address;
      this.#goodStep = this.#lastStep;
    }
    if (message.id === undefined) return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.ok === false) waiting?.reject(new Error(message.error));
    else waiting?.resolve(message);
  }

  // Another worker takes over. If it breaks down with the same words, too, it begins as the page did.
  async #replace(isFull = false) {
    this.#worker.terminate();
    this.#breakdowns += 1;
    if (this.#breakdowns > 3) {
      this.#refuseAll(texts.engineGone);
      throw new Error(texts.engineGone);
    }
    const steps = Math.max(0, this.#lastStep - this.#goodStep);
    const words = this.#breakdowns > 1 ? this.#content.words ?? [] : [...this.#goodWords];
    if (steps > 0 && this.#breakdowns === 1) words.push(`run ${steps} steps`);
    const sentence = isFull ? texts.memoryFull : texts.engineGone;
    this.#refuseAll(sentence);
    await this.#start({ ...this.#content, words });
    this.#breakdowns = 0;
    this.#hear.failure?.(sentence);
  }

  #refuseAll(sentence) {
    for (const { reject } of this.#waiting.values()) reject(new Error(sentence));
    this.#waiting.clear();
  }
}
