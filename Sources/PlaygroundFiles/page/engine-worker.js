// The worker: takes words, trains in slices, and hands out a frame whenever one is wanted.

const SLICE = 10; // milliseconds, so that words never wait longer

class EngineWorker {
  #core;
  #other = null; // the second network of a comparison
  #queue = [];
  #doing = null; // the words that take long
  #pace = 0; // epochs a second; 0 is as fast as it goes
  #paceStart = null;
  #chunk = 64; // samples between two looks at the clock
  #frameWanted = false;
  #isChanged = true;
  #sentVersion = -1;
  #sliceIsPlanned = false;
  #rate = { time: 0, epoch: 0, value: 0 };
  #channel = new MessageChannel();

  constructor(module) {
    this.module = module;
    this.#core = new EngineCore(module);
    this.#channel.port1.onmessage = () => this.#guard(() => this.#slice());
  }

  receive(message) {
    this.#guard(() => {
      if (message.wantFrame) this.#frameWanted = true;
      if ("do" in message) this.#take(message);
      if ("give" in message) this.#give(message);
      this.#next();
      this.#sendStructure();
      this.#sendFrame();
    });
  }

  // What goes wrong inside the engine leaves it unusable: main begins another worker.
  #guard(body) {
    try {
      body();
    } catch (error) {
      postMessage({ crashed: String(error && error.message ? error.message : error) });
      close();
    }
  }

  #take(message) {
    const word = message.do.trim().split(/\s+/)[0];
    // Nobody waits for where they no longer want to go.
    if (this.#doing && (word === "pause" || word === "go")) {
      this.#core.begin("pause");
      this.#answer(this.#doing, this.#doing.lines);
      this.#doing = null;
    }
    this.#queue.push(message);
  }

  #next() {
    while (!this.#doing && this.#queue.length > 0) this.#begin(this.#queue.shift());
    if (this.#doing || this.#core.isPlaying) this.#plan();
  }

  #begin(message) {
    const request = { id: message.id, words: message.do, at: this.#core.moment() };
    try {
      request.lines = this.#perform(message.do.trim());
      this.#isChanged = true;
      if (this.#core.isBusy && !this.#core.isPlaying) this.#doing = request;
      else this.#answer(request, request.lines);
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      this.#refuse(request, error);
    }
  }

  #perform(words) {
    const pace = words.match(/^play\s+([0-9.]+)$/);
    if (pace || words === "play") {
      this.#pace = pace ? Number(pace[1]) : 0;
      this.#paceStart = null;
      words = "play";
    }
    return this.#core.begin(words).lines;
  }

  #answer(request, lines) {
    postMessage({
      id: request.id, ok: true, message: lines.join("\n"), lines, words: request.words,
      at: request.at, state: this.#core.state(),
    });
  }

  #refuse(request, error) {
    postMessage({ id: request.id, ok: false, error: error.message });
  }

  #give(message) {
    const given = {
      structure: () => this.#core.structure(), state: () => this.#core.state(),
      step: () => this.#core.step(), frame: () => this.#core.frame(),
    }[message.give];
    try {
      if (!given) throw new EngineRefusal(`“${message.give}”: expected structure, state, step or frame`);
      postMessage({ id: message.id, ok: true, [message.give]: given() });
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      this.#refuse(message, error);
    }
  }

  #plan() {
    if (this.#sliceIsPlanned) return;
    this.#sliceIsPlanned = true;
    this.#channel.port2.postMessage(null);
  }

  #slice() {
    this.#sliceIsPlanned = false;
    const start = performance.now();
    try {
      while (this.#core.isBusy && performance.now() - start < SLICE) {
        if (this.#core.isPlaying && this.#isAhead(start)) break;
        const before = performance.now();
        this.#core.work(this.#chunk);
        const time = performance.now() - before;
        this.#chunk = time < 1 ? Math.min(this.#chunk * 2, 1 << 20) : Math.max(1, this.#chunk >> (time > 4 ? 1 : 0));
        this.#isChanged = true;
      }
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      this.#isChanged = true;
      if (this.#doing) this.#refuse(this.#doing, error);
      else postMessage({ stopped: error.message });
      this.#doing = null;
    }
    if (this.#doing && !this.#core.isBusy) {
      this.#answer(this.#doing, this.#doing.lines);
      this.#doing = null;
    }
    this.#next();
    this.#sendStructure();
    this.#sendFrame();
  }

  // Whether playing at a pace has come as far as it should by now.
  #isAhead(now) {
    if (!this.#pace) return false;
    const { epoch, share } = this.#core.moment();
    const here = epoch + share;
    this.#paceStart ??= { time: now, epoch: here };
    this.#chunk = 1;
    return here - this.#paceStart.epoch > ((now - this.#paceStart.time) / 1000) * this.#pace;
  }

  #sendStructure() {
    if (this.#core.structureVersion === this.#sentVersion) return;
    this.#sentVersion = this.#core.structureVersion;
    this.#isChanged = true;
    postMessage({ structure: this.#core.structure() });
  }

  #sendFrame() {
    if (!this.#frameWanted || !this.#isChanged) return;
    this.#frameWanted = false;
    this.#isChanged = false;
    const frame = this.#core.frame();
    frame.epochsPerSecond = this.#epochsPerSecond(frame);
    const { weights, biases, planes, history } = frame;
    postMessage({ frame }, [
      weights.buffer, biases.buffer, planes.buffer, history.epochs.buffer, history.loss.buffer,
      history.testLoss.buffer,
    ]);
  }

  #epochsPerSecond(frame) {
    const now = performance.now();
    const seconds = (now - this.#rate.time) / 1000;
    if (!frame.playing) this.#rate = { time: now, epoch: frame.epoch, value: 0 };
    else if (seconds > 0.25) {
      const value = Math.max(0, frame.epoch - this.#rate.epoch) / seconds;
      this.#rate = { time: now, epoch: frame.epoch, value };
    }
    return this.#rate.value;
  }
}

let engineWorker = null;
onmessage = ({ data }) => {
  if (engineWorker) return engineWorker.receive(data);
  try {
    engineWorker = new EngineWorker(new WebAssembly.Module(data.wasm));
    postMessage({ ready: true });
  } catch (error) {
    postMessage({ crashed: String(error.message) });
  }
};
