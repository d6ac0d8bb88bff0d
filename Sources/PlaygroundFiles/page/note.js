// One line above the network for what somebody should know: an error, or what the doctor found.

class Note {
  constructor(command) {
    Object.assign(this, { command, element: byId("note") });
  }

  error(sentence) {
    this.#show("error", sentence);
  }

  tell(sentence) {
    this.#show("told", sentence);
    setTimeout(() => { if (this.shown === sentence) this.hide(); }, 6000);
  }

  /** Says something that need not be said again for every picture. */
  tellOnce(sentence) {
    if (this.told) return;
    this.told = true;
    this.tell(sentence);
  }

  /** Shows why it does not learn, with a way back to before. */
  diagnosis(diagnosis) {
    if (!diagnosis) {
      if (this.kind === "diagnosis") this.hide();
      this.dismissed = undefined;
      return;
    }
    const { sentence, epochBefore } = diagnosis;
    if (sentence === this.shown || sentence === this.dismissed) return;
    const back = wordButton(texts.goBack(counted(epochBefore)), async () => {
      await this.command("pause");
      await this.command(`go ${epochBefore}`);
      this.hide();
    }, "primary");
    this.#show("diagnosis", sentence, ...(epochBefore === undefined || epochBefore === null ? [] : [back]));
  }

  hide() {
    this.element.hidden = true;
    this.shown = this.kind = undefined;
  }

  #show(kind, sentence, ...buttons) {
    this.kind = kind;
    this.shown = sentence;
    this.element.className = `note card ${kind}`;
    const dismiss = iconButton("×", texts.dismiss, () => {
      this.dismissed = sentence;
      this.hide();
    });
    this.element.replaceChildren(make("p", {}, sentence), ...buttons, dismiss);
    this.element.hidden = false;
  }
}
