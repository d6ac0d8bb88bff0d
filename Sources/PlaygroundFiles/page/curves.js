// The loss over the epochs, of training and test data, with the futures that were left.

class LossHistory {
  constructor() {
    this.clear();
  }

  clear() {
    this.epochs = [];
    this.loss = [];
    this.testLoss = [];
    this.left = [];
  }

  get lastEpoch() {
    return this.epochs.at(-1) ?? 0;
  }

  /** Takes what is new; where it begins before the end, another future begins there. */
  take({ from, epochs, loss, testLoss }) {
    // Other first weights or other data have nothing in common with what was.
    if (from === 0 && loss.length > 0 && loss[0] !== this.loss[0]) this.clear();
    if (from < this.loss.length && loss.length > 0) {
      const start = Math.max(0, from - 1);
      const future = { epochs: this.epochs.slice(start), loss: this.loss.slice(start) };
      const isOther = from + loss.length < this.loss.length
        || loss.some((value, i) => from + i < this.loss.length && this.loss[from + i] !== value);
      if (isOther && future.loss.length > 2) this.left = [...this.left.slice(-3), future];
      this.epochs.length = this.loss.length = this.testLoss.length = from;
    }
    for (let i = 0; i < loss.length; i++) {
      this.epochs[from + i] = epochs?.[i] ?? from + i;
      this.loss[from + i] = loss[i];
      this.testLoss[from + i] = testLoss[i];
    }
  }
}

class LossCurves {
  constructor(canvas) {
    this.canvas = canvas;
    this.isLogarithmic = false;
  }

  draw(history, epoch, colours, other) {
    const { canvas } = this;
    const [width, height] = fitCanvas(canvas);
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    const frame = { left: 38, right: 8, top: 8, bottom: 20 };
    const last = Math.max(history.lastEpoch, other?.lastEpoch ?? 0, 1);
    const all = [history.loss, history.testLoss, ...(other ? [other.loss] : [])];
    const scale = this.#scale(all, history.left);
    const x = (at) => frame.left + (width - frame.left - frame.right) * at / last;
    const y = (loss) => frame.top + (height - frame.top - frame.bottom) * (1 - scale.part(loss));
    this.#axes(context, { x, y, width, height, frame, last, scale, colours });
    const curve = (epochs, losses, colour, width, dashes) => this.#curve(
      context, epochs.map(x), losses.map(y), { colour, width, dashes });
    for (const { epochs, loss } of history.left) {
      curve(epochs, loss, Colours.css(colours.muted, 0.4), 1.3, [3, 3]);
    }
    if (other) curve(other.epochs, other.loss, Colours.css(colours.accent), 1.8, [1, 3]);
    curve(history.epochs, history.testLoss, Colours.css(colours.muted), 1.8, [5, 3]);
    curve(history.epochs, history.loss, Colours.css(colours.ink), 2, []);
    this.#marker(context, x(Math.min(epoch, last)), frame, height, colours);
  }

  #scale(all, left) {
    const [low, high] = extremes([...all, ...left.map(({ loss }) => loss)], this.isLogarithmic);
    if (!this.isLogarithmic) return { low: 0, high, part: (loss) => loss / high };
    const [from, to] = [Math.log10(low), Math.log10(high)];
    const span = Math.max(0.1, to - from);
    return { low, high, part: (loss) => Math.max(0, (Math.log10(loss) - from) / span) };
  }

  #axes(context, { x, y, width, height, frame, last, scale, colours }) {
    context.font = "10.5px system-ui, sans-serif";
    context.fillStyle = Colours.css(colours.muted);
    context.strokeStyle = Colours.css(colours.edge);
    context.lineWidth = 1;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const loss of this.#ticks(scale)) {
      context.beginPath();
      context.moveTo(frame.left, y(loss));
      context.lineTo(width - frame.right, y(loss));
      context.stroke();
      context.fillText(tiny(loss), frame.left - 5, y(loss));
    }
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    context.fillText("0", x(0), height - 5);
    context.textAlign = "right";
    context.fillText(counted(last), x(last), height - 5);
  }

  #ticks({ low, high }) {
    if (!this.isLogarithmic) return [0, high / 2, high];
    return [low, Math.sqrt(low * high), high];
  }

  #curve(context, across, down, { colour, width, dashes }) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineJoin = "round";
    context.setLineDash(dashes);
    context.beginPath();
    // No more points than pixels: of each run of epochs the first.
    const every = Math.max(1, Math.floor(down.length / 600));
    let isPen = false;
    for (let i = 0; i < down.length; i += every) {
      const isKnown = Number.isFinite(down[i]);
      if (isKnown && isPen) context.lineTo(across[i], down[i]);
      else if (isKnown) context.moveTo(across[i], down[i]);
      isPen = isKnown;
    }
    context.stroke();
    context.setLineDash([]);
  }

  #marker(context, at, frame, height, colours) {
    context.strokeStyle = Colours.css(colours.accent);
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(at, frame.top);
    context.lineTo(at, height - frame.bottom);
    context.stroke();
  }
}

/** The least and the largest loss; on a log axis zero has no place. */
function extremes(all, isLogarithmic) {
  let low = Infinity, high = 0;
  for (const losses of all) {
    for (const loss of losses) {
      if (!Number.isFinite(loss) || (isLogarithmic && loss <= 0)) continue;
      if (loss < low) low = loss;
      if (loss > high) high = loss;
    }
  }
  if (high === 0) high = 1;
  return [Math.min(low, high), high];
}

/** Gives a canvas as many pixels as the screen has there; answers its size on the page. */
function fitCanvas(canvas) {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
  return [width, height];
}
