// Keys that do something on the whole page.

/** Does what keys stand for, unless somebody types or a control has the key for itself. */
function listenToKeyActs(acts) {
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const isTyping = target.matches("input[type=text], textarea, select");
    if (isTyping || byId("dialog").open || event.ctrlKey || event.metaKey || event.altKey) return;
    // A slider or button has these keys for itself.
    const isOwn = (target.matches("input[type=range]") && event.key.startsWith("Arrow"))
      || (target.matches("button, summary, input[type=checkbox], .link") && event.key === " ");
    const act = acts[event.key];
    if (!act || isOwn) return;
    event.preventDefault();
    act(event);
  });
}
