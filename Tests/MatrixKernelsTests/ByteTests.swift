import Testing

@Suite("Bytes as numbers")
struct ByteTests {
  @Test("Every byte becomes the number nearest to its 255th part", arguments: KernelSet.all)
  func everyByte(_ set: KernelSet) {
    let bytes = (0...255).map { UInt8($0) }
    var floats = [Float](repeating: -7, count: 256)
    set.float.gatherBytes(1, 256, [0], bytes, &floats)
    #expect(floats == bytes.map { Float(Double($0) / 255) })
    var doubles = [Double](repeating: -7, count: 256)
    set.double.gatherBytes(1, 256, [0], bytes, &doubles)
    #expect(doubles == bytes.map { Double($0) / 255 })
  }

  @Test("The chosen rows come in the order of choice", arguments: KernelSet.all)
  func rows(_ set: KernelSet) {
    for columns in oddLengths {
      let bytes = (0..<5 * columns).map { UInt8(truncatingIfNeeded: $0 * 37) }
      let chosen = [4, 0, 0, 2]
      var numbers = [Float](repeating: -7, count: chosen.count * columns + 1)
      set.float.gatherBytes(chosen.count, columns, chosen, bytes, &numbers)
      #expect(numbers.removeLast() == -7)
      let expected = chosen.flatMap { row in
        bytes[(row * columns)..<((row + 1) * columns)].map { Float(Double($0) / 255) }
      }
      #expect(numbers == expected)
    }
  }
}
