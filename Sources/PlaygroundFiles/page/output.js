// The output: what the network makes of the whole plane, with the points that it learns from.

const planeFactor = 4;

class OutputPlane {
  /** `plane` and `points` are two canvases that lie on each other. */
  constructor(plane, points) {
    Object.assign(this, { plane, points });
    this.showsTest = false;
    this.isSharp = false;
  }

  /** Takes another network or other data. */
  setUp(structure, colours) {
    Object.assign(this, { structure, colours });
    const last = structure.layers.at(-1);
    this.signed = signedBy(last.activation);
    this.size = structure.grid;
    this.first = structure.neuronCount - last.units;
    this.units = last.units;
    this.grid = new FineGrid(this.size, planeFactor);
    this.small = make("canvas", { width: this.grid.width, height: this.grid.width });
    this.image = this.small.getContext("2d").createImageData(this.grid.width, this.grid.width);
    this.pixels = new Uint32Array(this.image.data.buffer);
    const { data } = structure;
    const classes = data.regression ? "" : texts.ofClasses(data.classCount);
    this.plane.setAttribute("aria-label", texts.planeOf(counted(data.x.length), classes));
    this.drawPoints();
  }

  draw(planes) {
    if (!this.structure.inputsAreThePlane) return;
    const area = this.size * this.size;
    const outputs = Array.from({ length: this.units }, (_, i) =>
      planes.subarray((this.first + i) * area, (this.first + i + 1) * area));
    if (this.units === 1) this.#drawOne(outputs[0]);
    else this.#drawClasses(outputs);
  }

  #drawOne(values) {
    const signed = Float32Array.from(values, this.signed);
    const fine = this.grid.fill(signed);
    for (let i = 0; i < fine.length; i++) {
      const value = this.isSharp ? Math.sign(fine[i]) : fine[i];
      this.pixels[i] = this.colours.table[Colours.index(value)];
    }
    const [context, width] = this.#put();
    if (this.structure.data.regression) return;
    context.strokeStyle = Colours.css(this.colours.ink, 0.8);
    context.lineWidth = 1.6;
    context.stroke(boundaryPath(signed, this.size, width / this.size));
  }

  /** Every place has the colour of its most likely class, paler where that is less sure. */
  #drawClasses(outputs) {
    const area = this.size * this.size;
    const { zero, classes } = this.colours;
    const { width, factor } = this.grid;
    const fine = outputs.map((values) => this.grid.fill(values).slice());
    for (let i = 0; i < width * width; i++) {
      let best = 0;
      for (let unit = 1; unit < fine.length; unit++) if (fine[unit][i] > fine[best][i]) best = unit;
      const least = 1 / fine.length;
      const sure = this.isSharp ? 0.8 : 0.12 + 0.68 * Math.max(0, (fine[best][i] - least) / (1 - least));
      const colour = classes[best % mostClasses];
      this.pixels[i] = packed(zero.map((channel, k) => Math.round(channel + sure * (colour[k] - channel))));
    }
    this.#put();
  }

  /** Enlarges the pixels to the size on the page; answers where to draw on. */
  #put() {
    this.small.getContext("2d").putImageData(this.image, 0, 0);
    const [width] = fitCanvas(this.plane);
    const context = this.plane.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(this.small, 0, 0, width, width);
    return [context, width];
  }

  /** Points change with the data alone, so they have a canvas of their own. */
  drawPoints() {
    const { data, domain } = this.structure;
    const width = this.points.clientWidth || 300;
    const ratio = devicePixelRatio || 1;
    this.points.width = this.points.height = Math.round(width * ratio);
    const context = this.points.getContext("2d");
    context.scale(ratio, ratio);
    const radius = Math.max(2, Math.min(6, 62 / Math.sqrt(data.x.length) * width / 300));
    for (let i = 0; i < data.x.length; i++) {
      if (data.isTest[i] && !this.showsTest) continue;
      const x = width * (data.x[i] - domain.x[0]) / (domain.x[1] - domain.x[0]);
      const y = width * (domain.y[1] - data.y[i]) / (domain.y[1] - domain.y[0]);
      this.#drawPoint(context, x, y, radius, data.target[i], Boolean(data.isTest[i]));
    }
  }

  /** Shows none, until others are set. */
  clearPoints() {
    this.points.getContext("2d").clearRect(0, 0, this.points.width, this.points.height);
  }

  #drawPoint(context, x, y, radius, target, isTest) {
    const { data } = this.structure;
    const shape = data.regression ? 0 : data.classCount > 2 ? target : 0;
    context.fillStyle = data.regression
      ? this.colours.signed(target) : this.colours.ofClass(target, data.classCount);
    context.strokeStyle = isTest ? Colours.css(this.colours.ink) : Colours.css(this.colours.card);
    context.lineWidth = 1;
    const path = pointShape(shape, x, y, radius);
    context.fill(path);
    context.stroke(path);
  }

  /** The place of the plane under a pointer. */
  placeOf(event) {
    const box = this.points.getBoundingClientRect();
    const { domain } = this.structure;
    const [across, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    return {
      x: domain.x[0] + across * (domain.x[1] - domain.x[0]),
      y: domain.y[1] - down * (domain.y[1] - domain.y[0]),
    };
  }
}

/** A shape for every class: disc, square, triangle, diamond, cross, star. */
function pointShape(number, x, y, radius) {
  const path = new Path2D();
  const corners = [0, 4, 3, 4, 12, 10][number] ?? 0;
  if (corners === 0) {
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return path;
  }
  const turn = number === 1 ? Math.PI / 4 : -Math.PI / 2;
  for (let i = 0; i < corners; i++) {
    const isInner = number === 4 ? i % 3 === 1 : number === 5 && i % 2 === 1;
    const reach = radius * (isInner ? 0.5 : 1.3);
    const angle = turn + 2 * Math.PI * i / corners;
    path.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
  path.closePath();
  return path;
}
