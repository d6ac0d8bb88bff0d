// Every text of the page about digits, in one place, so that it can be translated. What the engine
// says (errors, sentences, equations) comes from the engine.

const texts = {
  title: "Glassbox Digits",
  skip: "To the pad",
  pages: "Pages",
  plane: "Plane",
  digits: "Digits",
  undo: "Undo (z)",
  redo: "Redo (y)",
  clear: "Clear the pad (Delete)",
  eraser: "Eraser (e)",
  camera: "Camera",
  chooseFile: "Picture or model file …",
  dropHint: "or drop or paste a picture",
  theme: "Dark or light (d)",
  help: "Keys (?)",
  close: "Close",
  dismiss: "Dismiss",
  copy: "Copy",
  asCommand: "As a command",
  asCommandHint: "The same in a terminal:",
  starting: "The engine starts …",
  noEngine: "This browser does not run WebAssembly with SIMD in a worker, which the page needs: try a newer one.",
  engineGone: "The engine ran out of memory or failed, and was started anew; your drawing is still there.",

  pad: "Write a digit, or several",
  padLabel: "Pad to write on, with mouse, finger or pen",
  answer: "It reads",
  drawSomething: "Write something on the pad.",
  badPoint: (text) => `“${text}”: expected a point such as 10,20`,
  nothingFound: "There is no digit in this picture.",
  sure: (piece) => !piece.isDigit
    ? `no digit (${percentOf(piece.none)} sure)`
    : piece.isDoubtful
      ? `doubtful: ${percentOf(piece.probability)}, or ${piece.runnerUp}`
      : `${percentOf(piece.probability)} sure; next would be ${piece.runnerUp}`,
  piece: (piece) => piece.isDigit
    ? `${piece.answer}, ${percentOf(piece.probability)}${piece.isDoubtful ? `, or ${piece.runnerUp}` : ""}`
    : "no digit: a letter, a sign or a blot",
  read: (text) => `read: ${text}`,
  probabilities: "How probable each digit is",
  time: (milliseconds) => `read in ${milliseconds.toFixed(0)} ms`,
  stagesHeading: "From the stroke to 28 × 28 pixels",
  stages: {
    "1-grey": "grey", "1b-sheet": "the sheet", "2-evenly-lit": "evenly lit", "3-ink": "ink",
    "4-pieces": "pieces", "4b-lines-and-cuts": "lines and cuts", "5-digit": "one digit",
    "6-thickness": "pen's thickness", "7-fitted-20x20": "fitted to 20 × 20",
    "8-centred-28x28": "centred in 28 × 28",
  },
  pastedPicture: "the pasted picture",
  noPicture: (name) => `${name}: this browser cannot read it as a picture: save it again, as PNG or JPEG.`,
  largePicture: (width, height, most) =>
    `The picture is ${width} × ${height} pixels; at most ${most} in all are taken: make it smaller first.`,
  noCamera: "There is no camera, or the browser refused it: allow it in the address bar, or choose a picture file.",
  takePicture: "Take the picture",

  reasonsHeading: "Why",
  against: "against",
  reasons: (answer, other, difference) =>
    `Blue ink spoke for ${answer}, orange ink for ${other}; ${answer} is ahead by ${difference}.`,
  heat: "The ink that spoke for the answer and against it",
  whatIf: "What would have to change?",
  changedInk: "The ink that would have to change",
  changed: (count, answer, probability) =>
    `With ${count} ${count === 1 ? "pixel" : "pixels"} more (blue) or less (orange) it is read as ${answer} (${probability}).`,

  network: "Network",
  networkNow: (name, layers, weights) => `${name}: ${layers}, ${weights} weights`,
  shipped: "the one that comes with Glassbox",
  useShipped: "The shipped one",
  useInside: "The one in this page",
  untrained: "An untrained one",
  saveModel: "Save",
  learn: "Watch it learn",
  pauseLearning: "Pause",
  rate: "rate",
  drawnData: "Drawn digits",
  weightPictures: "The weights of each hidden neuron, as pictures",
  weightPicture: (unit) => `weights of hidden neuron ${unit}`,
  learningCurve: "Accuracy (whole line) and loss (dashed line) over the samples",
  learningNow: (seen, epoch, accuracy, rate) =>
    `${seen} samples, epoch ${epoch}; ${accuracy} of the test digits right${rate ? `; ${rate} samples a second` : ""}`,
  dataNow: (name, count, test) => `learns from ${count} ${name}, tested on ${test} others`,
  waitingForOther: (name) => `${name}: now its other file: MNIST has one of pictures and one of labels.`,
  notIDX: (name) => `${name}: it is no file of MNIST, plain or gzipped: choose it again.`,

  teachHeading: "Teach it your hand",
  thisIs: "This is a",
  teach: "Teach",
  saveZip: "Save drawings (zip)",
  ownDrawings: "Your drawings; a click takes one away",
  ownNow: (learned, heldOut) => learned + heldOut === 0
    ? "Write a digit and say which it is; every second one of each digit is kept apart, to test."
    : `${learned} to learn from, ${heldOut} kept apart`,
  ownDrawing: (label, isHeldOut) => `${label}${isHeldOut ? ", kept apart to test" : ""}: take it away`,
  teachingNow: (share) => `it learns: ${share}`,
  taught: (learnedBefore, heldOutBefore, learnedAfter, heldOutAfter) =>
    `Of those kept apart it reads ${heldOutAfter} right, before ${heldOutBefore}; of those it learned from ${learnedAfter}, before ${learnedBefore}.`,
  taughtName: "taught",

  mapsHeading: "What every layer sees",
  mapsHint: "Blue is positive, orange negative. A click on a point of a map shows what it is made of.",
  kinds: { conv2D: "convolution", maxPooling2D: "max pooling", averagePooling2D: "average pooling" },
  layerNow: (kind, extents, largest) => `${kind}, ${extents}; the largest number is ${largest}`,
  map: (filter) => `map ${filter}`,
  filter: (filter) => `filter ${filter}`,
  neuronsOf: (count) => `${count} neurons`,
  pointNow: (filter, row, column) => `map ${filter}, row ${row}, column ${column}`,
  down: "Down",
  up: "Up",
  beyond: "·",
  patch: "patch",
  kernel: "filter",
  products: "products",
  patchOf: (channels) => `patch, sum over ${channels} maps`,
  productsOf: (channels) => `products, sum over ${channels} maps`,
  strongest: "the largest products",
  product: (channel, input, weight, product) => `map ${channel}: ${input} × ${weight} = ${product}`,
  total: (products, bias, sum, activation, output) =>
    `products ${products} + bias ${bias} = ${sum}; ${activation} makes ${output} of it`,
  pooled: (output) => `the marked one passed: ${output}`,
  seen: "The pixels that the point sees",

  stepHeading: "Step through the digit",
  stepThrough: "Look inside",
  steppingStarts: "Neurons and links are being made …",
  stepLabel: "It should be read as",
  stepInput: "The picture is the input layer",
  phaseGroup: "Phases of the step",
  phases: { forward: "Forward", loss: "Loss", backward: "Backward", update: "Update" },
  previousEvent: "Previous event (p)",
  nextEvent: "Next event (n)",
  event: "Event of this step",
  eventAt: (at, count) => `event ${at} of ${count}`,

  largeModel: (name) => `${name}: a model of more than 200 MB has no room in a page: choose a smaller one.`,
  foot: "The reader of the Swift package Glassbox, compiled to WebAssembly. Nothing leaves this page.",

  keys: "Keys",
  keyList: [
    ["z y", "undo, redo"], ["Delete", "clear the pad"], ["e", "eraser"], ["n p", "next, previous event of the step"], ["Tab", "to every part of the page"],
    ["d", "dark or light"], ["?", "this list"],
  ],
};
