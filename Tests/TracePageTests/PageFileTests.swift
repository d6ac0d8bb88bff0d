import NeuronTrace
import Explanation
import TracePages
import NetworkDescription
import NeuronGraph
import Testing
import TextFormats

@Suite("The file of a page")
struct PageFileTests {
  @Test("The example of its documentation makes a page of one step")
  func example() throws {
    let network = try NeuronNetwork(try Recipe.xor.blueprint())
    let page = try TracePage(of: network, about: PageAbout(title: "xor"), steps: 1) { _ in
      TracedSample(title: "0, 1 → 1", inputs: [0, 1], targets: [1])
    }
    #expect(page.stepCount == 1)
    #expect(page.html.hasPrefix("<!doctype html>"))
  }

  @Test("A name cannot break out of the data, and the page asks nobody for anything")
  func safety() throws {
    let name = "</script><script>alert(1)</script><!--"
    let page = try TracePage(
      of: NeuronNetwork(try Recipe.xor.blueprint()), about: PageAbout(title: name), steps: 1,
      sample: Pages.xorSample)
    #expect(!page.html.contains("alert(1)</script>"))
    #expect(page.html.contains("\\u003c/script>\\u003cscript>alert(1)"))
    #expect(page.html.matches(of: /<script/).count == 2)
    #expect(page.html.contains("default-src 'none'"))
    #expect(!page.html.contains("{{"))
  }

  @Test("Its colours of positive and negative are those of all pictures, on light and on dark")
  func colours() throws {
    let style = try TracePage(
      of: NeuronNetwork(try Recipe.or.blueprint()), about: PageAbout(title: "or"), steps: 1,
      sample: Pages.xorSample
    ).html
    for colours in [SignColours.light, .dark] {
      #expect(style.contains("--plus: \(colours.positive.hex); --minus: \(colours.negative.hex);"))
    }
    #expect(Set(style.matches(of: /--plus: #\w+/).map { String($0.output) }).count == 2)
  }

  @Test("Too many steps are refused with the number that fits, which then does")
  func tooManySteps() throws {
    func page(steps: Int) throws -> TracePage {
      try TracePage(
        of: NeuronNetwork(try Recipe.or.blueprint()), about: PageAbout(title: "or"), steps: steps,
        mostBytes: 120_000, sample: Pages.xorSample)
    }
    let error = #expect(throws: TracePageError.self) { try page(steps: 1_000_000) }
    guard case .tooLarge(1_000_000, let fitting, 120_000) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fitting > 5)
    #expect(try page(steps: fitting).html.utf8.count <= 120_000)
    #expect(throws: TracePageError.noSteps(asked: 0)) { try page(steps: 0) }
  }

  @Test("Numbers that grow out of bounds are named with their step")
  func overflow() throws {
    var blueprint = try Recipe.linear.blueprint()
    try blueprint.setLearningRate(1e9)
    let network = try NeuronNetwork(blueprint)
    let error = #expect(throws: TracePageError.self) {
      try TracePage(of: network, about: PageAbout(title: "linear"), steps: 50) { _ in
        TracedSample(title: "one", inputs: [1, 2], targets: [3])
      }
    }
    guard case .overflow(let step, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(step > 1)
    #expect(error?.description.hasSuffix("ask for \(step - 1) steps at most") ?? false)
  }
}
