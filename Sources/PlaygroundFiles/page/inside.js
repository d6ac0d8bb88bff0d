// What lies inside the page: bytes, written with letters, and the program of its workers.

/** The bytes of an element whose text is base 64. */
function bytesInside(id) {
  return bytesOf(byId(id).textContent.trim()).buffer;
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
