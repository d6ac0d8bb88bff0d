// The steps of the file: what happens at each moment, and what every neuron and link holds then.
//
// Nothing is computed here. A moment gives some slots new numbers, those of the trace; undoing it
// gives them back what they held before. Where one goes, and how often, changes no bit.

const integersOf = (base64) => new Int32Array(bytesOf(base64).buffer);
const numbersOf = (base64) => new Float64Array(bytesOf(base64).buffer);

/** The network: its layers, its neurons by number, and the listed links. */
class Network {
  constructor(data) {
    Object.assign(this, { title: data.title, loss: data.loss, optimizer: data.optimizer });
    this.classNames = data.classNames;
    this.layers = data.layers.map((layer, index) => ({
      ...layer, index, count: layer.shape.reduce((a, b) => a * b, 1),
      listed: new Set(integersOf(layer.listed)),
    }));
    this.neuronCount = 0;
    for (const layer of this.layers) {
      layer.first = this.neuronCount;
      this.neuronCount += layer.count;
    }
    this.outputs = integersOf(data.outputs);
    this.isOutput = new Set(this.outputs);
    const ends = integersOf(data.links);
    this.links = Array.from({ length: ends.length / 2 }, (_, i) => ({
      index: i, from: ends[2 * i], to: ends[2 * i + 1],
    }));
    this.linkTotal = data.layers.reduce((sum, layer) => sum + (layer.linkCount ?? 0), 0);
    this.firstLinkSlot = this.neuronCount * neuronFields.length;
    this.lossSlot = this.firstLinkSlot + this.links.length * linkFields.length;
  }

  layerOf(neuron) {
    return this.layers.findLast((layer) => layer.first <= neuron);
  }

  /** `1.3`, or `1.row.column.channel`: the name that the trace uses. */
  nameOf(neuron) {
    const layer = this.layerOf(neuron);
    return `${layer.number}.${this.#place(layer, neuron - layer.first).join(".")}`;
  }

  /** `hidden 3`: the name that the explanations use. */
  labelOf(neuron) {
    const layer = this.layerOf(neuron);
    const place = this.#place(layer, neuron - layer.first);
    if (!layer.isPicture) return `${layer.name} ${place[0]}`;
    const shown = layer.shape[2] === 1 ? place.slice(0, 2) : place;
    return `${layer.name} (${shown.join(", ")})`;
  }

  linkName(link) {
    return `${this.nameOf(link.from)}-${this.nameOf(link.to)}`;
  }

  linkLabel(link) {
    return `${this.labelOf(link.from)} → ${this.labelOf(link.to)}`;
  }

  neuronSlot(neuron, field) {
    return neuron * neuronFields.length + neuronFields.indexOf(field);
  }

  linkSlot(link, field) {
    return this.firstLinkSlot + link * linkFields.length + linkFields.indexOf(field);
  }

  /** Everything that only holds for one step: all but weights and biases. */
  passingSlots() {
    const slots = [];
    for (let slot = 0; slot < this.lossSlot + 1; slot++) {
      const isNeuron = slot < this.firstLinkSlot;
      const field = isNeuron
        ? slot % neuronFields.length : (slot - this.firstLinkSlot) % linkFields.length;
      if (slot === this.lossSlot || field !== 0) slots.push(slot);
    }
    return Int32Array.from(slots);
  }

  #place(layer, index) {
    if (!layer.isPicture) return [index];
    const [, width, channels] = layer.shape;
    const pixel = Math.floor(index / channels);
    return [Math.floor(pixel / width), pixel % width, index % channels];
  }
}

/** One training step. Moment 0 is its beginning; the others are those of the file. */
class Step {
  constructor(data, pattern, passing, sentences) {
    this.title = data.title;
    this.introductions = data.introductions;
    this.eventCount = pattern.eventCount;
    this.texts = ["", ...data.texts];
    this.sentences = ["", ...Array.from(integersOf(data.sentences), (at) => sentences[at])];
    this.kinds = [Kind.begin, ...bytesOf(pattern.kinds)];
    this.extents = [Extent.one, ...bytesOf(pattern.extents)];
    this.subjects = [0, ...integersOf(pattern.subjects)];
    this.events = [-1, ...integersOf(pattern.events)];
    this.count = this.kinds.length;
    this.slots = [passing];
    this.values = [new Float64Array(passing.length).fill(NaN)];
    const slots = integersOf(pattern.slots);
    const values = numbersOf(data.values);
    let start = 0;
    for (const count of integersOf(pattern.counts)) {
      this.slots.push(slots.subarray(start, start + count));
      this.values.push(values.subarray(start, start + count));
      start += count;
    }
  }

