// Everything can be done with keys alone.

function listenToKeys({ clock, stepView, command, toggleTheme }) {
  const acts = {
    " ": () => clock.toggle(),
    ArrowRight: (event) => clock.step(event.shiftKey ? 10 : 1),
    ArrowLeft: (event) => clock.step(event.shiftKey ? -10 : -1),
    Home: () => command("reset"),
    n: () => command("next"),
    p: () => command("previous"),
    i: () => stepView.toggle(),
    z: () => command("undo"),
    y: () => command("redo"),
    d: () => toggleTheme(),
    "?": () => showKeys(),
  };
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
