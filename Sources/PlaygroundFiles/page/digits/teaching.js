// Somebody's own hand: drawings with their names, some to learn from, others to be tested on.

class TeachingPanel {
  #pictures = []; // the PNG of each drawing, for the zip

  constructor(engine, pad, names, note, heard) {
    Object.assign(this, { engine, pad, names, note, heard, samples: [] });
    byId("teach").addEventListener("click", () => this.teach());
    byId("saveZip").addEventListener("click", async () => saveFile("digits.zip", await this.zip()));
    this.rename();
  }

  /** After the answers were given other names. */
  rename() {
    byId("labels").replaceChildren(...this.names.all.map((name, digit) =>
      wordButton(name, () => this.label(digit))));
    this.#show();
  }

  /** Keeps the drawing under its name, and makes room for the next one. */
  async label(digit, index = this.heard.chosen()) {
    try {
      const samples = await this.engine.ask(`label ${digit} ${index}`);
      this.#pictures.push(await this.pad.png(this.heard.box(index)));
      this.samples = samples;
      // Those before stay as they are: with hundreds, drawing them all would take longer than writing.
      this.#count();
      byId("own").append(this.#button(samples.at(-1), samples.length - 1));
      this.pad.clear();
    } catch (error) {
      this.note.error(error.message);
    }
  }

  async remove(index) {
    this.samples = await this.engine.ask(`unlabel ${index}`);
    this.#pictures.splice(index, 1);
    this.#show();
  }

  /** Teaches the network that reads; answers how it read before and after. */
  async teach(epochs = 20) {
    if (this.isTeaching) return undefined;
    this.isTeaching = true;
    try {
      if (this.note.kind === "error") this.note.hide();
      let result = await this.engine.ask(`teach ${epochs}`);
      while (!result.isDone) {
        this.#tell(texts.teachingNow(percentOf(result.share)));
        await new Promise((resolve) => setTimeout(resolve, 100));
        result = await this.engine.ask("teaching");
      }
      const share = ({ learned, heldOut }) => [percentOf(learned), percentOf(heldOut)];
      this.#tell(texts.taught(...share(result.before), ...share(result.after)));
      this.result = result;
      this.heard.taught(result);
      return result;
    } catch (error) {
      this.note.error(error.message);
      return undefined;
    } finally {
      this.isTeaching = false;
    }
  }

  /** The drawings as a zip of PNGs, in a folder for each digit. */
  async zip() {
    const numbers = Array(10).fill(0);
    return zipOf(this.samples.map(({ label }, index) => ({
      name: `digits/${label}/${String(++numbers[label]).padStart(3, "0")}.png`, bytes: this.#pictures[index],
    })));
  }

  #tell(text) { byId("teachingAbout").textContent = text; }

  #count() {
    const heldOut = this.samples.filter((sample) => sample.isHeldOut).length;
    const learned = this.samples.length - heldOut;
    byId("ownAbout").textContent = texts.ownNow(learned, heldOut);
    byId("teach").disabled = learned === 0 || heldOut === 0;
    byId("saveZip").disabled = this.samples.length === 0;
  }

  #show() {
    this.#count();
    const list = byId("own");
    list.replaceChildren();
    this.samples.forEach((sample, index) => list.append(this.#button(sample, index)));
  }

  #button(sample, index) {
    const canvas = make("canvas", {});
    drawGrey(canvas, { width: 28, height: 28, bytes: bytesOf(sample.pixels) });
    const label = texts.ownDrawing(this.names.of(sample.label), sample.isHeldOut);
    const button = make("button", {
      type: "button", class: sample.isHeldOut ? "heldOut" : "", "aria-label": label, title: label,
    }, canvas, make("span", {}, this.names.of(sample.label)));
    button.addEventListener("click", () => this.remove(index));
    return button;
  }
}
