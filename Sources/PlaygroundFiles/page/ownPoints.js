// Points that somebody sets on the plane, by mouse, finger or keys, in up to six classes.

/** How near a press must be to a point to mean it, as a share of the plane. */
const nearness = 0.035;
/** How long a finger rests to mean "take away". */
const holdMilliseconds = 550;

class OwnPoints {
  constructor(command, output) {
    Object.assign(this, { command, output, chosen: 0, isSetting: false });
    this.latest = new Latest(command);
    const plane = byId("plane");
    plane.addEventListener("pointerdown", (event) => this.#press(event));
    plane.addEventListener("pointerup", (event) => this.#letGo(event));
    plane.addEventListener("contextmenu", (event) => {
      if (!this.isSetting) return;
      event.preventDefault();
      this.#takeAway(this.output.placeOf(event));
    });
    byId("ownData").addEventListener("toggle", () => this.#setting(byId("ownData").open));
  }

  setUp(structure, colours) {
    this.structure = structure;
    this.colours = colours;
    this.#showClasses();
    // Points that were set since the engine was asked are more than it knows of.
    if (this.latest.isBusy) return;
    const { data } = structure;
    // A gate's or a set's points can be gone on with; a file's thousands cannot.
    this.points = data.name === "points"
      ? Array.from(data.x, (x, i) => ({ x, y: data.y[i], kind: this.#classOf(data.target[i]) })) : [];
  }

  begin() {
    byId("ownData").open = true;
    byId("ownData").scrollIntoView({ block: "nearest" });
    byId("classes").querySelector("button").focus();
    this.#setting(true);
  }

  #setting(isOn) {
    this.isSetting = isOn;
    byId("plane").classList.toggle("setting", isOn);
  }

  #classOf(target) {
    return this.structure.data.classCount > 2 ? target : target > 0 ? 1 : 0;
  }

  /** The buttons stay where they are: a press that has begun on one ends on it. */
  #showClasses() {
    this.buttons ??= this.#buildClasses();
    this.buttons.forEach((button, number) => {
      button.setAttribute("aria-checked", String(number === this.chosen));
      button.replaceChildren(classIcon(number, this.#colour(number)));
    });
  }

  #buildClasses() {
    const buttons = Array.from({ length: mostClasses }, (_, number) => {
      const button = make("button", {
        type: "button", class: "class", role: "radio", "aria-label": texts.classNamed(number),
        title: texts.classNamed(number), "data-class": number,
      });
      button.addEventListener("click", () => {
        this.chosen = number;
        this.#showClasses();
      });
      return button;
    });
    const clear = wordButton(texts.clearPoints, () => {
      this.points = [];
      this.output.clearPoints();
    }, "small");
    byId("classes").replaceChildren(...buttons, clear);
    return buttons;
  }

  #colour(number) {
    const count = Math.max(2, this.chosen + 1, ...(this.points ?? []).map(({ kind }) => kind + 1));
    return number < 2 && count <= 2
      ? this.colours.ofClass(number, 2) : Colours.css(this.colours.classes[number]);
  }

  #press(event) {
    if (!this.isSetting || event.button !== 0) return;
    this.pressed = { at: this.output.placeOf(event), time: event.timeStamp };
  }

  #letGo(event) {
    if (!this.isSetting || !this.pressed) return;
    const { at, time } = this.pressed;
    this.pressed = undefined;
    if (event.pointerType === "touch" && event.timeStamp - time > holdMilliseconds) this.#takeAway(at);
    else this.#send([...this.points, { ...at, kind: this.chosen }]);
  }

  #takeAway({ x, y }) {
    const { domain } = this.structure;
    const reach = nearness * (domain.x[1] - domain.x[0]);
    const distance = (point) => Math.hypot(point.x - x, point.y - y);
    const near = this.points.filter((point) => distance(point) < reach)
      .sort((a, b) => distance(a) - distance(b))[0];
    if (near) this.#send(this.points.filter((point) => point !== near));
  }

  #send(points) {
    this.points = points;
    if (points.length === 0) return this.output.clearPoints();
    const words = points.map(({ x, y, kind }) => `${x.toFixed(2)},${y.toFixed(2)},${kind}`);
    return this.latest.take(`data points ${words.join(";")}`);
  }
}

/** The shape and colour that points of a class have. */
function classIcon(number, colour) {
  const canvas = make("canvas", { width: 36, height: 36 });
  const context = canvas.getContext("2d");
  context.fillStyle = colour;
  context.fill(pointShape(number < 2 ? 0 : number, 18, 18, 10));
  return canvas;
}
