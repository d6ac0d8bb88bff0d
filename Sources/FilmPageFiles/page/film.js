"use strict";
// Shows one moment at a time.
const film = JSON.parse(document.getElementById("data").textContent);
// Two bytes for each place of the answers, where 32767 is 1, and one for each of a neuron's,
// where 1 is −1, 128 is 0 and 255 is 1; all become numbers from −1 to 1.
const answers = pairs(bytes(film.answers));
const neurons = Float32Array.from(bytes(film.neurons), (byte) => (byte - 128) / 127);
const byId = (id) => document.getElementById(id);
const neuronCanvases = [];
let moment = 0;
let timer = null;
let colours = readColours();

function bytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function pairs(bytes) {
  const view = new DataView(bytes.buffer);
  return Float32Array.from(
    { length: bytes.length / 2 }, (_, place) => view.getInt16(2 * place) / 32767);
}

/** The colours of the page as it is now, light or dark. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => {
    const hex = style.getPropertyValue(name).trim();
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  };
  const named = (name) => style.getPropertyValue(name).trim();
  return {
    positive: colour("--positive"), negative: colour("--negative"), zero: colour("--zero"),
    divide: named("--divide"), text: named("--text"), faint: named("--faint"),
    line: named("--line"), accent: named("--accent"), page: named("--page"),
  };
}

/** The colour of a number from −1 to 1. */
function mixed(value) {
  const end = value < 0 ? colours.negative : colours.positive;
  const share = Math.min(Math.abs(value), 1);
  return colours.zero.map((zero, channel) => Math.round(zero + share * (end[channel] - zero)));
}

/** Makes a canvas as fine as the screen; returns its context and its size in pixels of the page. */
function sharp(canvas) {
  const box = canvas.getBoundingClientRect();
  const fine = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(box.width * fine), Math.round(box.height * fine)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d");
  context.setTransform(fine, 0, 0, fine, 0, 0);
  return { context, width: box.width, height: box.height };
}

/** Paints a map of numbers over a whole canvas, smoothly. */
function paint(canvas, all, first, side, strength) {
  const { context, width, height } = sharp(canvas);
  const small = document.createElement("canvas");
  small.width = side;
  small.height = side;
  const picture = new ImageData(side, side);
  for (let place = 0; place < side * side; place += 1) {
    const [red, green, blue] = mixed(strength * all[first + place]);
    picture.data.set([red, green, blue, 255], 4 * place);
  }
  small.getContext("2d").putImageData(picture, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.clearRect(0, 0, width, height);
  // The outer places lie on the edges of the plane: half of each is beyond them.
  const margin = 0.5;
  context.drawImage(
    small, margin, margin, side - 2 * margin, side - 2 * margin, 0, 0, width, height);
  return { context, width, height };
}

/** Draws the line where the answer is 0, square by square. */
function drawDivide({ context, width, height }, first) {
  const side = film.side;
  const value = (column, row) => answers[first + row * side + column];
  const step = { x: width / (side - 1), y: height / (side - 1) };
  context.strokeStyle = colours.divide;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let row = 0; row < side - 1; row += 1) {
    for (let column = 0; column < side - 1; column += 1) {
      const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([right, down]) => ({
        x: column + right, y: row + down, value: value(column + right, row + down),
      }));
      const crossings = [];
      corners.forEach((corner, index) => {
        const other = corners[(index + 1) % 4];
        if ((corner.value > 0) === (other.value > 0)) return;
        const share = corner.value / (corner.value - other.value);
        crossings.push([
          (corner.x + share * (other.x - corner.x)) * step.x,
          (corner.y + share * (other.y - corner.y)) * step.y,
        ]);
      });
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        context.moveTo(...crossings[pair]);
        context.lineTo(...crossings[pair + 1]);
      }
    }
  }
  context.stroke();
}

/** Draws the points: discs, or squares on a corner for the first class. */
function drawPoints({ context, width, height }) {
  const radius = film.points.length < 20 ? 8 : Math.max(2.5, width / 130);
  for (const [x, y, label, isTest] of film.points) {
    const left = (x - film.x[0]) / (film.x[1] - film.x[0]) * width;
    const top = (1 - (y - film.y[0]) / (film.y[1] - film.y[0])) * height;
    if (left < 0 || left > width || top < 0 || top > height) continue;
    context.beginPath();
    if (film.regression || label > 0) {
      context.arc(left, top, radius, 0, 2 * Math.PI);
    } else {
      const reach = radius * 1.3;
      context.moveTo(left, top - reach);
      context.lineTo(left + reach, top);
      context.lineTo(left, top + reach);
      context.lineTo(left - reach, top);
      context.closePath();
    }
    context.fillStyle = `rgb(${mixed(label).join(" ")})`;
    context.strokeStyle = isTest ? "#000000" : "#ffffff";
    context.lineWidth = 1.2;
    context.fill();
    context.stroke();
  }
}

/** Where the losses stand: logarithmic where the largest is more than 30 times the smallest. */
function lossScale() {
  const values = film.losses.map((entry) => entry[1]).filter(Number.isFinite);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isLogarithmic = least > 0 && most / least > 30;
  const map = isLogarithmic ? Math.log : (value) => value;
  const [low, high] = [map(least), map(most)];
  return {
    isLogarithmic, least, most,
    share: (value) => (high > low ? (map(value) - low) / (high - low) : 0.5),
  };
}

const losses = lossScale();
const lastEpoch = Math.max(1, film.frames[film.frames.length - 1].epoch);

