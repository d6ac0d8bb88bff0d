import BrowserTabs
import Explanation
import TracePages
import Foundation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import PlaceLiterals
import Testing
import Thoroughness

/// Everything that needs a browser; there is one, so it is one test after the other.
@Suite(
  "Pages in a browser", .serialized, .awayFromOtherTests,
  .enabled(if: Chromium.path != nil, Comment(rawValue: Chromium.isMissing)))
struct PageInBrowserTests {
  @Suite("The page of XOR")
  struct XORPageTests {
    private func withTab(
      steps: Int = 8, on screen: Tab.Screen = .desk,
      _ body: (Tab, [[TraceEvent]]) throws -> Void
    ) throws {
      let (page, events) = try Pages.xor(steps: steps)
      try Pages.withFile(of: page) { file in
        let tab = try Tab(file, on: screen)
        try body(tab, events)
        #expect(tab.complaints == [])
        #expect(tab.requests == [file.absoluteString])
        try tab.close()
      }
    }

    /// What the page shows of one event.
    private struct Shown: Decodable {
      var place: String
      /// The numbers of the inspector, by their fields.
      var numbers: [String: String]
      var words: String
      /// The stepper's sentence.
      var sentence: String

      init(in tab: Tab) throws {
        let text = try tab.text(
          """
          JSON.stringify({
            place: document.getElementById('whereEvent').textContent,
            numbers: Object.fromEntries(
              [...document.querySelectorAll('#inspector [data-field]')].map((cell) =>
                [cell.dataset.field, cell.textContent])),
            words: document.getElementById('equation').innerText,
            sentence: document.querySelector('#equation .sentence')?.textContent ?? ''
          })
          """)
        self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
      }
    }

    @Test(
      "Stepping with the keys shows the numbers of every event, to the last bit, its words, and the stepper's sentence"
    )
    func everyNumber() throws {
      let count = Thoroughness.isFull ? 2 : 1
      try withTab(steps: count) { tab, steps in
        let lines = try Explanations.xor(steps: count)
        let labels = NeuronLabels(try NeuronNetwork(try Recipe.xor.blueprint()))
        for (step, events) in steps.enumerated() {
          if step > 0 { try tab.press("ArrowRight") }
          for (index, event) in events.enumerated() {
            try tab.press(index.isMultiple(of: 2) ? "ArrowRight" : "n")
            let shown = try Shown(in: tab)
            #expect(shown.place.hasSuffix("event \(index + 1) of \(events.count)"))
            for (field, number) in event.shownNumbers {
              let bits = shown.numbers[field].flatMap { Double($0) }?.bitPattern
              #expect(bits == number.bitPattern, "\(event): \(field)")
            }
            #expect(lines[step].contains { shown.words.contains($0.afterLabel) }, "\(shown.words)")
            #expect(shown.sentence == EventWords(labels: labels, event: event).sentence)
          }
        }
      }
    }

    @Test("Back at the start everything is as it was, and at the end again as it was there")
    func thereAndBack() throws {
      try withTab(steps: 2) { tab, steps in
        let state = "Array.from(new BigUint64Array(glassbox.trace.slots.buffer)).join()"
        let start = try tab.text(state)
        try tab.press("End")
        let end = try tab.text(state)
        #expect(start != end)
        let last = try tab.number("glassbox.trace.position")
        // A begin for each step stands before its events.
        #expect(Int(last) + 1 == steps.reduce(0) { $0 + $1.count + 1 })
        _ = try tab.value(
          "for (let i = 0; i < \(Int(last)); i++) document.getElementById('previous').click()")
        #expect(try tab.number("glassbox.trace.position") == 0)
        #expect(try tab.text(state) == start)
        _ = try tab.value(
          "for (let i = 0; i < \(Int(last)); i++) document.getElementById('next').click()")
        #expect(try tab.text(state) == end)
        try tab.press("Home")
        #expect(try tab.text(state) == start)
      }
    }

    @Test("Dragging the time line with mouse or finger goes to events of the trace")
    func dragging() throws {
      for screen in [Tab.Screen.desk, .phone] {
        try withTab(on: screen) { tab, steps in
          let box = try #require(
            tab.value(
              "(({x, y, width, height}) => [x, y, width, height])(document.getElementById('event').getBoundingClientRect())"
            )
              as? [Double])
          let y = box[1] + box[3] / 2
          try tab.drag(
            from: (box[0] + 10, y), to: (box[0] + box[2] * 0.75, y), byTouch: screen.isPhone)
          let moment = Int(try tab.number("glassbox.trace.moment"))
          #expect(abs(Double(moment) - 0.75 * Double(steps[0].count)) < 4)
          let shown = try tab.text("document.getElementById('whereEvent').textContent")
          #expect(shown.hasSuffix("event \(moment) of \(steps[0].count)"))
          let event = steps[0][moment - 1]
          let cell = "document.querySelector('#inspector [data-field=\(event.shownNumbers[0].0)]')"
          #expect(Double(try tab.text("\(cell).textContent")) == event.shownNumbers[0].1)
        }
      }
    }

