// Commands of sliders and drags, of which only the latest matters.

/** Sends the latest of many commands: one at a time, none in vain. */
class Latest {
  constructor(send) {
    this.send = send;
  }

  async take(words) {
    this.next = words;
    if (this.isBusy) return;
    this.isBusy = true;
    this.work = this.#sendAll();
    await this.work;
  }

  /** Waits until the latest command has been done. */
  async finished() {
    while (this.isBusy) await this.work;
  }

  async #sendAll() {
    while (this.next !== undefined) {
      const now = this.next;
      this.next = undefined;
      await this.send(now);
    }
    this.isBusy = false;
  }
}