/** Where an epoch stands on the width, as moments do: evenly spaced. */
function widthOf(epoch) {
  const frames = film.frames;
  if (epoch >= lastEpoch) return 1;
  let index = 0;
  while (index + 1 < frames.length && frames[index + 1].epoch <= epoch) index += 1;
  const span = frames[index + 1].epoch - frames[index].epoch;
  return (index + (epoch - frames[index].epoch) / span) / (frames.length - 1);
}

function drawLosses() {
  const { context, width, height } = sharp(byId("losses"));
  const [left, right, top, bottom] = [6, width - 6, 8, height - 8];
  const x = (epoch) => left + widthOf(epoch) * (right - left);
  const y = (loss) => bottom - losses.share(loss) * (bottom - top);
  context.clearRect(0, 0, width, height);
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.strokeRect(left - 5.5, top - 7.5, right - left + 11, bottom - top + 15);
  context.strokeStyle = colours.text;
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.beginPath();
  for (const [epoch, loss] of film.losses) context.lineTo(x(epoch), y(loss));
  context.stroke();
  const frame = film.frames[moment];
  context.strokeStyle = colours.accent;
  context.beginPath();
  context.moveTo(x(frame.epoch), top - 6);
  context.lineTo(x(frame.epoch), bottom + 6);
  context.stroke();
}

/** A number in few digits. */
function short(number) {
  return number >= 100 ? number.toFixed(0) : Number(number.toPrecision(3)).toString();
}

function show(next) {
  moment = Math.min(Math.max(next, 0), film.frames.length - 1);
  const frame = film.frames[moment];
  const size = film.side * film.side;
  const drawn = paint(byId("answer"), answers, moment * size, film.side, 0.85);
  if (!film.regression) drawDivide(drawn, moment * size);
  drawPoints(drawn);
  const small = film.neuronSide * film.neuronSide;
  neuronCanvases.forEach((canvas, index) => {
    paint(
      canvas, neurons, (moment * neuronCanvases.length + index) * small, film.neuronSide, 1);
  });
  drawLosses();
  const reading = `epoch ${frame.epoch} of ${film.epochs}`
    + (frame.loss === null ? ", the first weights" : `, loss ${short(frame.loss)}`);
  byId("reading").value = reading;
  byId("moment").value = moment;
  byId("moment").setAttribute("aria-valuetext", reading);
  byId("answer").setAttribute("aria-label", `what the network answers over the plane, ${reading}`);
  byId("least").textContent = `−${frame.limit}`;
  byId("most").textContent = frame.limit;
}

function stop() {
  if (timer !== null) clearInterval(timer);
  timer = null;
  byId("play").textContent = "Play";
}

function play() {
  stop();
  if (moment === film.frames.length - 1) show(0);
  byId("play").textContent = "Pause";
  timer = setInterval(() => {
    show(moment + 1);
    if (moment === film.frames.length - 1) stop();
  }, Number(byId("speed").value));
}

function toggle() {
  if (timer === null) play(); else stop();
}

function step(by) {
  stop();
  show(moment + by);
}

function addLayers() {
  for (const layer of film.layers) {
    const section = document.createElement("section");
    const heading = document.createElement("h2");
    const count = layer.shown < layer.all ? `${layer.shown} of ${layer.all}` : `${layer.all}`;
    heading.textContent = `layer ${layer.layer}: ${count} neurons, ${layer.activation}`;
    const row = document.createElement("div");
    row.className = "neurons";
    for (let position = 0; position < layer.shown; position += 1) {
      const figure = document.createElement("figure");
      const canvas = document.createElement("canvas");
      const caption = document.createElement("figcaption");
      caption.textContent = `${layer.layer}.${position}`;
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", `what neuron ${caption.textContent} puts out`);
      figure.append(canvas, caption);
      row.append(figure);
      neuronCanvases.push(canvas);
    }
    section.append(heading, row);
    byId("layers").append(section);
  }
  if (film.layers.length === 0) {
    const words = document.createElement("p");
    words.textContent = "The network has no hidden neurons: its answer is all there is to see.";
    byId("layers").append(words);
  }
}

function keyPressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isChoosing = event.target.tagName === "SELECT";
  const last = film.frames.length - 1;
  const actions = {
    " ": toggle, ArrowLeft: () => step(-1), ArrowRight: () => step(1),
    Home: () => step(-last), End: () => step(last),
  };
  const action = actions[event.key];
  // A button takes the space bar for itself, a list the arrows.
  if (!action || isChoosing || (event.key === " " && event.target.tagName === "BUTTON")) return;
  event.preventDefault();
  action();
}

addLayers();
byId("moment").max = film.frames.length - 1;
byId("lossAxis").textContent = film.losses.length === 0 ? "" :
  `from ${short(losses.least)} to ${short(losses.most)}${losses.isLogarithmic ? ", logarithmic" : ""}`;
byId("play").addEventListener("click", toggle);
byId("back").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("moment").addEventListener("input", (event) => {
  stop();
  show(Number(event.target.value));
});
byId("speed").addEventListener("change", () => { if (timer !== null) play(); });
byId("losses").addEventListener("pointerdown", (event) => {
  const box = event.target.getBoundingClientRect();
  stop();
  show(Math.round((event.clientX - box.left - 6) / (box.width - 12) * (film.frames.length - 1)));
});
document.addEventListener("keydown", keyPressed);
window.addEventListener("resize", () => show(moment));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  colours = readColours();
  show(moment);
});
show(0);
// Who has asked for less motion starts the film by hand.
if (!matchMedia("(prefers-reduced-motion: reduce)").matches) play();
