// Dark or light: as the system says, unless somebody has chosen.

function currentTheme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** Changes to the other theme, and calls back whenever the theme is another. */
function listenForTheme(themeChanged) {
  const toggle = () => {
    document.documentElement.dataset.theme = currentTheme() === "dark" ? "light" : "dark";
    themeChanged();
  };
  byId("theme").addEventListener("click", toggle);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", themeChanged);
  return toggle;
}
