import DigitReading
import MatrixEngine
import NeuronGraph
import Pictures
import TextFormats

/// A little ink more here, a little less there, after which a digit is read as another one.
///
/// Found by following the sensitivities of the answers' sums, and tried out: the network really
/// answers otherwise. There may be smaller changes.
struct InkChange {
  /// What it is read as afterwards.
  let answer: Int
  /// The 28 × 28 pixels afterwards, 0 no ink to 255 full ink.
  let pixels: [UInt8]
  /// The positions of the pixels that changed.
  let changed: [Int]
  /// What the network puts out then.
  let outputs: [Double]

  /// More changes than this make another digit, and are none of this one.
  private static let mostChanges = 240
  /// So many pixels change at a time, before the network is asked again.
  private static let atOnce = 2

  /// Looks for a change after which a digit is read as another one; nil if there is none that small.
  init?(of digit: DigitAnswer, to wanted: Int, by network: MatrixNetwork<Float>) {
    let before = digit.digit.pixels28
    var now = before
    var order: [Int] = []
    var changes = [Int](repeating: 0, count: before.count)
    func outputs(_ pixels: [UInt8]) -> [Double] {
      (try? network.predict(pixels.map { Double($0) / 255 })) ?? []
    }
    func isTurned(_ pixels: [UInt8]) -> Bool {
      let outputs = outputs(pixels)
      guard outputs.indices.contains(wanted) else { return false }
      return outputs.indices.allSatisfy { $0 == wanted || outputs[$0] < outputs[wanted] }
    }
    guard digit.best != wanted else { return nil }
    while !isTurned(now) {
      // Who leads at the moment has to be passed; it may be that it looks like no digit at all.
      let leader = Self.leader(of: outputs(now), besides: wanted)
      guard order.count < Self.mostChanges,
        let gains = Self.gains(of: wanted, over: leader, now, network)
      else { return nil }
      // What was changed may be put back once, on the way around what is no digit; more often, and it
      // could go to and fro for ever.
      let next = gains.indices.filter { gains[$0] > 0 && changes[$0] < 2 }
        .sorted { gains[$0] > gains[$1] }.prefix(Self.atOnce)
      guard !next.isEmpty else { return nil }
      for index in next {
        now[index] = now[index] < 128 ? 255 : 0
        changes[index] += 1
        order.append(index)
      }
    }
    // What turned out not to be needed is taken back, what came last first.
    for index in order.reversed() {
      var other = now
      other[index] = before[index]
      if isTurned(other) { now = other }
    }
    answer = wanted
    pixels = now
    changed = now.indices.filter { now[$0] != before[$0] }
    self.outputs = outputs(now)
  }

  private static func leader(of outputs: [Double], besides wanted: Int) -> Int {
    let others = outputs.indices.filter { $0 != wanted }
    return others.max { outputs[$0] < outputs[$1] } ?? 0
  }

  /// How much the wanted answer gains on the present one if a pixel becomes full, or empty.
  private static func gains(
    of wanted: Int, over answer: Int, _ pixels: [UInt8], _ network: MatrixNetwork<Float>
  ) -> [Double]? {
    let inputs = pixels.map { Double($0) / 255 }
    guard let found = try? network.difference(of: wanted, less: answer, inputs: inputs) else {
      return nil
    }
    return zip(inputs, found.inputSensitivities).map { input, sensitivity in
      sensitivity * ((input < 0.5 ? 1 : 0) - input)
    }
  }
}
