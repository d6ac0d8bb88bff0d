import BrowserTabs
import Testing

extension PlaneStories {
  @Suite("Screens")
  struct ScreenStories {
    @Test(
      "From a phone to a projector nothing is wider than the screen, in light and dark",
      arguments: [(390, 844), (768, 1024), (1024, 768), (1920, 1080)])
    func fits(width: Int, height: Int) throws {
      for isDark in [false, true] {
        let screen = Tab.Screen(width: width, height: height, isDark: isDark, isPhone: width < 500)
        try Story.withLearner("open circle --seed 1", on: screen) { learner in
          try learner.tab.perform("run 20 epochs")
          for words in ["layers 8,8,8,8", "data points 1,1,0;-2,2,1;3,-3,2"] {
            try learner.tab.perform(words)
            #expect(try learner.tab.number("document.documentElement.scrollWidth") <= Double(width))
            // No heading lies on its neighbour.
            #expect(
              try learner.tab.isTrue(
                """
                [...document.querySelectorAll(".heading")].map((one) => one.getBoundingClientRect())
                  .every((box, i, all) => i === 0 || box.left >= all[i - 1].right - 0.5)
                """))
          }
          let paper = try learner.tab.text(
            "getComputedStyle(document.documentElement).backgroundColor")
          #expect(paper == (isDark ? "rgb(14, 19, 32)" : "rgb(246, 245, 241)"))
        }
      }
    }

    @Test("Everything that can be pressed has a name for those who do not see it")
    func names() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        let nameless = try learner.tab.text(
          """
          [...document.querySelectorAll("button, input, select, [role=button], canvas[role=img]")]
            .filter((one) => !one.getAttribute("aria-label") && !one.textContent.trim()
              && !one.closest("label")?.textContent.trim())
            .map((one) => one.outerHTML).join("\\n")
          """)
        #expect(nameless == "")
      }
    }

    @Test(
      "A finger on a phone holds on to a neuron, and its bias can be typed")
    func phone() throws {
      try Story.withLearner("open circle --seed 1", on: .phone) { learner in
        let place = try learner.tab.middle(of: "[data-neuron='1.2']")
        try learner.tab.drag(from: place, to: place, byTouch: true)
        try learner.tab.wait(
          for: "document.querySelector('#look h3')?.textContent === 'neuron 1.2'")
        try learner.tab.enter("-1.5", into: "#look .editor input[type=text]")
        try learner.tab.wait(for: "playground.state().biases['1.2'] === -1.5")
        try learner.follow("edit bias 1.2 -1.5")
      }
    }

    @Test("Pictures for the documents")
    func pictures() throws {
      try Story.withLearner("open circle --seed 1", on: .desk) { learner in
        try learner.tab.perform("layers 6,4")
        try learner.tab.perform("run 40 epochs")
        try Screenshots.take(learner.tab, "playground-light")
        try learner.tab.show(on: Tab.Screen(width: 1400, height: 1240, isDark: true))
        try learner.tab.perform("next")
        try learner.lookInside()
        try Screenshots.take(learner.tab, "playground-step-dark")
        try learner.tab.press("i")
        try learner.tab.show(on: .phone)
        _ = try learner.tab.value("scrollTo(0, 0)")
        try Screenshots.take(learner.tab, "playground-phone")
        #expect(try learner.tab.number("document.documentElement.scrollWidth") <= 390)
      }
    }
  }
}