  phaseAt(moment) {
    return phaseOfKind[this.kinds[moment]];
  }
}

/** All steps as one row of moments, and what the slots hold at the present one. */
class Trace {
  constructor(data) {
    this.network = new Network(data);
    this.headings = data.headings;
    this.introductions = data.introductions;
    this.pictures = data.pictures;
    const passing = this.network.passingSlots();
    this.steps = data.steps.map((step) =>
      new Step(step, data.patterns[step.pattern], passing, data.sentences));
    this.offsets = [];
    this.count = 0;
    for (const step of this.steps) {
      this.offsets.push(this.count);
      this.count += step.count;
    }
    this.start = new Float64Array(this.network.lossSlot + 1).fill(NaN);
    const started = numbersOf(data.start);
    integersOf(data.startSlots).forEach((slot, i) => { this.start[slot] = started[i]; });
    this.slots = this.start.slice();
    this.position = -1;
    this.goTo(this.count - 1, true);
    this.goTo(0);
  }

  get step() {
    return this.stepOf(this.position);
  }

  /** The moment within its step. */
  get moment() {
    return this.position - this.offsets[this.step];
  }

  stepOf(position) {
    let low = 0;
    let high = this.steps.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offsets[middle] <= position) low = middle; else high = middle - 1;
    }
    return low;
  }

  /** Goes to a moment, one after the other; the first time through it notes what undoing takes. */
  goTo(position, isFirstTime = false) {
    const goal = Math.max(0, Math.min(this.count - 1, position));
    while (this.position < goal) this.#apply(++this.position, isFirstTime);
    while (this.position > goal) this.#undo(this.position--);
  }

  neuron(neuron, field) {
    return this.slots[this.network.neuronSlot(neuron, field)];
  }

  link(link, field) {
    return this.slots[this.network.linkSlot(link, field)];
  }

  get loss() {
    return this.slots[this.network.lossSlot];
  }

  /** The largest weight that there ever is, which all widths are measured by. */
  largestWeight() {
    const { firstLinkSlot, lossSlot } = this.network;
    let largest = 0;
    const look = (slot, number) => {
      const isWeight = slot >= firstLinkSlot && slot < lossSlot
        && (slot - firstLinkSlot) % linkFields.length === 0;
      if (isWeight && Math.abs(number) > largest) largest = Math.abs(number);
    };
    this.start.forEach((number, slot) => look(slot, number));
    for (const { slots, values } of this.steps) {
      slots.forEach((moved, moment) => moved.forEach((slot, i) => look(slot, values[moment][i])));
    }
    return largest;
  }

  /** What every slot is given last in a step; NaN where that is nothing. */
  outcome(index) {
    if (this.outcomeOf?.index === index) return this.outcomeOf.numbers;
    const numbers = new Float64Array(this.slots.length).fill(NaN);
    const { slots, values, count } = this.steps[index];
    for (let moment = 1; moment < count; moment++) {
      slots[moment].forEach((slot, i) => { numbers[slot] = values[moment][i]; });
    }
    this.outcomeOf = { index, numbers };
    return numbers;
  }

  /** The last number that a slot is given in each step; NaN where it is given none. */
  history(slot) {
    return this.steps.map((_, index) => this.inStep(index, slot));
  }

  inStep(index, slot) {
    const step = this.steps[index];
    for (let moment = step.count - 1; moment > 0; moment--) {
      const place = step.slots[moment].lastIndexOf(slot);
      if (place >= 0) return step.values[moment][place];
    }
    return NaN;
  }

  #apply(position, isFirstTime) {
    const index = this.stepOf(position);
    const step = this.steps[index];
    const moment = position - this.offsets[index];
    const slots = step.slots[moment];
    const values = step.values[moment];
    if (isFirstTime) (step.before ??= []).push(Float64Array.from(slots, (s) => this.slots[s]));
    for (let i = 0; i < slots.length; i++) this.slots[slots[i]] = values[i];
  }

  #undo(position) {
    const index = this.stepOf(position);
    const moment = position - this.offsets[index];
    const { slots, before } = this.steps[index];
    slots[moment].forEach((slot, i) => { this.slots[slot] = before[moment][i]; });
  }
}
