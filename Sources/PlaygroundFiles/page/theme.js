// Dark or light: as the system says, until somebody chooses.

function toggleTheme() {
  document.documentElement.dataset.theme = currentTheme() === "dark" ? "light" : "dark";
  recolour();
}

function currentTheme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
