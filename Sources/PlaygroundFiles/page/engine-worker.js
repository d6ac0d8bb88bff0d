// The worker: takes words, trains in slices, and hands out a frame whenever one is wanted.

const sliceMilliseconds = 10; // words never wait longer

class EngineWorker {
  #core;
  #queue = [];
  #doing = null; // the words that take long
  #pace = 0; // epochs a second; 0 is as fast as it goes
  #paceStart = null;
  #chunk = 64; // samples between two looks at the clock
  #frameIsWanted = false;
  #isChanged = true;
  #sentVersion = 0;
  #sliceIsPlanned = false;
  #rate = { time: 0, epoch: 0, value: 0 };
  #channel = new MessageChannel();

  constructor(module) {
    this.#core = new EngineCore(module);
    this.#channel.port1.onmessage = () => EngineWorker.guard(() => this.#slice());
  }

  // What the page begins with: words that are done before anything is shown.
  begin(words) {
    let failure = null;
    for (const line of words) {
      try {
        this.#core.finish(line);
      } catch (error) {
        if (!(error instanceof EngineRefusal)) throw error;
        failure = error.message;
        break;
      }
    }
    this.#sentVersion = this.#core.structureVersion;
    const structure = this.#core.structure();
    postMessage({ ready: true, structure, frame: this.#frame(), failure });
    this.#isChanged = false;
  }

  receive(message) {
    EngineWorker.guard(() => {
      if (message.wantFrame) this.#frameIsWanted = true;
      if ("do" in message) this.#take(message);
      if ("give" in message) this.#give(message);
      this.#next();
      this.#sendFrame();
    });
  }

  // Whether the engine stopped because there was no more memory to be had.
  get isFull() { return this.#core.isFull; }

  // What goes wrong inside the engine leaves it unusable: the page begins another worker.
  static guard(body) {
    try {
      body();
    } catch (error) {
      const isFull = engineWorker?.isFull || /allocation/.test(error?.message);
      postMessage({ crashed: String(error?.message ?? error), isFull });
      close();
    }
  }

  #take(message) {
    const [word] = message.do.trim().split(/\s+/);
    // Nobody waits for where they no longer want to go.
    if (this.#doing && (word === "pause" || word === "go")) {
      this.#core.begin("pause");
      this.#finish();
    }
    this.#queue.push(message);
  }

  #next() {
    while (!this.#doing && this.#queue.length > 0) this.#start(this.#queue.shift());
    if ((this.#doing || this.#core.isPlaying) && !this.#sliceIsPlanned) {
      this.#sliceIsPlanned = true;
      this.#channel.port2.postMessage(null);
    }
  }

  #start(message) {
    try {
      const lines = this.#perform(message.do.trim());
      this.#isChanged = true;
      this.#doing = { id: message.id, lines };
      if (!this.#core.isBusy || this.#core.isPlaying) this.#finish();
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      postMessage({ id: message.id, ok: false, error: error.message });
    }
  }

  #perform(words) {
    const pace = words.match(/^play\s+([0-9.]+)$/);
    if (pace || words === "play") {
      this.#pace = pace ? Number(pace[1]) : 0;
      this.#paceStart = null;
      this.#chunk = 1;
      words = "play";
    }
    return this.#core.begin(words).lines;
  }

  // Tells what has changed, and then that the words are done.
  #finish() {
    const { id, lines } = this.#doing;
    this.#doing = null;
    this.#show();
    postMessage({
      id, ok: true, message: lines.join("\n"), lines, state: this.#core.state(),
      address: this.#core.address(),
    });
  }

  #refuse(error) {
    const { id } = this.#doing;
    this.#doing = null;
    this.#show();
    postMessage({ id, ok: false, error: error.message, address: this.#core.address() });
  }

  #give(message) {
    const given = {
      structure: () => ({ structure: this.#core.structure() }),
      state: () => this.#core.state(),
      step: () => this.#core.step(),
      trace: () => this.#core.trace(),
      address: () => ({ words: this.#core.address() }),
      command: () => ({ text: this.#core.command() }),
      blueprint: () => ({ text: this.#core.blueprint(), name: "network.json" }),
      model: () => ({ bytes: this.#core.model(), name: "network.safetensors" }),
    }[message.give];
    try {
      if (!given) throw new EngineRefusal(`“${message.give}”: the engine has no such thing`);
      postMessage({ id: message.id, ok: true, ...given() });
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      postMessage({ id: message.id, ok: false, error: error.message });
    }
  }

  #slice() {
    this.#sliceIsPlanned = false;
    const start = performance.now();
    try {
      while (this.#core.isBusy && performance.now() - start < sliceMilliseconds) {
        if (this.#core.isPlaying && this.#isAhead(start)) break;
        this.#work();
      }
      if (this.#doing && !this.#core.isBusy) this.#finish();
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      this.#isChanged = true;
      if (this.#doing) this.#refuse(error);
      else this.#show();
    }
    this.#next();
    this.#sendFrame();
  }

  // Some samples, as many as take a millisecond or two.
  #work() {
    const before = performance.now();
    this.#core.work(this.#chunk);
    const time = performance.now() - before;
    if (time > 4) this.#chunk = Math.max(1, this.#chunk >> 1);
    else if (time < 1 && !this.#pace) this.#chunk = Math.min(this.#chunk * 2, 1 << 20);
    this.#isChanged = true;
  }

  // Whether playing at a pace has come as far as it should by now.
  #isAhead(now) {
    if (!this.#pace) return false;
    const { epoch, share } = this.#core.moment();
    const here = epoch + share;
    this.#paceStart ??= { time: now, epoch: here };
    return here - this.#paceStart.epoch > ((now - this.#paceStart.time) / 1000) * this.#pace;
  }

  #sendFrame() {
    if (this.#frameIsWanted && this.#isChanged) this.#show();
  }

  #show() {
    const version = this.#core.structureVersion;
    if (version !== this.#sentVersion) {
      this.#sentVersion = version;
      postMessage({ structure: this.#core.structure() });
    }
    this.#frameIsWanted = false;
    this.#isChanged = false;
    const frame = this.#frame();
    const { weights, biases, planes, history } = frame;
    postMessage({ frame }, [
      weights.buffer, biases.buffer, planes.buffer, history.epochs.buffer, history.loss.buffer,
      history.testLoss.buffer,
    ]);
  }

  #frame() {
    const frame = this.#core.frame();
    const now = performance.now();
    const seconds = (now - this.#rate.time) / 1000;
    if (!frame.playing) {
      this.#rate = { time: now, epoch: frame.epoch, value: 0 };
    } else if (seconds > 0.25) {
      const value = Math.max(0, frame.epoch - this.#rate.epoch) / seconds;
      this.#rate = { time: now, epoch: frame.epoch, value };
    }
    frame.epochsPerSecond = this.#rate.value;
    return frame;
  }
}

let engineWorker = null;
onmessage = ({ data }) => {
  if (engineWorker) return engineWorker.receive(data);
  EngineWorker.guard(() => {
    const { engine, unpacker, content } = data.start;
    engineWorker = new EngineWorker(new WebAssembly.Module(unpacked(engine, unpacker)));
    engineWorker.begin(content.words ?? []);
  });
};
