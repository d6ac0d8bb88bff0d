import BrowserTabs
import Foundation
import Testing

// What somebody does with the page.
extension Tab {
  /// Does what words say, as a script in the page would.
  @discardableResult
  func perform(_ words: String) throws -> String {
    try text("playground.do(\(Self.literal(words))).then((answer) => String(answer ?? ''))")
  }

  /// Why words cannot be done.
  func refusal(of words: String) throws -> String {
    try text(
      "playground.do(\(Self.literal(words))).then(() => 'done', (error) => error.message)")
  }

  func state() throws -> PlaygroundState {
    try PlaygroundState(json: text("JSON.stringify(playground.state())"))
  }

  /// The words that the address holds.
  func wordsOfAddress() throws -> [String] {
    try text("location.hash").dropFirst().split(separator: "&").map {
      let word = $0.replacingOccurrences(of: "+", with: " ")
      return try #require(word.removingPercentEncoding)
    }
  }

  /// Waits until something is true.
  func wait(for condition: String) throws {
    _ = try text(
      """
      new Promise((done, fail) => {
        const end = performance.now() + 50000;
        const look = () => (\(condition)) ? done("yes")
          : performance.now() > end ? fail(new Error("in vain")) : setTimeout(look, 15);
        look();
      })
      """)
  }

  /// Presses an element of the page where it is seen, with the mouse.
  func click(_ selector: String) throws {
    let place = try middle(of: selector)
    try drag(from: place, to: place)
  }

  /// Where the middle of an element comes to rest: pages scroll for a while.
  func middle(of selector: String) throws -> (Double, Double) {
    let box = try #require(
      try value(
        """
        new Promise((done, fail) => {
          const element = document.querySelector(\(Self.literal(selector)));
          if (!element) return fail(new Error("there is none"));
          element.scrollIntoView({ block: "center", behavior: "instant" });
          let last, pictures = 0;
          const look = () => {
            const { x, y, width, height } = element.getBoundingClientRect();
            const here = [x + width / 2, y + height / 2];
            pictures = String(here) === String(last) ? pictures + 1 : 0;
            last = here;
            if (pictures === 4) done(here); else requestAnimationFrame(look);
          };
          look();
        })
        """) as? [Double])
    return (box[0], box[1])
  }

  /// Types into a field, or chooses from a list, and is done with it.
  func enter(_ text: String, into selector: String) throws {
    _ = try value(
      """
      (() => {
        const field = document.querySelector(\(Self.literal(selector)));
        field.focus();
        field.value = \(Self.literal(text));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      })()
      """)
  }

  /// Lets go of a file over the page.
  func drop(_ name: String, _ text: String) throws {
    _ = try value(
      """
      (() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([\(Self.literal(text))], \(Self.literal(name))));
        dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true }));
      })()
      """)
  }

  /// A text as JavaScript.
  static func literal(_ text: String) -> String {
    let json = try? JSONSerialization.data(withJSONObject: [text])
    return String(decoding: json ?? Data(), as: UTF8.self).dropFirst().dropLast().description
  }
}
