// The settings of network and training, each a command when it is changed.

const usualRates = ["0.00001", "0.0001", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"];
const usualPenalties = ["0", "0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1"];
const usualBatches = ["1", "2", "5", "10", "20", "30", "50", "100"];
const usualDropouts = ["0", "0.1", "0.2", "0.3", "0.5"];

class Settings {
  constructor(form, command) {
    Object.assign(this, { form, command });
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  setUp(structure) {
    const { choices, optimizer } = structure;
    const hidden = denseHidden(structure);
    const fields = [
      this.#list("recipe", choices.recipes, structure.recipe ?? structure.name, "open"),
      this.#number("learningRate", usualRates, optimizer.learningRate, "set learning-rate"),
      this.#list("activation", choices.activations, commonActivation(hidden), null,
        (name) => hidden.map((layer) => `activation ${layer.index} ${name}`)),
      this.#list("loss", choices.losses, structure.loss, "set loss"),
      this.#list("optimizer", choices.optimizers, optimizer.kind, "set optimizer"),
      this.#number("batchSize", usualBatches, structure.batchSize, "set batch-size"),
      this.#number("l1", usualPenalties, structure.penalty?.l1 ?? 0, "set l1"),
      this.#number("l2", usualPenalties, structure.penalty?.l2 ?? 0, "set l2"),
      this.#number("dropout", usualDropouts, structure.dropout ?? 0, "set dropout"),
      this.#list("schedule", choices.schedules, optimizer.schedule ?? "constant", "set schedule"),
      this.#list("initializer", choices.initializers, structure.initializer, "set initializer"),
      this.#seed(structure.seed),
    ];
    this.form.replaceChildren(...fields);
  }

  #list(key, options, chosen, word, wordsOf = (value) => [`${word} ${value}`]) {
    const choice = select(options ?? [], chosen, texts.setting[key]);
    choice.addEventListener("change", async () => {
      for (const words of wordsOf(choice.value)) await this.command(words);
    });
    return this.#field(key, choice);
  }

  /** A number that is usually one of a list, but may be any. */
  #number(key, usual, value, word) {
    const list = `usual-${key}`;
    const input = make("input", {
      type: "text", inputmode: "decimal", list, "aria-label": texts.setting[key], autocomplete: "off",
    });
    input.value = exact(value);
    const shown = input.value;
    input.addEventListener("focus", () => input.select());
    input.addEventListener("change", async () => {
      const isDone = await this.command(`${word} ${input.value.replace("−", "-").trim()}`);
      if (!isDone) input.value = shown;
    });
    input.addEventListener("keydown", (event) => {
      const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      input.value = neighbour(usual, Number(input.value), way);
      input.dispatchEvent(new Event("change"));
    });
    const steps = make("span", { class: "steps" },
      iconButton("−", `${texts.setting[key]} −`, () => this.#step(input, usual, -1)),
      iconButton("+", `${texts.setting[key]} +`, () => this.#step(input, usual, 1)));
    const options = make("datalist", { id: list }, ...usual.map((one) => make("option", { value: one })));
    return this.#field(key, input, steps, options);
  }

  #step(input, usual, way) {
    input.value = neighbour(usual, Number(input.value), way);
    input.dispatchEvent(new Event("change"));
  }

  #seed(seed) {
    const input = make("input", { type: "text", inputmode: "numeric", "aria-label": texts.setting.seed });
    input.value = seed;
    input.addEventListener("change", () => this.command(`seed ${input.value.trim()}`));
    const next = iconButton("⚄", texts.newSeed, () => this.command(`seed ${Number(seed) + 1}`));
    return this.#field("seed", input, next);
  }

  #field(key, ...controls) {
    const field = make("div", { class: "field", "data-part": key },
      make("span", { class: "caption", "aria-hidden": "true" }, texts.setting[key]),
      make("span", { class: "line" }, ...controls));
    return field;
  }
}

/** The activation that all hidden layers have, if they have the same. */
function commonActivation(hidden) {
  const kinds = new Set(hidden.map((layer) => layer.activation));
  return kinds.size === 1 ? hidden[0].activation : "—";
}

/** The next of the usual numbers above or below one. */
function neighbour(usual, value, way) {
  const numbers = usual.map(Number);
  const found = way > 0
    ? numbers.findIndex((one) => one > value) : numbers.findLastIndex((one) => one < value);
  return found < 0 ? String(value) : usual[found];
}
