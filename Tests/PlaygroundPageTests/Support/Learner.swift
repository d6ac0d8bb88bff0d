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

  /// Whether a relu neuron answers anything but 0 somewhere on the plane.
  func isActive(_ neuron: String) throws -> Bool {
    let planes = native.singles(.planes)
    let names = try native.neuronNames
    let place = try #require(names.firstIndex(of: neuron))
    let area = planes.count / names.count
    return planes[place * area..<(place + 1) * area].contains { $0 > 0 }
  }

  /// Opens the inside of the present step, which is up to date when it is seen.
  func lookInside() throws {
    try tab.press("i")
    try tab.wait(for: "!document.getElementById('step').hidden")
  }

  /// A number that is shown on the page, with all of its digits.
  func shown(_ figure: String) throws -> Double? {
    Double(try tab.text("document.querySelector('[data-figure=\(figure)]').dataset.exact"))
  }
}

/// What a frame tells besides its numbers.
struct PlaygroundFrame: Decodable {
  struct Diagnosis: Decodable {
    var sentence: String
    var place: String
    var epochBefore: Int
  }

  var diagnosis: Diagnosis?
}

extension PlaygroundSession {
  var frame: PlaygroundFrame {
    get throws { try JSONDecoder().decode(PlaygroundFrame.self, from: Data(frameJSON.utf8)) }
  }

  /// The names of all neurons, in the order of their planes.
  var neuronNames: [String] {
    get throws {
      struct Structure: Decodable {
        struct Layer: Decodable { var names: [String] }
        var layers: [Layer]
      }
      return try JSONDecoder().decode(Structure.self, from: Data(structureJSON.utf8))
        .layers.flatMap(\.names)
    }
  }

  /// Where it stands in the present step, as the page shows it: `2 of 30`.
  var placeInStep: String {
    get throws {
      struct Place: Decodable { var position: Int, count: Int }
      let place = try JSONDecoder().decode(Place.self, from: Data(stepJSON().utf8))
      return "\(place.position + 1) of \(place.count)"
    }
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
    // JSONSerialization rounds some numbers in their last bit; JSONDecoder does not.
    let told = try JSONDecoder().decode(Told.self, from: Data(json.utf8))
    (epoch, step) = (told.epoch, told.step)
    (loss, testLoss) = (told.loss?.bitPattern, told.testLoss?.bitPattern)
    accuracy = told.accuracy?.bitPattern
    weights = told.weights.compactMapValues { $0?.bitPattern }
    biases = told.biases.compactMapValues { $0?.bitPattern }
  }

  private struct Told: Decodable {
    var epoch: Double
    var step: Double
    var loss: Double?
    var testLoss: Double?
    var accuracy: Double?
    var weights: [String: Double?]
    var biases: [String: Double?]
  }

  func weight(_ name: String) throws -> Double {
    Double(bitPattern: try #require(weights[name]))
  }
}
