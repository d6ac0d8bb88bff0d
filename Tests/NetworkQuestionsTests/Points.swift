import NetworkDescription
import NetworkQuestions

/// Points of the plane in two clouds, as TensorFlow Playground has them: +1 and −1, or a sum.
struct Points: SampleSource {
  let inputs: [[Double]]
  let targets: [Double]

  /// Clouds around (2, 2) and (−2, −2).
  init(count: Int, target: (_ x: Double, _ y: Double, _ isUpper: Bool) -> Double) {
    var random = SeededRandom(seed: 1).sequence(.data)
    var (inputs, targets) = ([[Double]](), [Double]())
    for index in 0..<count {
      let centre: Double = index % 2 == 0 ? 2 : -2
      let point = [centre + random.nextNormal(), centre + random.nextNormal()]
      inputs.append(point)
      targets.append(target(point[0], point[1], centre > 0))
    }
    (self.inputs, self.targets) = (inputs, targets)
  }

  var count: Int { inputs.count }
  var inputCount: Int { 2 }
  var targetCount: Int { 1 }

  func copyInputs(of samples: ArraySlice<Int>, to room: UnsafeMutableBufferPointer<Double>) {
    for (index, value) in samples.flatMap({ inputs[$0] }).enumerated() { room[index] = value }
  }
  func copyInputs(of samples: ArraySlice<Int>, to room: UnsafeMutableBufferPointer<Float>) {
    for (index, value) in samples.flatMap({ inputs[$0] }).enumerated() {
      room[index] = Float(value)
    }
  }
  func copyTargets(of samples: ArraySlice<Int>, to room: UnsafeMutableBufferPointer<Double>) {
    for (index, sample) in samples.enumerated() { room[index] = targets[sample] }
  }
  func copyTargets(of samples: ArraySlice<Int>, to room: UnsafeMutableBufferPointer<Float>) {
    for (index, sample) in samples.enumerated() { room[index] = Float(targets[sample]) }
  }
}
