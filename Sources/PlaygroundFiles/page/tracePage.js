// The present step as a trace page: the file that `glassbox trace --html` writes, of the events that
// the engine tells. Each sample of a batch becomes a step of that page; the last moves the weights.

/** The whole file. */
function tracePage(structure, { layers, events }) {
  const data = new TraceData(structure, layers).of(events);
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return JSON.parse(byId("tracePage").textContent).replace("{{data}}", () => json);
}

class TraceData {
  #numbers = new Map();
  #links = new Map();
  #sentences = new Map();

  constructor(structure, layerNames) {
    Object.assign(this, { structure, layerNames });
    for (const name of structure.layers.flatMap(({ names }) => names)) {
      this.#numbers.set(name, this.#numbers.size);
    }
    structure.links.names.forEach((name, index) => this.#links.set(name, index));
    this.firstLinkSlot = this.#numbers.size * neuronFields.length;
    this.lossSlot = this.firstLinkSlot + this.#links.size * linkFields.length;
  }

  of(events) {
    const samples = [];
    for (const event of events) {
      if (samples.at(-1)?.sample !== event.sampleInBatch && event.sampleInBatch !== null) {
        samples.push({ sample: event.sampleInBatch, title: event.sample, events: [] });
      }
      samples.at(-1).events.push(event);
    }
    const steps = samples.map((sample) => this.#step(sample));
    const { layers, links } = this.structure;
    const start = this.#start(events);
    return {
      title: this.structure.name, loss: this.structure.loss,
      optimizer: this.structure.optimizer.settings, classNames: [],
      layers: layers.map((layer, index) => this.#layer(layer, index)),
      outputs: base64(Int32Array.from(layers.at(-1).names, (name) => this.#numbers.get(name))),
      links: base64(Int32Array.from(links.names.flatMap((_, i) => [links.from[i], links.to[i]]))),
      startSlots: base64(Int32Array.from(start.keys())),
      start: base64(Float64Array.from(start.values())),
      headings: phasesOfStep.map((phase) => texts.phases[phase]),
      introductions: phasesOfStep.map((phase) => texts.ofPhases[phase]),
      sentences: [...this.#sentences.keys()], patterns: steps.map(({ pattern }) => pattern),
      steps: steps.map(({ step }, pattern) => ({ ...step, pattern, introductions: [0, 1, 2, 3] })),
      pictures: null,
    };
  }

  #layer({ names, units, activation }, index) {
    const neurons = new Set(names.map((name) => this.#numbers.get(name)));
    const incoming = this.structure.links.to.filter((neuron) => neurons.has(neuron)).length;
    return {
      name: this.layerNames[index], number: Number(names[0].split(".")[0]), shape: [units],
      isPicture: false, listed: base64(Int32Array.from(neurons)),
      ...(index > 0 ? { activation, linkCount: incoming } : {}),
    };
  }

  #step({ title, events }) {
    const moments = events.map((event, at) => this.#moment(event, at));
    const column = (key) => moments.map((moment) => moment[key]);
    return {
      pattern: {
        kinds: base64(Uint8Array.from(column("kind"))),
        extents: base64(new Uint8Array(moments.length)),
        subjects: base64(Int32Array.from(column("subject"))),
        events: base64(Int32Array.from(column("at"))),
        counts: base64(Int32Array.from(moments, ({ slots }) => slots.length)),
        slots: base64(Int32Array.from(column("slots").flat())), eventCount: events.length,
      },
      step: {
        title, texts: events.map(({ lines }) => lines.join("\n")),
        sentences: base64(Int32Array.from(events, ({ sentence }) => this.#sentence(sentence))),
        values: base64(Float64Array.from(column("values").flat())),
      },
    };
  }

  #moment({ event, names, numbers }, at) {
    const [name = ""] = names;
    const entries = this.#entries(event, name, numbers);
    const kind = { poolingChoice: Kind.neuronForward, penalty: Kind.loss }[event] ?? Kind[event];
    return {
      at, kind, subject: this.#links.get(name) ?? this.#numbers.get(name) ?? 0,
      slots: entries.map(([slot]) => slot), values: entries.map(([, value]) => value),
    };
  }

  /** Which numbers of an event go into which slots. */
  #entries(event, name, numbers) {
    if (event === "loss") return [[this.lossSlot, numbers.value]];
    const link = this.#links.get(name);
    const fields = link === undefined ? neuronFields : linkFields;
    const first = link === undefined
      ? this.#numbers.get(name) * fields.length : this.firstLinkSlot + link * fields.length;
    if (!(first >= 0) || event === "poolingChoice" || event === "penalty") return [];
    const moved = event === "weightUpdate" ? { weight: numbers.after }
      : event === "biasUpdate" ? { bias: numbers.after, biasGradient: numbers.gradient } : numbers;
    return fields.flatMap((field, index) =>
      typeof moved[field] === "number" ? [[first + index, moved[field]]] : []);
  }

  /** What weights and biases were before the step: what the first sample's way forward tells. */
  #start(events) {
    const start = new Map();
    for (const { event, names, numbers } of events) {
      if (event !== "linkForward" && event !== "neuronForward") continue;
      const [entry] = this.#entries(event, names[0], numbers);
      if (entry && !start.has(entry[0])) start.set(...entry);
    }
    return start;
  }

  #sentence(sentence) {
    if (!this.#sentences.has(sentence)) this.#sentences.set(sentence, this.#sentences.size);
    return this.#sentences.get(sentence);
  }
}

/** The bytes of typed numbers as text. */
function base64(numbers) {
  let text = "";
  for (const byte of new Uint8Array(numbers.buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}
