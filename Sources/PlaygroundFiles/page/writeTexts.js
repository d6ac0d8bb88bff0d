// Texts stand in the page by their names.

/** Writes the texts into the elements that name them. */
function writeTexts(root) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = texts[element.dataset.text];
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", texts[element.dataset.label]);
    if (element.matches("button")) element.title = texts[element.dataset.label];
  }
  for (const element of root.querySelectorAll("[data-hint]")) {
    element.placeholder = texts[element.dataset.hint];
  }
}