    @Test("Keys go by phase, neuron and step, play and pause, and list themselves")
    func keys() throws {
      try withTab { tab, steps in
        func phase() throws -> String {
          try tab.text("document.querySelector('[aria-current=true]').textContent")
        }
        for name in ["Forward", "Loss", "Backward", "Update"] {
          try tab.press("PageDown")
          #expect(try phase() == name)
        }
        try tab.press("PageUp")
        #expect(try phase() == "Backward")
        try tab.press("]")
        #expect(try tab.number("glassbox.trace.step") == 1)
        try tab.press("[")
        #expect(try tab.number("glassbox.trace.position") == 0)
        try tab.press("ArrowDown")
        #expect(try tab.number("glassbox.trace.moment") == 1)
        try tab.press(" ", text: " ")
        #expect(
          try tab.text("document.getElementById('play').getAttribute('aria-label')") == "Pause")
        // It plays for as long as it takes to come to the next event.
        _ = try tab.value(
          "new Promise((done) => { const look = () => glassbox.trace.moment > 1 ? done() : setTimeout(look, 5);"
            + " look(); })")
        try tab.press(" ", text: " ")
        #expect(
          try tab.text("document.getElementById('play').getAttribute('aria-label')") == "Play")
        #expect(try tab.number("glassbox.trace.moment") >= 2)
        try tab.press("?", text: "?")
        #expect(try tab.isTrue("document.getElementById('keys').open"))
      }
    }

    @Test("What is pointed at or typed shows its history over the steps; the loss has its curve")
    func histories() throws {
      try withTab { tab, steps in
        _ = try tab.value(
          "(() => { const look = document.getElementById('look'); look.value = '0.1-1.2';"
            + "look.dispatchEvent(new Event('change')); })()")
        #expect(
          try tab.text("document.querySelector('#inspector h3').textContent").contains(
            "input 1 → hidden 2"))
        let weights = steps.flatMap { $0 }.compactMap { event -> Double? in
          guard case .weightUpdate(let told) = event, told.link.name == "0.1-1.2" else {
            return nil
          }
          return told.move.after
        }
        let link =
          "glassbox.trace.network.links.findIndex((l) => glassbox.trace.network.linkName(l) === '0.1-1.2')"
        let history = try tab.text(
          "glassbox.trace.history(glassbox.trace.network.linkSlot(\(link), 'weight')).join()")
        #expect(history.split(separator: ",").map { Double($0) } == weights)
        #expect(try tab.number("document.querySelectorAll('#inspector .spark .curve').length") == 2)
        try tab.press("]")
        for (step, events) in steps.enumerated().dropFirst() {
          let loss = events.compactMap { event -> Double? in
            if case .loss(let told) = event { told.value } else { nil }
          }
          #expect(
            Double(try tab.text("document.getElementById('lossNow').dataset.exact")) == loss.first,
            "step \(step)")
          try tab.press("]")
        }
      }
    }

    @Test("Dark or light follows the system until it is chosen")
    func themes() throws {
      var screen = Tab.Screen.desk
      screen.isDark = true
      try withTab(steps: 40, on: screen) { tab, _ in
        let background = "getComputedStyle(document.documentElement).backgroundColor"
        let dark = try tab.text(background)
        _ = try tab.value("location.hash = 'step=6&moment=44'")
        try Screenshots.take(tab, "xor-dark")
        try tab.press("d")
        #expect(try tab.text(background) != dark)
        _ = try tab.value("location.hash = 'step=6&moment=21'")
        try Screenshots.take(tab, "xor-light")
        try tab.press("d")
        #expect(try tab.text(background) == dark)
      }
    }

    @Test("A phone shows it without scrolling sideways, in letters that can be read")
    func phone() throws {
      try withTab(on: .phone) { tab, _ in
        #expect(try tab.number("document.documentElement.scrollWidth") == 390)
        let smallest =
          "Math.min(...[...document.querySelectorAll('#network text')].filter((t) => t.textContent).map((t) => parseFloat(getComputedStyle(t).fontSize) * document.getElementById('network').getScreenCTM().a))"
        #expect(try tab.number(smallest) >= 9)
        _ = try tab.value("location.hash = 'step=3&moment=46'")
        try Screenshots.take(tab, "xor-phone")
      }
    }

    @Test(
      "On a screen with two columns every event is seen whole, without scrolling",
      arguments: [(1024, 640), (1280, 800), (1920, 1080)])
    func fits(width: Int, height: Int) throws {
      try withTab(steps: 2, on: Tab.Screen(width: width, height: height)) { tab, _ in
        let faults = try tab.text(PageFit.overflows)
        #expect(faults == "")
      }
    }

    /// What the field “look at” makes of a text: whom it shows, and what it says is wrong.
    private struct LookedUp: Equatable {
      var shown = ""
      var wrong = ""

      init(shown: String) { self.shown = shown }

      init(_ text: String, in tab: Tab) throws {
        _ = try tab.value(
          "(() => { const look = document.getElementById('look'); look.value = '\(text)';"
            + "look.dispatchEvent(new Event('change')); })()")
        shown = try tab.text("document.querySelector('#inspector h3')?.textContent ?? ''")
        wrong = try tab.text("document.getElementById('lookWrong').textContent")
      }
    }

    @Test("What is typed under “look at” is found by name or words, or the fault is named")
    func lookUp() throws {
      try withTab(steps: 2) { tab, _ in
        let example = try tab.text("document.getElementById('look').placeholder")
        #expect(example == "neuron 2.0 or link 1.5-2.0")
        for text in ["1.3", "hidden 3", "neuron 1.3"] {
          let found = try LookedUp(text, in: tab)
          #expect(found == LookedUp(shown: "hidden 3 1.3"))
        }
        for text in ["0.1-1.2", "0.1 -> 1.2", "input 1 → hidden 2"] {
          let found = try LookedUp(text, in: tab)
          #expect(found == LookedUp(shown: "input 1 → hidden 2 0.1-1.2"))
        }
        for (text, fault) in [
          ("9.0", "No layer 9: the layers are 0, 1, 2."),
          ("1.6", "No neuron 1.6: layer 1 has 1.0 to 1.5."),
          ("0.0-2.0", "No link 0.0-2.0 on this page: to 2.0 lead 1.0-2.0, 1.1-2.0, 1.2-2.0, …."),
          (
            "seven",
            "“seven” is neither: type a neuron or a link, such as neuron 2.0 or link 1.5-2.0."
          ), ("", ""),
        ] {
          let found = try LookedUp(text, in: tab)
          #expect(found.wrong == fault)
        }
      }
    }

    @Test("The ticks of the loss lie where their numbers say")
    func lossAxis() throws {
      try withTab { tab, steps in
        let labels = try tab.text(
          "[...document.querySelectorAll('#lossCurve .axis:not(.middle):not(.first)')]"
            + ".map((t) => `${t.textContent} ${Number(t.getAttribute('y')) - 3.5}`).join()")
        let ticks = labels.split(separator: ",").compactMap { text -> (loss: Double, y: Double)? in
          let parts = text.split(separator: " ").compactMap { Double($0) }
          return parts.count == 2 && parts[1] < 95 ? (parts[0], parts[1]) : nil
        }
        try #require(ticks.count >= 3)
        let points = try tab.text(
          "document.querySelector('#lossCurve .curve').getAttribute('points')"
        )
        .split(separator: " ").compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
        let losses = steps.flatMap { $0 }.compactMap { event -> Double? in
          if case .loss(let told) = event { told.value } else { nil }
        }
        let perLoss = (ticks[1].y - ticks[0].y) / (ticks[1].loss - ticks[0].loss)
        for tick in ticks {
          #expect(abs(ticks[0].y + perLoss * (tick.loss - ticks[0].loss) - tick.y) < 1e-6)
        }
        for (loss, y) in zip(losses, points) {
          #expect(abs(ticks[0].y + perLoss * (loss - ticks[0].loss) - y) < 0.051)
        }
      }
    }

    @Test("Everything that can be used has a name, and the equation is announced")
    func names() throws {
      try withTab { tab, _ in
        let nameless = """
          [...document.querySelectorAll('button, input, select, [tabindex]')].filter((e) =>
            !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).map((e) => e.outerHTML).join()
          """
        #expect(try tab.text(nameless) == "")
        #expect(
          try tab.text("document.getElementById('equation').getAttribute('aria-live')") == "polite")
        try tab.press("End")
        let label = try tab.text(
          "document.querySelector('[data-neuron=\"2.0\"]').getAttribute('aria-label')")
        #expect(label.hasPrefix("output 0, value 0."))
        #expect(
          try tab.text("document.getElementById('event').getAttribute('aria-valuetext')").contains(
            "update"))
      }
    }
  }
}
