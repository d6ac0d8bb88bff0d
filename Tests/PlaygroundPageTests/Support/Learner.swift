import BrowserTabs
import Foundation
import Playground
import Testing

/// Somebody at the page, and beside it the same engine as it runs natively.
struct Learner {
  let tab: Tab
  let native: PlaygroundSession

  /// Says words to the page and to the native engine; afterwards both have the same numbers.
  func say(_ words: String, at location: SourceLocation = #_sourceLocation) throws {
    try tab.perform(words)
    try native.finish(words)
    try expectSameNumbers(at: location)
  }

  /// Tells the native engine what somebody has done on the page by hand.
  func follow(_ words: String, at location: SourceLocation = #_sourceLocation) throws {
    try native.finish(words)
    try expectSameNumbers(at: location)
  }

  /// Every weight, bias, loss and accuracy of the page is the native engine's, bit for bit.
  func expectSameNumbers(at location: SourceLocation = #_sourceLocation) throws {
    let (page, native) = (try tab.state(), try PlaygroundState(json: native.stateJSON))
    #expect(page == native, sourceLocation: location)
  }

  /// A number that is shown on the page, with all of its digits.
  func shown(_ figure: String) throws -> Double? {
    Double(try tab.text("document.querySelector('[data-figure=\(figure)]').dataset.exact"))
  }
}

/// What a playground says of itself, with numbers as their bits.
struct PlaygroundState: Equatable {
  var epoch: Double
  var step: Double
  var loss: UInt64?
  var testLoss: UInt64?
  var accuracy: UInt64?
  var weights: [String: UInt64]
  var biases: [String: UInt64]

  init(json: String) throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    func number(_ key: String) -> Double? { (object[key] as? NSNumber)?.doubleValue }
    epoch = try #require(number("epoch"))
    step = try #require(number("step"))
    (loss, testLoss) = (number("loss")?.bitPattern, number("testLoss")?.bitPattern)
    accuracy = number("accuracy")?.bitPattern
    func numbers(_ key: String) throws -> [String: UInt64] {
      let found = try #require(object[key] as? [String: Any])
      return found.compactMapValues { ($0 as? NSNumber)?.doubleValue.bitPattern }
    }
    (weights, biases) = (try numbers("weights"), try numbers("biases"))
  }

  func weight(_ name: String) throws -> Double {
    Double(bitPattern: try #require(weights[name]))
  }
}
