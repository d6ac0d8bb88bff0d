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
    while (this.next !== undefined) {
      const now = this.next;
      this.next = undefined;
      await this.send(now);
    }
    this.isBusy = false;
  }
}
