import BrowserTabs
import Explanation
import TracePages
import Foundation
import NeuronGraph
import NeuronTrace
import PlaceLiterals
import Testing

/// Everything that needs a browser; there is one, so it is one test after the other.
@Suite(
  "Pages in a browser", .serialized,
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

    @Test("Stepping with the keys shows the numbers of every event, to the last bit, and its words")
    func everyNumber() throws {
      try withTab(steps: 2) { tab, steps in
        let lines = try Explanations.xor(steps: 2)
        for (step, events) in steps.enumerated() {
          if step > 0 { try tab.press("ArrowRight") }
          for (index, event) in events.enumerated() {
            try tab.press(index.isMultiple(of: 2) ? "ArrowRight" : "n")
            let place = try tab.text("document.getElementById('whereEvent').textContent")
            #expect(place.hasSuffix("event \(index + 1) of \(events.count)"))
            for (field, number) in event.shownNumbers {
              let cell = "document.querySelector('#inspector [data-field=\(field)]')"
              let shown = try tab.text("\(cell).textContent")
              #expect(Double(shown)?.bitPattern == number.bitPattern, "\(event): \(field)")
            }
            let words = try tab.text("document.getElementById('equation').innerText")
            #expect(lines[step].contains { words.contains($0.afterLabel) }, "\(words)")
          }
        }
      }
    }

    @Test("Back at the start everything is as it was, and at the end again as it was there")
    func thereAndBack() throws {
      try withTab { tab, steps in
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
        _ = try tab.value("new Promise((done) => setTimeout(done, 700))")
        try tab.press(" ", text: " ")
        #expect(try tab.number("glassbox.trace.moment") == 2)
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
