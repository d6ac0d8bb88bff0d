import NetworkDescription
import Pictures
import TextFormats
import TrainingData

/// Drawings with what they are, by somebody's own hand: some to learn from, others to be tested on.
struct OwnSamples {
  /// A drawing in the form that networks read, and its digit.
  struct Sample {
    let pixels: [UInt8]
    let label: Int

    /// The same a few pixels further; what is moved over the edge is lost.
    func moved(right: Int, down: Int) -> Sample {
      let side = DigitNormaliser.side
      var moved = [UInt8](repeating: 0, count: pixels.count)
      for y in max(0, down)..<min(side, side + down) {
        for x in max(0, right)..<min(side, side + right) {
          moved[y * side + x] = pixels[(y - down) * side + x - right]
        }
      }
      return Sample(pixels: moved, label: label)
    }
  }

  /// In the order they were drawn.
  private(set) var all: [Sample] = []

  /// So many drawings are kept at most.
  static let most = 1000

  mutating func add(_ sample: Sample) throws(PlainError) {
    guard all.count < Self.most else {
      throw PlainError(
        "own drawings: expected at most \(Self.most), found one more: save them and begin anew")
    }
    all.append(sample)
  }

  mutating func remove(at index: Int) throws(PlainError) {
    guard all.indices.contains(index) else {
      throw PlainError("drawing \(index): expected one of \(all.count), counted from 0")
    }
    all.remove(at: index)
  }

  mutating func removeAll() { all = [] }

  /// Of each digit's drawings every second one is kept apart: what was learned by heart proves nothing.
  var isHeldOut: [Bool] {
    var counts = [Int](repeating: 0, count: 10)
    return all.map { sample in
      counts[sample.label] += 1
      return counts[sample.label].isMultiple(of: 2)
    }
  }

  func part(heldOut: Bool) -> [Sample] {
    zip(all, isHeldOut).filter { $0.1 == heldOut }.map { $0.0 }
  }
}

extension Dataset {
  /// Drawings as data for a network of 10 outputs, or of more that know what is no digit.
  init(_ samples: [OwnSamples.Sample], named name: String, outputs: Int) throws(PlainError) {
    let names = (0..<outputs).map { "\($0)" }
    let side = DigitNormaliser.side
    do {
      try self.init(
        name: name, inputShape: .picture(height: side, width: side, channels: 1),
        inputs: .pixels(samples.flatMap { $0.pixels }),
        targets: .classes(samples.map { $0.label }, names: names))
    } catch {
      throw PlainError(error.description)
    }
  }
}
