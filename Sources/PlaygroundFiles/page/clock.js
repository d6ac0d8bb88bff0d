// Time: play and pause, an epoch further or back, and a slider over the whole past.

class Clock {
  constructor(command) {
    this.command = command;
    this.travel = new Latest(command);
    this.slider = byId("past");
    byId("play").addEventListener("click", () => this.toggle());
    byId("reset").addEventListener("click", () => command("reset"));
    byId("nextEpoch").addEventListener("click", () => this.step(1));
    byId("backEpoch").addEventListener("click", () => this.step(-1));
    byId("undo").addEventListener("click", () => command("undo"));
    byId("redo").addEventListener("click", () => command("redo"));
    this.slider.addEventListener("input", () => this.#slide());
    byId("unit").append(...texts.units.map(([value, name]) => make("option", { value }, name)));
    byId("speed").append(...texts.speeds.map(([value, name]) => make("option", { value }, name)));
    byId("speed").addEventListener("change", () => {
      if (this.isPlaying) command(this.#playWords());
    });
  }

  toggle() {
    return this.command(this.isPlaying ? "pause" : this.#playWords());
  }

  /** So many epochs, steps or samples further, or back where that is negative. */
  step(count) {
    const unit = byId("unit").value;
    return this.command(count > 0 ? `run ${count} ${unit}` : `back ${-count} ${unit}`);
  }

  show(frame) {
    this.frame = frame;
    this.isPlaying = frame.playing;
    byId("epoch").textContent = epochText(frame.epoch);
    const name = frame.playing ? texts.pause : texts.play;
    const play = byId("play");
    if (play.title !== name) {
      play.title = name;
      play.setAttribute("aria-label", name);
      play.classList.toggle("playing", frame.playing);
    }
    const { firstEpoch, lastEpoch } = frame.past;
    if (!this.isSliding) {
      this.slider.min = firstEpoch;
      this.slider.max = Math.max(lastEpoch, firstEpoch + 1);
      this.slider.value = frame.epoch;
      this.slider.disabled = lastEpoch <= firstEpoch;
    }
    this.slider.setAttribute("aria-valuetext", texts.pastAt(epochText(frame.epoch), counted(lastEpoch)));
    byId("undo").disabled = frame.canUndo === false;
    byId("redo").disabled = frame.canRedo === false;
    byId("reset").disabled = frame.step === 0 && lastEpoch === 0 && !frame.canUndo;
  }

  /** The loss of all epochs, behind the slider. */
  drawPast(history, colours) {
    const canvas = byId("pastCurve");
    const [width, height] = fitCanvas(canvas);
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    const { epochs, loss, lastEpoch } = history;
    if (loss.length < 2) return;
    const [low, high] = extremes([loss], false);
    // The slider's thumb does not reach the ends.
    const edge = 9;
    context.beginPath();
    context.moveTo(edge, height);
    const every = Math.max(1, Math.floor(loss.length / 500));
    for (let i = 0; i < loss.length; i += every) {
      const part = Number.isFinite(loss[i]) ? (loss[i] - 0.9 * low) / (high - 0.9 * low) : 1;
      context.lineTo(edge + (width - 2 * edge) * epochs[i] / lastEpoch, height - 2 - (height - 6) * part);
    }
    context.lineTo(width - edge, height);
    context.closePath();
    context.fillStyle = Colours.css(colours.accent, 0.2);
    context.fill();
  }

  async #slide() {
    this.isSliding = true;
    await this.travel.take(`go ${this.slider.value}`);
    this.isSliding = false;
  }

  #playWords() {
    return `play ${byId("speed").value}`.trim();
  }
}

/** Whole epochs as they are; within one, two decimals. */
function epochText(epoch) {
  return Number.isInteger(epoch) ? counted(epoch) : epoch.toFixed(2);
}
