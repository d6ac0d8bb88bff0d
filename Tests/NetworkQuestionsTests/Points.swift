import NetworkDescription
import NetworkQuestions

/// Points of the plane in two clouds, as TensorFlow Playground has them: +1 and −1, or a sum.
struct Points: SampleSource {
  let inputs: [[Double]]
  let targets: [Double]
  let targetKind = TargetKind.classes

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

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let values = samples.flatMap { part == .inputs ? inputs[$0] : [targets[$0]] }
    for (index, value) in values.enumerated() { destination[index] = Number(value) }
  }
}
