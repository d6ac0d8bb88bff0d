// The pad: strokes of mouse, finger and pen, or a picture, as black ink on white paper.

/** How large the paper is, whatever size it has on the screen. */
const padSize = { width: 420, height: 280 };
const penWidth = 17, eraserWidth = 44;

class Pad {
  #strokes = [];
  #undone = [];
  #drawing = null;
  #picture = null;

  /** `changed` is told after every change, and whether the hand is still on the paper. */
  constructor(canvas, changed) {
    Object.assign(this, { canvas, changed, isErasing: false });
    this.screen = canvas.getContext("2d");
    this.paper = Pad.#sheet(padSize);
    canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (event) => this.#end(event));
    }
    new ResizeObserver(() => this.#fit()).observe(canvas);
  }

  get isEmpty() { return this.#strokes.length === 0 && !this.#picture; }
  get canUndo() { return this.#strokes.length > 0 || this.#picture !== null; }
  get canRedo() { return this.#undone.length > 0; }
  get strokeCount() { return this.#strokes.length; }
  get size() { return { width: this.paper.canvas.width, height: this.paper.canvas.height }; }

  /** The pixels of the paper: red, green, blue and alpha. */
  pixels() {
    const { width, height } = this.size;
    // A picture without strokes is read as it is in its file.
    if (this.#picture && this.#strokes.length === 0) return this.#picture.bytes.slice();
    return new Uint8Array(this.paper.getImageData(0, 0, width, height).data.buffer);
  }

  /** Draws a stroke through points, as a hand would: [[x, y], …]. */
  stroke(points, isErasing = false) {
    this.#undone = [];
    this.#strokes.push({ isErasing, points: points.map(([x, y]) => [x, y, 0.5]) });
    this.#redraw();
    this.changed(false);
  }

  /** Shows a picture: {width, height, bytes, canvas}. */
  show(picture) {
    this.#undone = [];
    this.#strokes = [];
    this.#picture = picture;
    this.paper = Pad.#sheet(picture);
    this.#redraw();
    this.#fit();
    this.changed(false);
  }

  /** A PNG of the part around a box: {x, y, width, height}. */
  async png({ x, y, width, height }) {
    const margin = Math.round(Math.max(width, height) / 4);
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: width + 2 * margin, height: height + 2 * margin });
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(this.paper.canvas, margin - x, margin - y);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    return new Uint8Array(await blob.arrayBuffer());
  }

  undo() {
    const last = this.#strokes.pop();
    if (last) this.#undone.push(last);
    else if (this.#picture) return this.clear();
    this.#redraw();
    this.changed(false);
  }

  redo() {
    const next = this.#undone.pop();
    if (!next) return;
    this.#strokes.push(next);
    this.#redraw();
    this.changed(false);
  }

  clear() {
    this.#undone = [];
    this.#strokes = [];
    this.#picture = null;
    this.paper = Pad.#sheet(padSize);
    this.#redraw();
    this.#fit();
    this.changed(false);
  }

  /** After a change of the theme. */
  recolour() { this.#show(); }

  #begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.#undone = [];
    this.#drawing = {
      pointer: event.pointerId, isErasing: this.isErasing || event.buttons === 32, points: [],
    };
    this.#strokes.push(this.#drawing);
    this.#extend(event);
  }

  #move(event) {
    if (this.#drawing?.pointer !== event.pointerId) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const part of passed.length > 0 ? passed : [event]) this.#extend(part);
  }

  #end(event) {
    if (this.#drawing?.pointer !== event.pointerId) return;
    this.#drawEnd(this.#drawing, true);
    this.#drawing = null;
    this.#planShow();
    this.changed(false);
  }

  #extend(event) {
    const place = this.canvas.getBoundingClientRect();
    const x = (event.clientX - place.left) / place.width * this.size.width;
    const y = (event.clientY - place.top) / place.height * this.size.height;
    this.#drawing.points.push([x, y, event.pointerType === "pen" ? event.pressure : 0.5]);
    this.#drawEnd(this.#drawing);
    this.#planShow();
    this.changed(true);
  }

  #redraw() {
    const { width, height } = this.size;
    this.paper.fillStyle = "#fff";
    this.paper.fillRect(0, 0, width, height);
    if (this.#picture) this.paper.drawImage(this.#picture.canvas, 0, 0);
    for (const stroke of this.#strokes) {
      const { points } = stroke;
      for (let end = 1; end <= points.length; end++) {
        this.#drawEnd({ ...stroke, points: points.slice(Math.max(0, end - 3), end) }, end === points.length);
      }
    }
    this.#show();
  }

  /** Draws the end of a stroke: a curve from the middle before the last point to the middle after, and
   * from there to where it ends. */
  #drawEnd({ points, isErasing }, isOver = false) {
    const [before, last, now] = [points.at(-3), points.at(-2), points.at(-1)];
    const scale = Math.min(this.size.width / padSize.width, this.size.height / padSize.height);
    const { paper } = this;
    paper.strokeStyle = isErasing ? "#fff" : "#000";
    paper.lineWidth = (isErasing ? eraserWidth : penWidth * (0.5 + now[2])) * Math.max(scale, 0.2);
    paper.lineCap = paper.lineJoin = "round";
    const middle = (one, other) => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
    paper.beginPath();
    if (before) {
      paper.moveTo(...middle(before, last));
      paper.quadraticCurveTo(last[0], last[1], ...middle(last, now));
    } else {
      paper.moveTo(...(last ?? now).slice(0, 2));
      paper.lineTo(...(last ? middle(last, now) : [now[0] + 0.01, now[1]]));
    }
    if (isOver) paper.lineTo(now[0], now[1]);
    paper.stroke();
  }

  /** The pad on the screen has the paper's form, and the screen's pixels. */
  #fit() {
    const { width, height } = this.size;
    this.canvas.style.aspectRatio = `${width} / ${height}`;
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    const wide = Math.max(1, Math.round(this.canvas.clientWidth * scale));
    const high = Math.max(1, Math.round(wide * height / width));
    if (this.canvas.width === wide && this.canvas.height === high) return;
    Object.assign(this.canvas, { width: wide, height: high });
    this.#show();
  }

  /** Shows the paper with the next picture of the screen; hands move more often than that. */
  #planShow() {
    if (this.showIsPlanned) return;
    this.showIsPlanned = true;
    requestAnimationFrame(() => {
      this.showIsPlanned = false;
      this.#show();
    });
  }

  /** Copies the paper to the screen; in the dark, ink is light on dark paper. */
  #show() {
    const { screen, canvas } = this;
    const isDark = currentTheme() === "dark" && !this.#picture;
    screen.filter = isDark ? "invert(0.93)" : "none";
    screen.drawImage(this.paper.canvas, 0, 0, canvas.width, canvas.height);
    screen.filter = "none";
    this.drawn?.();
  }

  static #sheet({ width, height }) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    const paper = canvas.getContext("2d", { willReadFrequently: true });
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, width, height);
    return paper;
  }
}
