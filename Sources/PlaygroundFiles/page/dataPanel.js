// Which points are learned: a set with its noise and share, one's own, a curve, or a file.

class DataPanel {
  constructor(command, output) {
    Object.assign(this, { command, output });
    this.noise = new NumberChoice(texts.noise, { least: 0, most: 0.5, step: 0.05 },
      (value) => this.#change({ noise: value }));
    this.share = new NumberChoice(texts.trainingShare, { least: 0.1, most: 0.9, step: 0.1 },
      (value) => this.#change({ share: value }));
    byId("dataSettings").append(this.noise.element, this.share.element);
    this.ownPoints = new OwnPoints(command, output);
    this.file = new DataFile(command);
    byId("curveForm").addEventListener("submit", (event) => {
      event.preventDefault();
      const formula = byId("curve").value.trim();
      if (formula) command(`data curve ${formula}`);
    });
  }

  setUp(structure, colours) {
    this.structure = structure;
    const { data } = structure;
    const sets = [...structure.choices.data, "points"];
    byId("sets").replaceChildren(...sets.map((name) => this.#button(name, colours)));
    // A set that is drawn has a seed; gates, files and points of one's own have none.
    const isMade = data.seed !== undefined && data.seed !== null;
    this.noise.element.hidden = !isMade;
    if (isMade) this.noise.show(data.noise);
    this.share.element.hidden = !isMade;
    this.share.show(data.share);
    this.ownPoints.setUp(structure, colours);
  }

  #button(name, colours) {
    const isChosen = this.structure.data.name === name;
    const label = texts.sets[name] ?? name;
    const button = make("button", {
      type: "button", class: "set", role: "radio", "aria-checked": String(isChosen),
      "data-set": name, title: label,
    }, setIcon(name, colours), make("span", {}, label));
    button.addEventListener("click", () => name === "points"
      ? this.ownPoints.begin() : this.command(`data ${name}`));
    return button;
  }

  #change(setting) {
    const { data } = this.structure;
    const { noise, share, seed } = { ...data, ...setting };
    const options = `--noise ${noise} --share ${share} --seed ${seed}`;
    // Points above a curve have its formula for a name: y > 3*sin(x).
    const curve = data.name.startsWith("y > ") ? data.name.slice(4) : null;
    return this.command(curve ? `data curve ${options} ${curve}` : `data ${data.name} ${options}`);
  }
}
