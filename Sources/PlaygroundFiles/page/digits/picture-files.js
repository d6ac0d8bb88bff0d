// Pictures from files, the clipboard and the camera, as pixels.

/** The engine takes pictures of so many pixels, as `glassbox read` does. */
const mostPixels = 1 << 26, mostSide = 16384;

/** The pixels of a picture file: {name, width, height, bytes, canvas}. The colours are not changed. */
async function pictureOf(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, {
      colorSpaceConversion: "none", premultiplyAlpha: "none", imageOrientation: "from-image",
    });
  } catch {
    throw new Error(texts.noPicture(file.name || texts.pastedPicture));
  }
  try {
    return { name: file.name || texts.pastedPicture, ...pixelsOf(bitmap) };
  } finally {
    bitmap.close();
  }
}

/** The pixels of something that can be drawn; what is larger than the engine takes is refused. */
function pixelsOf(source) {
  const [width, height] = [source.videoWidth ?? source.width, source.videoHeight ?? source.height];
  if (width > mostSide || height > mostSide || width * height > mostPixels) {
    throw new Error(texts.largePicture(counted(width), counted(height), counted(mostPixels)));
  }
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0);
  const bytes = new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
  return { width, height, bytes, canvas };
}

/** Takes files that are dropped on the page, pasted, or chosen. */
function listenToFiles(take) {
  const all = (list) => { for (const file of list ?? []) take(file); };
  for (const name of ["dragenter", "dragover"]) {
    addEventListener(name, (event) => {
      event.preventDefault();
      document.body.classList.add("dropping");
    });
  }
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    all(event.dataTransfer.files);
  });
  addEventListener("paste", (event) => all(event.clipboardData?.files));
  byId("file").addEventListener("change", (event) => {
    all(event.target.files);
    event.target.value = "";
  });
}

/** The camera in a dialog: a button takes the picture that is read. */
class Camera {
  constructor(take, tell) {
    Object.assign(this, { take, tell });
    byId("dialog").addEventListener("close", () => this.#stop());
  }

  async open() {
    try {
      if (!navigator.mediaDevices?.getUserMedia) throw new Error("NotSupported");
      this.stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false,
      });
    } catch {
      return this.tell(texts.noCamera);
    }
    const video = make("video", { playsinline: "", autoplay: "", muted: "" });
    video.srcObject = this.stream;
    openDialog(texts.camera, video, wordButton(texts.takePicture, () => {
      const picture = { name: texts.camera, ...pixelsOf(video) };
      byId("dialog").close();
      this.take(picture);
    }, "primary"));
  }

  #stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }
}
