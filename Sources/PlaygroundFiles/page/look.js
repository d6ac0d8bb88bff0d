// Live numbers of the neuron or link that is pointed at, and a hand to change them.

/** How far a weight moves while a pointer moves by one pixel. */
const weightPerPixel = 0.02;

class Look {
  constructor(element, command, marks) {
    Object.assign(this, { element, command, marks, subject: null, pinned: null });
    this.latest = new Latest(command);
  }

  setUp(structure) {
    this.structure = structure;
    const names = new Set([...structure.links.names, ...structure.layers.flatMap((layer) => layer.names)]);
    if (this.pinned && !names.has(this.pinned.name)) this.pinned = null;
    this.subject = this.pinned;
    this.#build();
  }

  /** Shows the present numbers. */
  draw(frame) {
    this.frame = frame;
    if (!this.subject || !this.value) return;
    const value = this.#valueOf(this.subject);
    this.value.show(value);
    this.exact.textContent = exact(value);
    this.exact.className = `exact ${signOf(value)}`;
    if (this.#neighbours) this.#drawNeighbours();
  }

  hover(element, subject) {
    element.addEventListener("pointerenter", () => this.#show(subject));
    element.addEventListener("pointerleave", () => this.#show(null));
    element.addEventListener("focus", () => this.#show(subject));
    element.addEventListener("blur", () => this.#show(null));
  }

  /** An element that can be pointed at, held on to, dragged, and changed with the arrow keys. */
  listen(element, subject) {
    this.hover(element, subject);
    element.addEventListener("keydown", (event) => {
      const steps = { ArrowUp: 0.1, ArrowDown: -0.1 }[event.key];
      if (steps) this.#edit(subject, this.#valueOf(subject) + steps * (event.shiftKey ? 10 : 1));
      else if (event.key === "Enter" || event.key === " ") this.pin(subject);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    element.addEventListener("pointerdown", (event) => this.#drag(event, element, subject));
  }

  pin(subject) {
    const isSame = this.pinned?.name === subject?.name;
    this.pinned = isSame ? null : subject;
    this.onPin?.(subject);
    this.#show(isSame ? null : subject);
  }

  #show(subject) {
    const next = subject ?? this.pinned;
    // What is held on to has buttons that what is only pointed at has not.
    if (next?.name === this.subject?.name && this.pinned === this.shownPin) return;
    this.subject = next;
    this.shownPin = this.pinned;
    this.#build();
  }

  #drag(start, element, subject) {
    if (start.button !== 0) return;
    const before = this.#valueOf(subject);
    let hasMoved = false;
    element.setPointerCapture(start.pointerId);
    const move = (event) => {
      // A finger that moves up or down scrolls the page, so that it changes weights sideways.
      const way = event.pointerType === "touch"
        ? event.clientX - start.clientX : start.clientY - event.clientY;
      if (Math.abs(way) < 4 && !hasMoved) return;
      hasMoved = true;
      this.#edit(subject, before + way * weightPerPixel);
    };
    const end = (event) => {
      element.removeEventListener("pointermove", move);
      if (!hasMoved && event.type === "pointerup") this.pin(subject);
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", end, { once: true });
    element.addEventListener("pointercancel", end, { once: true });
  }

  #edit(subject, value) {
    if (!Number.isFinite(value)) return;
    this.latest.take(`edit ${subject.kind} ${subject.name} ${Number(value.toFixed(4))}`);
  }

  #valueOf(subject) {
    if (!this.frame || subject.kind === "input") return NaN;
    return (subject.kind === "weight" ? this.frame.weights : this.frame.biases)[subject.index];
  }

  get #neighbours() {
    return this.subject?.kind !== "weight" && this.lists;
  }

  #build() {
    const { subject } = this;
    this.marks(subject ? [subject.name] : [], "looked");
    this.value = this.lists = undefined;
    if (!subject) {
      this.element.replaceChildren(make("p", { class: "muted small" }, lookHint()));
      return;
    }
    const title = make("h3", {}, subject.kind === "weight" ? texts.link(subject.name) : texts.neuron(subject.name));
    const parts = [title];
    if (subject.kind !== "input") parts.push(this.#editor(subject));
    if (subject.kind !== "weight") parts.push(this.#buildNeighbours(subject));
    if (this.pinned) parts.push(this.#questions(subject));
    this.element.replaceChildren(make("div", { class: "looking" }, ...parts));
    if (this.frame) this.draw(this.frame);
  }

  #editor(subject) {
    this.value = new NumberChoice(texts[subject.kind], { least: -5, most: 5, step: 0.01 },
      (value) => this.command(`edit ${subject.kind} ${subject.name} ${value}`));
    this.exact = make("output", { class: "exact" });
    return make("div", { class: "editor" }, this.value.element, this.exact);
  }

  /** What can be asked about what is held on to. */
  #questions({ kind, name }) {
    const ask = (text, words) => wordButton(text, () => this.command(words), "small");
    const stop = (words) => wordButton(texts.stopHere, () => this.command(`break ${words}`), "small stopHere");
    const buttons = {
      weight: () => [ask(texts.prove, `prove ${name}`), stop(`link ${name}`)],
      bias: () => [ask(texts.prove, `prove ${name}`), ask(texts.blame, `blame ${name}`),
        stop(`neuron ${name}`)],
      input: () => [],
    }[kind]();
    const letGo = wordButton(texts.letGo, () => this.pin(this.pinned), "small letGo");
    return make("span", { class: "line" }, ...buttons, letGo);
  }

  /** The links that come in and go out, with their weights. */
  #buildNeighbours(subject) {
    const { links } = this.structure;
    const list = (mine, label) => {
      const found = [];
      for (let link = 0; link < links.names.length && found.length < 16; link++) {
        if (mine[link] === subject.index) found.push(link);
      }
      const cells = found.map((link) => ({ link, cell: make("b") }));
      const items = cells.map(({ link, cell }) =>
        make("li", { "data-link": links.names[link] }, make("span", {}, links.names[link]), " ", cell));
      return { cells, element: make("div", {}, make("span", { class: "muted" }, label), make("ul", {}, ...items)) };
    };
    const all = [list(links.to, texts.incoming), list(links.from, texts.outgoing)]
      .filter(({ cells }) => cells.length > 0);
    this.lists = all.flatMap(({ cells }) => cells);
    return make("div", { class: "neighbours" }, ...all.map(({ element }) => element));
  }

  #drawNeighbours() {
    for (const { link, cell } of this.lists) {
      const weight = this.frame.weights[link];
      cell.textContent = short(weight);
      cell.className = signOf(weight);
    }
  }
}

/** How numbers are looked at: fingers tap. */
function lookHint() {
  return matchMedia("(pointer: coarse)").matches ? texts.lookTouchHint : texts.lookHint;
}
