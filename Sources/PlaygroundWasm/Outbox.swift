/// Bytes that lie still until others take their place.
struct Outbox {
  private(set) var bytes: UnsafeMutableRawPointer?
  private(set) var count = 0
  private var capacity = 0

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { copy(UnsafeRawBufferPointer($0)) }
  }

  mutating func put<Number>(_ numbers: [Number]) {
    numbers.withUnsafeBytes { copy($0) }
  }

  private mutating func copy(_ source: UnsafeRawBufferPointer) {
    if capacity < source.count {
      bytes?.deallocate()
      capacity = source.count * 2
      bytes = .allocate(byteCount: capacity, alignment: 16)
    }
    count = source.count
    if let start = source.baseAddress { bytes?.copyMemory(from: start, byteCount: count) }
  }
}
