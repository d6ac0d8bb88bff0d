// Networks: the shipped one, one from a file, or an untrained one that learns while one looks.

class Learning {
  constructor(engine, note, heard) {
    Object.assign(this, { engine, note, heard, isPlaying: false });
    byId("untrained").addEventListener("click", () => this.begin());
    byId("learn").addEventListener("click", () => this.toggle());
    byId("drawnData").addEventListener("click", () => this.chooseDrawn());
    byId("saveModel").addEventListener("click", () => this.save());
    byId("rate").addEventListener("change", (event) =>
      this.#try(() => engine.ask(`rate ${event.target.value}`)));
  }

  /** An untrained network; it reads from now on, badly at first. */
  async begin(seed = 1) {
    return this.#try(async () => {
      this.heard.network(await this.engine.ask(`untrained ${seed}`));
      this.isOn = true;
      this.isPlaying = false;
      byId("rate").value = "0.1";
      await this.showFrame();
    });
  }

  /** Another network took over. */
  end() {
    this.isOn = this.isPlaying = false;
    byId("learningPart").hidden = true;
  }

  async toggle() {
    return this.isPlaying ? this.pause() : this.play();
  }

  async play() {
    if (!this.isOn) await this.begin();
    await this.engine.ask("play");
    this.isPlaying = true;
    this.since = undefined;
    byId("learn").setAttribute("aria-pressed", "true");
    this.#animate();
  }

  async pause() {
    await this.engine.ask("pause");
    this.isPlaying = false;
    await this.showFrame();
  }

  /** Learns from so many samples at once. */
  async learn(samples) {
    if (!this.isOn) await this.begin();
    this.#show(await this.engine.ask(`learn ${samples}`));
  }

  async chooseDrawn(count = 4000) { return this.#try(() => this.#choose(`data drawn ${count}`)); }

  /** MNIST's two files, packed or not. */
  async chooseMNIST(pictures, labels, count = 10000, name = "MNIST") {
    return this.#try(async () => {
      const bytes = new Uint8Array(pictures.length + labels.length);
      bytes.set(pictures);
      bytes.set(labels, pictures.length);
      await this.#choose(`data ${name.replace(/\s+/g, "-")} ${count} ${pictures.length}`, bytes);
    });
  }

  async #choose(words, bytes) {
    const { name, count, test } = await this.engine.ask(words, bytes);
    this.data = { name, count, test };
    byId("dataAbout").textContent = texts.dataNow(name, counted(count), counted(test));
    if (this.isOn) await this.begin();
  }

  async showFrame() {
    if (this.isOn) this.#show(await this.engine.ask("frame"));
  }

  async save() {
    const { name, bytes } = await this.engine.ask("save");
    saveFile(name, bytesOf(bytes));
  }

  recolour() {
    if (this.frame) this.#show(this.frame, true);
  }

  async #animate() {
    while (this.isPlaying) {
      try {
        this.#show(await this.engine.ask("frame"));
      } catch (error) {
        this.isPlaying = false;
        return this.note.error(error.message);
      }
      // Somebody can follow some pictures a second; the rest of the time belongs to learning.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  #show(frame, isOld = false) {
    this.frame = frame;
    byId("learningPart").hidden = false;
    byId("learn").setAttribute("aria-pressed", String(this.isPlaying));
    byId("learn").textContent = this.isPlaying ? texts.pauseLearning : texts.learn;
    if (!isOld) this.#measure(frame);
    byId("learningAbout").textContent = texts.learningNow(counted(frame.seen), frame.epoch,
      percentOf(frame.testAccuracy), this.rate ? counted(Math.round(this.rate)) : "");
    this.#drawWeights(frame);
    this.#drawCurve(frame.history);
    this.heard.frame(frame);
  }

  #measure({ seen }) {
    const now = performance.now();
    if (!this.isPlaying) this.rate = undefined;
    this.since ??= { now, seen };
    if (now - this.since.now > 500) {
      if (this.isPlaying) this.rate = (seen - this.since.seen) / (now - this.since.now) * 1000;
      this.since = { now, seen };
    }
  }

  /** A picture for each hidden neuron: the weights of its links to the pixels. */
  #drawWeights({ weights, units }) {
    const bytes = new Int8Array(bytesOf(weights).buffer);
    const list = byId("weightPictures");
    while (list.children.length > units) list.lastChild.remove();
    while (list.children.length < units) list.append(make("canvas", { role: "img" }));
    const table = new Colours().table;
    [...list.children].forEach((canvas, unit) => {
      Object.assign(canvas, { width: 28, height: 28 });
      canvas.setAttribute("aria-label", texts.weightPicture(unit));
      const context = canvas.getContext("2d");
      const image = context.createImageData(28, 28);
      const pixels = new Uint32Array(image.data.buffer);
      for (let i = 0; i < 784; i++) pixels[i] = table[Colours.index(bytes[i * units + unit] / 100)];
      context.putImageData(image, 0, 0);
    });
  }

  #drawCurve(history) {
    const canvas = byId("learningCurve");
    const scale = Math.min(devicePixelRatio || 1, 2);
    const [width, height] = [canvas.clientWidth * scale, canvas.clientHeight * scale];
    if (width === 0) return;
    Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    const colours = new Colours();
    const last = history.at(-1)?.[0] || 1;
    const line = (part, largest, colour, dash) => {
      context.beginPath();
      for (const point of history) {
        context.lineTo(point[0] / last * width, height - 2 - point[part] / largest * (height - 4));
      }
      context.setLineDash(dash);
      context.strokeStyle = Colours.css(colour);
      context.lineWidth = 2 * scale;
      context.stroke();
    };
    line(2, 1, colours.plus, []);
    line(1, Math.max(0.001, ...history.map(([, loss]) => loss)), colours.muted, [4 * scale, 3 * scale]);
  }

  async #try(body) {
    try {
      if (this.note.kind === "error") this.note.hide();
      return await body();
    } catch (error) {
      this.note.error(error.message);
      return undefined;
    }
  }
}

/** Hands a file to the browser, to be saved. */
function saveFile(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes]));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
