// The two tracks that are dragged: the events of a step, coloured by phase, and the steps.

class TimeLine {
  constructor(trace, goTo) {
    this.trace = trace;
    this.event = byId("event");
    this.step = byId("step");
    this.step.max = trace.steps.length - 1;
    this.step.hidden = trace.steps.length === 1;
    this.event.addEventListener("input", () =>
      goTo(trace.offsets[trace.step] + Number(this.event.value)));
    this.step.addEventListener("input", () => {
      // The same moment of another step, where it has as many.
      const step = Number(this.step.value);
      goTo(trace.offsets[step] + Math.min(trace.moment, trace.steps[step].count - 1));
    });
  }

  update(whereabouts) {
    const { trace } = this;
    const step = trace.steps[trace.step];
    this.event.max = step.count - 1;
    this.event.value = trace.moment;
    this.event.setAttribute("aria-valuetext", whereabouts);
    this.step.value = trace.step;
    this.step.setAttribute("aria-valuetext",
      `step ${trace.step + 1} of ${trace.steps.length}: ${step.title}`);
    if (this.coloured !== step) this.#colour(step);
  }

  /** Paints the track in the colours of the phases. */
  #colour(step) {
    this.coloured = step;
    const stops = [];
    let start = 0;
    for (let phase = 0; phase < phaseNames.length; phase++) {
      let end = start;
      while (end < step.count && step.phaseAt(end) === phase) end++;
      const name = `var(--${phaseNames[phase].toLowerCase()})`;
      const [from, to] = [start, end].map((at) => `${(100 * at / step.count).toFixed(2)}%`);
      stops.push(`${name} ${from} ${to}`);
      start = end;
    }
    this.event.style.setProperty("--track", `linear-gradient(to right, ${stops.join(", ")})`);
  }
}
