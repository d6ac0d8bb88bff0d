// Inside one training step: its events forwards and backwards, each with sentence and equation.

const phasesOfStep = phaseNames.map((name) => name.toLowerCase());

class StepView {
  constructor(engine, command, network) {
    Object.assign(this, { engine, command, network, isOpen: false });
    this.element = byId("step");
    this.travel = new Latest(command);
    byId("inside").addEventListener("click", () => this.toggle());
  }

  toggle() {
    return this.isOpen ? this.close() : this.open();
  }

  async open() {
    await this.command("pause");
    this.isOpen = true;
    this.#build();
    await this.update();
    // Closed meanwhile, it stays closed.
    if (!this.isOpen) return;
    this.element.hidden = false;
    byId("inside").setAttribute("aria-expanded", "true");
    this.element.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  }

  close() {
    this.isOpen = false;
    this.forgetAnswer();
    this.element.hidden = true;
    byId("inside").setAttribute("aria-expanded", "false");
    this.network.mark([], "active");
  }

  /** Asks where the engine is among the events, and shows it. */
  async update() {
    if (!this.isOpen) return;
    let step;
    try {
      step = await this.engine().give("step");
    } catch (error) {
      this.equation.replaceChildren(make("p", { class: "said" }, error.message));
      return;
    }
    const event = step.events.find(({ index }) => index === step.position) ?? step.events[0];
    this.slider.max = Math.max(1, step.count - 1);
    this.slider.value = step.position;
    const where = texts.eventAt(counted(step.position + 1), counted(step.count));
    this.where.textContent = step.sample ? `${step.sample} · ${where}` : where;
    this.slider.setAttribute("aria-valuetext", where);
    this.#showEvent(event);
    this.breakpoints.show(step.breakpoints ?? []);
  }

  /** In the game: a neuron or link that is clicked is the guess. */
  async guess(subject) {
    if (!subject || this.asking !== "liar guess") return;
    this.#ask(null);
    await this.command(`liar guess ${subject.name}`);
  }

  /** Shows what a question answered. */
  tell(lines) {
    if (this.isOpen) this.answer.textContent = lines.join("\n");
  }

  /** What was answered about another network, or long ago, is not for this one. */
  forgetAnswer() {
    if (this.answer) this.answer.textContent = "";
  }

  #showEvent(event) {
    if (!event) return;
    this.element.dataset.phase = event.phase;
    for (const phase of phasesOfStep) {
      this.phases[phase].setAttribute("aria-current", String(phase === event.phase));
    }
    this.equation.dataset.phase = event.phase;
    this.equation.replaceChildren(...equationLines(event.equation),
      make("p", { class: "sentence" }, event.sentence ?? ""));
    byId("stage").dataset.phase = event.phase;
    this.network.mark(event.names ?? [], "active");
  }

  #build() {
    if (this.slider) return;
    this.phases = Object.fromEntries(phasesOfStep.map((phase) =>
      [phase, make("span", { class: `phase ${phase}` }, texts.phases[phase])]));
    this.equation = make("div", { class: "equation", "aria-live": "polite" });
    this.where = make("span", { class: "muted where" });
    this.slider = make("input", { type: "range", min: 0, max: 1, value: 0, "aria-label": texts.event });
    this.slider.addEventListener("input", () => this.travel.take(`go event ${this.slider.value}`));
    const previous = iconButton("◀", texts.previousEvent, () => this.command("previous"));
    const next = iconButton("▶", texts.nextEvent, () => this.command("next"));
    this.breakpoints = new Breakpoints(this.command);
    this.answer = make("pre", { class: "answer", "aria-live": "polite", tabindex: 0 });
    this.element.replaceChildren(
      make("div", { class: "row" }, make("h2", {}, texts.step), ...Object.values(this.phases),
        iconButton("×", texts.close, () => this.close())),
      this.equation,
      make("div", { class: "row track" }, previous, this.slider, next, this.where),
      this.breakpoints.element,
      this.#questions(), this.answer);
  }

  #questions() {
    this.question = make("input", {
      type: "text", "aria-label": texts.question, placeholder: texts.questionHint, spellcheck: "false",
    });
    const form = make("form", { class: "line ask" }, this.question, make("button", {}, texts.ask));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const words = this.question.value.trim();
      if (await this.command(this.asking ? `${this.asking} ${words}` : words)) this.question.value = "";
      else this.#ask(null);
    });
    const begin = async (words, asking) => {
      if (await this.command(words)) this.#ask(asking);
    };
    return make("div", { class: "row questions" }, form,
      wordButton(texts.why, () => begin("why", null)),
      wordButton(texts.whatIf, () => begin("what-if", null)),
      wordButton(texts.quiz, () => begin("quiz", "quiz answer")),
      wordButton(texts.liar, () => begin("liar", "liar guess")));
  }

  /** What typed words are taken for: an answer of the quiz, a guess, or a command. */
  #ask(asking) {
    this.asking = asking;
    const hint = { "quiz answer": texts.answerHint, "liar guess": texts.liarGuess }[asking];
    this.question.placeholder = hint ?? texts.questionHint;
    if (hint) this.question.focus();
  }
}

/** Whether somebody would rather not see things move. */
function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
