// What lies inside the page: bytes, written with letters, and the program of its workers.

/** The bytes of an element whose text is base 64. */
function bytesInside(id) {
  return bytesOfText(byId(id).textContent.trim()).buffer;
}

/** The bytes that a text in base 64 stands for. */
function bytesOfText(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** A worker that does the program inside the page. */
function newWorker() {
  const program = new Blob([byId("worker").textContent], { type: "text/javascript" });
  const address = URL.createObjectURL(program);
  const worker = new Worker(address);
  // Once the worker has answered, it has read its program.
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}
