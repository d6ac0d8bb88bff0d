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

  network: "Network",
  networkNow: (name, weights) => `${name}: ${weights} weights`,
  shipped: "the one that comes with Glassbox",
  useShipped: "Back to the shipped one",
  largeModel: (name) => `${name}: a model of more than 200 MB has no room in a page: choose a smaller one.`,
  foot: "The reader of the Swift package Glassbox, compiled to WebAssembly. Nothing leaves this page.",

  keys: "Keys",
  keyList: [
    ["z y", "undo, redo"], ["Delete", "clear the pad"], ["e", "eraser"], ["Tab", "to every part of the page"],
    ["d", "dark or light"], ["?", "this list"],
  ],
};
