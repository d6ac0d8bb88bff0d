// The engine of Sources/Playground, compiled to WebAssembly, with its texts and numbers as values.

// The kinds of PlaygroundNumbers, in their order.
const NUMBERS = [
  "weights", "biases", "historyEpochs", "historyLoss", "historyTestLoss", "dataX", "dataY",
  "dataTarget", "linkSources", "linkTargets", "planes", "featurePlanes",
];

class EngineCore {
  // `module` is a WebAssembly.Module; the engine imports nothing.
  constructor(module) {
    this.exports = new WebAssembly.Instance(module, {}).exports;
    this.session = this.exports.open();
    if (!this.session) throw new Error("the engine could not be opened");
  }

  // Does what words say, as far as that is quick. Returns {isBusy, lines}; throws for words that
  // cannot be done.
  begin(words) {
    const bytes = new TextEncoder().encode(words);
    const room = this.exports.room(bytes.length);
    new Uint8Array(this.exports.memory.buffer, room, bytes.length).set(bytes);
    const status = this.exports.begin(this.session, room, bytes.length);
    return { isBusy: this.#judge(status), lines: JSON.parse(this.#text()).lines };
  }

  // Goes on for so many samples; returns whether there is more to do.
  work(samples) {
    return this.#judge(this.exports.work(this.session, samples));
  }

  // Everything to its end, as scripts do it.
  finish(words) {
    let { isBusy, lines } = this.begin(words);
    while (isBusy && !this.isPlaying) isBusy = this.work(10000);
    return lines;
  }

  get isFull() { return this.exports.memoryIsFull() === 1; }
  get isBusy() { return this.exports.isBusy(this.session) === 1; }
  get isPlaying() { return this.exports.isPlaying(this.session) === 1; }
  get structureVersion() { return this.exports.structureVersion(this.session); }

  // How far training is, without measuring anything: {step, epoch, share of the epoch}.
  moment() {
    this.exports.moment(this.session);
    const [step, epoch, share] = this.#outbox(Float64Array);
    return { step, epoch, share };
  }

  state() { return JSON.parse(this.#told(0)); }
  step() { return JSON.parse(this.#told(3)); }
  trace() { return JSON.parse(this.#told(8)); }
  fingerprint() { return JSON.parse(this.#told(4)); }
  address() { return JSON.parse(this.#told(5)); }
  command() { return this.#told(6); }
  blueprint() { return this.#told(7); }

  model() {
    this.exports.model(this.session);
    return this.#outbox(Uint8Array);
  }

  structure() {
    const structure = JSON.parse(this.#told(1));
    const { links, data, available, grid } = structure;
    const planes = this.#read(NUMBERS.indexOf("featurePlanes"), Float32Array);
    for (const [index, feature] of available.entries()) {
      feature.plane =
        planes.length > 0 ? planes.slice(index * grid * grid, (index + 1) * grid * grid) : null;
    }
    links.from = Int32Array.from(this.#doubles("linkSources"));
    links.to = Int32Array.from(this.#doubles("linkTargets"));
    data.x = Float32Array.from(this.#doubles("dataX"));
    data.y = Float32Array.from(this.#doubles("dataY"));
    data.target = Float32Array.from(this.#doubles("dataTarget"));
    data.isTest = Uint8Array.from({ length: data.count }, (_, row) => row >= data.trainCount);
    return structure;
  }

  // What a picture needs; the history only as far as it is new.
  frame(withPlanes = true) {
    const frame = JSON.parse(this.#told(2));
    frame.weights = this.#doubles("weights");
    frame.biases = this.#doubles("biases");
    const epochs = this.#doubles("historyEpochs");
    const loss = this.#doubles("historyLoss");
    const testLoss = this.#doubles("historyTestLoss");
    frame.history = { from: this.exports.historyStart(this.session), epochs, loss, testLoss };
    frame.planes = withPlanes ? this.#read(NUMBERS.indexOf("planes"), Float32Array) : null;
    return frame;
  }

  #judge(status) {
    if (status === 2) throw new EngineRefusal(this.#text());
    return status === 1;
  }

  #told(what) {
    if (this.exports.tell(this.session, what) === 2) throw new EngineRefusal(this.#text());
    return this.#text();
  }

  #doubles(name) { return this.#read(NUMBERS.indexOf(name), Float64Array); }

  #read(kind, Numbers) {
    this.exports.numbers(this.session, kind);
    return this.#outbox(Numbers);
  }

  #outbox(Numbers) {
    const count = this.exports.outboxCount(this.session) / Numbers.BYTES_PER_ELEMENT;
    if (count === 0) return new Numbers(0);
    return new Numbers(this.exports.memory.buffer, this.exports.outbox(this.session), count).slice();
  }

  #text() {
    const start = this.exports.outbox(this.session);
    const count = this.exports.outboxCount(this.session);
    if (count === 0) return "";
    return new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, start, count));
  }
}

// Words that the engine cannot do, in one sentence; everything is as it was.
class EngineRefusal extends Error {}
