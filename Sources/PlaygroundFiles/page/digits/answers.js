// What was read: boxes on the pad, the answers, the probabilities, the 28 × 28 pixels.

class Answers {
  constructor(pad, names, chosen) {
    Object.assign(this, { pad, names, chosen, pieces: [], index: 0 });
  }

  get piece() { return this.pieces[this.index]; }

  show(pieces) {
    this.pieces = pieces;
    this.index = Math.min(this.index, Math.max(0, pieces.length - 1));
    // Where there is a digit, a blot beside it is not what one asks about.
    if (this.piece && !this.piece.isDigit) {
      const first = pieces.findIndex((piece) => piece.isDigit);
      if (first >= 0) this.index = first;
    }
    this.#showBoxes();
    this.#showText();
    this.#showPiece();
  }

  choose(index) {
    this.index = index;
    this.#showBoxes();
    this.#showPiece();
    this.chosen();
  }

  /** After the answers were given other names. */
  rename() {
    byId("probabilities").replaceChildren();
    this.#showPiece();
  }

  /** In words: what `glassbox read` writes. */
  get text() {
    const lines = [];
    for (const piece of this.pieces) {
      (lines[piece.line] ??= []).push(piece.isDigit ? piece.answer : "·");
    }
    return lines.filter((line) => line).map((line) => line.join(" ")).join("\n");
  }

  #showBoxes() {
    const { width, height } = this.pad.size;
    byId("boxes").replaceChildren(...this.pieces.map((piece, index) => {
      const { box } = piece;
      const kind = !piece.isDigit ? "mark" : piece.isDoubtful ? "doubtful" : "sure";
      const label = texts.piece(piece);
      const button = make("button", {
        type: "button", class: `box ${kind}`, "aria-label": label, title: label,
        "aria-pressed": String(index === this.index && this.pieces.length > 1),
        style: `left:${box.x / width * 100}%;top:${box.y / height * 100}%;`
          + `width:${box.width / width * 100}%;height:${box.height / height * 100}%`,
      }, make("span", {}, piece.isDigit ? piece.answer : "·"));
      button.addEventListener("click", () => this.choose(index));
      return button;
    }));
  }

  #showText() {
    const element = byId("answer");
    const { text } = this;
    element.textContent = text || "–";
    element.classList.toggle("long", text.length > 3);
    byId("answerAbout").textContent = this.piece ? texts.sure(this.piece) : texts.drawSomething;
    byId("spoken").textContent = text ? texts.read(text) : "";
  }

  #showPiece() {
    const { piece } = this;
    const list = byId("probabilities");
    if (list.children.length === 0) {
      list.classList.toggle("worded", this.names.all.some((name) => name.length > 2));
      list.replaceChildren(...this.names.all.map((name) => make("li", {},
        make("b", { title: name }, name), make("i", {}), make("span", {}))));
    }
    const best = piece?.isDigit ? bestOf(piece) : -1;
    [...list.children].forEach((row, digit) => {
      const probability = piece?.isDigit ? piece.probabilities[digit] : 0;
      row.style.setProperty("--share", probability);
      row.className = digit === best ? "best" : "";
      row.lastChild.textContent = piece?.isDigit ? percentOf(probability) : "";
    });
    byId("answerAbout").textContent = piece ? texts.sure(piece) : texts.drawSomething;
  }
}

/** The position of the likeliest answer. */
function bestOf({ probabilities }) {
  return probabilities.indexOf(Math.max(...probabilities));
}

/** A share as `glassbox read` writes it. */
function percentOf(share) {
  return `${(share * 100).toFixed(2)} %`;
}

/** Draws grey bytes on a canvas of their size. */
function drawGrey(canvas, { width, height, bytes }) {
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = 0xff000000 | bytes[i] * 0x010101;
  context.putImageData(image, 0, 0);
}
