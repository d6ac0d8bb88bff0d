// The equation, the words to the phase, and where in the training one is.

class Panels {
  constructor(trace, goToPhase) {
    this.trace = trace;
    this.phaseButtons = phaseNames.map((name, phase) => {
      const button = make("button", { type: "button", class: `phase ${name.toLowerCase()}` }, name);
      button.addEventListener("click", () => goToPhase(phase));
      byId("phases").append(button);
      return button;
    });
    this.shownIntroduction = null;
  }

  update(isQuiet) {
    const { trace } = this;
    const step = trace.steps[trace.step];
    const phase = step.phaseAt(trace.moment);
    const isBeginning = trace.moment === 0;
    const equation = byId("equation");
    // While it plays, a voice that reads every line would only stumble.
    equation.setAttribute("aria-live", isQuiet ? "off" : "polite");
    equation.dataset.phase = phaseNames[phase].toLowerCase();
    equation.replaceChildren(
      ...(isBeginning ? this.#beginning(step) : equationLines(step.texts[trace.moment])),
      ...(isBeginning ? [] : [make("p", { class: "sentence" }, step.sentences[trace.moment])]));
    // Where there are many lines, they get smaller, and then stand beside each other.
    equation.className = "equation";
    for (const size of ["small", "dense", "densest"]) {
      if (equation.scrollHeight <= equation.clientHeight + 1) break;
      equation.className = `equation ${size}`;
    }
    this.phaseButtons.forEach((button, index) => {
      button.setAttribute("aria-current", String(index === phase && !isBeginning));
    });
    this.phaseButtons.forEach((button, index) => {
      button.title = `${trace.headings[index]}. ${trace.introductions[step.introductions[index]]}`;
    });
    const introduction = step.introductions[phase];
    if (introduction !== this.shownIntroduction) {
      this.shownIntroduction = introduction;
      byId("phaseHeading").textContent = trace.headings[phase];
      byId("words").textContent = trace.introductions[introduction];
    }
    byId("whereStep").textContent = `Step ${trace.step + 1} of ${trace.steps.length}`;
    byId("whereEvent").textContent = this.whereabouts(step);
  }

  /** `sample 2 of 4 · backward · event 31 of 79`. */
  whereabouts(step) {
    const { trace } = this;
    if (trace.moment === 0) return `${step.title} · before the first event`;
    const event = `event ${counted(step.events[trace.moment] + 1)} of ${counted(step.eventCount)}`;
    return `${step.title} · ${phaseNames[step.phaseAt(trace.moment)].toLowerCase()} · ${event}`;
  }

  #beginning(step) {
    const number = `Step ${this.trace.step + 1} of ${this.trace.steps.length}`;
    return [
      make("p", {}, make("span", { class: "about" }, number), " ",
        make("span", { class: "said" }, step.title)),
      make("p", { class: "muted" }, "Press play, or → to go event by event; ? lists the keys."),
    ];
  }
}
