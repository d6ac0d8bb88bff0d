import BrowserTabs
import Explanation
import TracePages
import Foundation
import NetworkDescription
import Testing
import Thoroughness

extension PageInBrowserTests {
  @Suite("Pages of networks that read digits")
  struct DigitPageTests {
    @Test("Lernmi's network is shown as pictures, in a small file")
    func lernmi() throws {
      let page = try Pages.digits(.lernmiMNIST, steps: 1)
      try open(page) { tab in
        #expect(try tab.number("document.querySelectorAll('#network image.pixels').length") == 16)
        #expect(
          try tab.text(
            "document.querySelector('#network image[aria-label]').getAttribute('aria-label')")
            == "input: 784 values")
        let links = "document.querySelectorAll('#network .link').length"
        #expect(try tab.number(links) == 60)
        _ = try tab.value(
          "(() => { const limit = document.getElementById('linkLimit'); limit.value = 12;"
            + "limit.dispatchEvent(new Event('input')); })()")
        #expect(try tab.number(links) == 12)
        #expect(
          try tab.text("document.getElementById('linkLimitText').textContent") == "12 of 11,910")
        _ = try tab.value(
          "(() => { const limit = document.getElementById('linkLimit'); limit.value = 60;"
            + "limit.dispatchEvent(new Event('input')); })()")
        for (width, height) in [(1024, 640), (1280, 800)] {
          try tab.show(on: Tab.Screen(width: width, height: height))
          #expect(try tab.text(PageFit.overflows) == "", "\(width) × \(height)")
        }
        try tab.show(on: .phone)
        #expect(try tab.number("document.documentElement.scrollWidth") == 390)
      }
    }

    @Test(
      "Pictures for the documentation are taken of a network that has learned",
      .enabled(if: Screenshots.areWritten, "GLASSBOX_WRITE_SCREENSHOTS=1 takes them"))
    func pictures() throws {
      try open(Pages.learnedDigits(steps: 12)) { tab in
        func go(toKind kind: String, _ more: Int) throws {
          let step = "glassbox.trace.steps[1]"
          _ = try tab.value(
            "glassbox.goTo(glassbox.trace.offsets[1] + \(step).kinds.indexOf(\(kind)) + \(more))")
        }
        // The kinds of moments are numbered as in Moment.Kind.
        try go(toKind: "6", 60)
        try Screenshots.take(tab, "digits-light")
        try tab.press("d")
        try go(toKind: "5", -4)
        try Screenshots.take(tab, "digits-dark")
        try tab.show(on: .phone)
        try Screenshots.take(tab, "digits-phone")
      }
    }

    @Test(
      "So is a network of 669,706 parameters",
      .enabled(if: Thoroughness.isFull, Comment(rawValue: Thoroughness.needed)))
    func multilayerPerceptron() throws {
      let page = try Pages.digits(.mnistMLP, steps: 1)
      try open(page) { tab in
        #expect(try tab.number("document.querySelectorAll('#network .frame').length") == 5)
        try tab.press("PageDown")
        try tab.press("End")
      }
    }

    private func open(_ page: TracePage, _ body: (Tab) throws -> Void) throws {
      #expect(page.html.utf8.count < 5_000_000)
      try Pages.withFile(of: page) { file in
        let tab = try Tab(file)
        try body(tab)
        #expect(tab.complaints == [])
        #expect(tab.requests == [file.absoluteString])
        try tab.close()
      }
    }
  }
}
