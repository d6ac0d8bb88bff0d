// What can be taken away: blueprint, model, pictures, a film, a trace page.

class Exports {
  constructor(engine, structure, note) {
    Object.assign(this, { engine, structure, note });
  }

  show() {
    const kinds = Object.entries(texts.exports)
      .filter(([kind]) => kind !== "film" || "MediaRecorder" in window)
      .map(([kind, name]) => wordButton(name, () => this.#save(kind)));
    openDialog(texts.export, make("div", { class: "choices" }, ...kinds));
  }

  async #save(kind) {
    byId("dialog").close();
    try {
      if (kind === "picture") await saveCanvas(outputPicture(), "output.png");
      else if (kind === "network") await saveNetwork();
      else if (kind === "film") await saveFilm();
      else if (kind === "trace") await this.#saveTrace();
      else await this.#saveFromEngine(kind);
    } catch (error) {
      this.note.error(error.message);
    }
  }

  async #saveTrace() {
    const page = tracePage(this.structure(), await this.engine().give("trace"));
    save(new Blob([page], { type: "text/html" }), "trace.html");
  }

  async #saveFromEngine(kind) {
    const { text, bytes, name } = await this.engine().give(kind);
    const usual = { blueprint: "blueprint.json", model: "model.safetensors" };
    save(new Blob([bytes ?? text]), name ?? usual[kind]);
  }
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function saveCanvas(canvas, name) {
  return new Promise((resolve) => canvas.toBlob((blob) => {
    save(blob, name);
    resolve();
  }));
}

/** The output with its points, at twice its size. */
function outputPicture() {
  const canvas = make("canvas", { width: 800, height: 800 });
  const context = canvas.getContext("2d");
  for (const id of ["outputPlane", "outputPoints"]) context.drawImage(byId(id), 0, 0, 800, 800);
  return canvas;
}

/** The network as it is drawn: links as curves, neurons as their planes. */
async function saveNetwork() {
  const box = byId("canvas").getBoundingClientRect();
  const scale = 2;
  const canvas = make("canvas", { width: box.width * scale, height: box.height * scale });
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--card");
  context.fillRect(0, 0, box.width, box.height);
  context.lineCap = "butt";
  for (const line of document.querySelectorAll("#links .line")) {
    const style = getComputedStyle(line);
    context.strokeStyle = style.stroke;
    context.globalAlpha = Number(style.opacity);
    context.lineWidth = parseFloat(style.strokeWidth);
    context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(parseFloat));
    context.stroke(new Path2D(line.getAttribute("d")));
  }
  context.globalAlpha = 1;
  for (const tile of document.querySelectorAll("#tiles .tile")) {
    const { left, top, width, height } = tile.getBoundingClientRect();
    context.drawImage(tile.querySelector("canvas"), left - box.left, top - box.top, width, height);
  }
  await saveCanvas(canvas, "network.png");
}

/** Five seconds of the output, as the browser films them. */
async function saveFilm() {
  const canvas = outputPicture();
  const context = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(30));
  const pieces = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const isDone = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  recorder.start();
  const end = performance.now() + 5000;
  while (performance.now() < end) {
    await new Promise(requestAnimationFrame);
    for (const id of ["outputPlane", "outputPoints"]) context.drawImage(byId(id), 0, 0, 800, 800);
  }
  recorder.stop();
  await isDone;
  save(new Blob(pieces, { type: recorder.mimeType }), "output.webm");
}
