// The address holds everything: the words that make this very moment, and what is hidden.

/** `#open+xor&set+learning-rate+0.3&run+200+epochs&hide+settings`. */
function wordsOfAddress(hash) {
  return hash.replace(/^#/, "").split("&").filter((part) => part !== "").map((part) => {
    try {
      return decodeURIComponent(part.replaceAll("+", " "));
    } catch {
      // An address that was cut within a letter.
      return part;
    }
  });
}

function addressOfWords(words) {
  const parts = words.map((word) => encodeURIComponent(word).replaceAll("%20", "+")
    .replaceAll("%2C", ",").replaceAll("%5E", "^").replaceAll("%3B", ";"));
  return `#${parts.join("&")}`;
}

/** Parts of the page that a teacher has hidden: `hide data,settings,loss`. */
class HiddenParts {
  constructor() {
    this.names = new Set();
  }

  get words() {
    return this.names.size > 0 ? [`hide ${[...this.names].join(",")}`] : [];
  }

  hide(list) {
    for (const name of list.split(",")) this.names.add(name.trim());
    this.apply();
  }

  show(list) {
    for (const name of list.split(",")) this.names.delete(name.trim());
    if (list.trim() === "all") this.names.clear();
    this.apply();
  }

  /** Settings are made anew with every structure, so this is done again then. */
  apply() {
    for (const element of document.querySelectorAll("[data-part]")) {
      element.classList.toggle("hidden", this.names.has(element.dataset.part));
    }
  }
}
