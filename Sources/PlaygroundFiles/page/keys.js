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
  listenToKeyActs(acts);
}
