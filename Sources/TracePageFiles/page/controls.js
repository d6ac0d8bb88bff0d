// Moving in time: buttons, keys, and playing.

const kindsOfNeurons = [
  Kind.input, Kind.neuronForward, Kind.outputSensitivity, Kind.neuronBackward, Kind.biasUpdate,
];

/** The moves that buttons and keys make, each giving the position to go to. */
class Moves {
  constructor(trace) {
    this.trace = trace;
  }

  next() { return this.trace.position + 1; }
  previous() { return this.trace.position - 1; }
  first() { return 0; }
  last() { return this.trace.count - 1; }
  nextPhase() { return this.#seek(1, (at) => this.#startsPhase(at)); }
  previousPhase() { return this.#seek(-1, (at) => this.#startsPhase(at)); }
  nextNeuron() { return this.#seek(1, (at) => this.#isOfNeuron(at)); }
  previousNeuron() { return this.#seek(-1, (at) => this.#isOfNeuron(at)); }

  nextStep() {
    const { trace } = this;
    return trace.offsets[trace.step + 1] ?? trace.count - 1;
  }

  previousStep() {
    const { trace } = this;
    const step = trace.moment > 0 ? trace.step : Math.max(0, trace.step - 1);
    return trace.offsets[step];
  }

  /** Where a phase of the present step begins. */
  phase(phase) {
    const { trace } = this;
    const step = trace.steps[trace.step];
    const moment = step.kinds.findIndex((kind, at) => at > 0 && phaseOfKind[kind] === phase);
    return trace.offsets[trace.step] + Math.max(0, moment);
  }

  #at(position) {
    const index = this.trace.stepOf(position);
    return { step: this.trace.steps[index], moment: position - this.trace.offsets[index] };
  }

  #startsPhase(position) {
    const { step, moment } = this.#at(position);
    return moment === 1 || (moment > 1 && step.phaseAt(moment) !== step.phaseAt(moment - 1));
  }

  #isOfNeuron(position) {
    const { step, moment } = this.#at(position);
    return kindsOfNeurons.includes(step.kinds[moment]);
  }

  /** The nearest position in a direction that suits; else the end. */
  #seek(direction, suits) {
    let at = this.trace.position + direction;
    while (at > 0 && at < this.trace.count - 1 && !suits(at)) at += direction;
    return at;
  }
}

const moveOfKey = {
  ArrowRight: "next", n: "next", ArrowLeft: "previous", p: "previous", Home: "first", End: "last",
  PageDown: "nextPhase", PageUp: "previousPhase", ArrowDown: "nextNeuron",
  ArrowUp: "previousNeuron",
  "]": "nextStep", "[": "previousStep",
};

class Controls {
  constructor(trace, goTo, toggleTheme) {
    Object.assign(this, { trace, goTo, moves: new Moves(trace), toggleTheme });
    for (const id of ["first", "previousPhase", "previous", "next", "nextPhase", "last"]) {
      byId(id).addEventListener("click", () => this.move(id));
    }
    byId("play").addEventListener("click", () => this.togglePlay());
    byId("help").addEventListener("click", () => byId("keys").showModal());
    byId("speed").addEventListener("change", () => { if (this.isPlaying) this.#start(); });
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  get isPlaying() {
    return this.timer !== undefined;
  }

  move(name) {
    this.stop();
    this.goTo(this.moves[name]());
  }

  togglePlay() {
    if (this.isPlaying) {
      this.stop();
      return;
    }
    // At the end there is nothing left to play but all of it.
    if (this.trace.position === this.trace.count - 1) this.goTo(0);
    this.#start();
  }

  stop() {
    if (!this.isPlaying) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.#showState();
    this.goTo(this.trace.position);
  }

  #start() {
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      this.goTo(this.moves.next());
      if (this.trace.position === this.trace.count - 1) this.stop();
    }, 1000 / Number(byId("speed").value));
    this.#showState();
  }

  #showState() {
    const name = this.isPlaying ? "Pause" : "Play";
    byId("play").classList.toggle("playing", this.isPlaying);
    byId("play").setAttribute("aria-label", name);
    byId("play").title = `${name} (space)`;
  }

  #key(event) {
    const isTyping = event.target.matches("input[type=text], select, #linkLimit");
    if (isTyping || byId("keys").open || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveOfKey[event.key];
    const isButton = event.target.matches("button");
    if (move) this.move(move);
    else if (event.key === " " && !isButton) this.togglePlay();
    else if (event.key === "?") byId("keys").showModal();
    else if (event.key === "d") this.toggleTheme();
    else return;
    event.preventDefault();
  }
}
