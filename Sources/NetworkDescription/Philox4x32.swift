/// The block function of Philox 4×32-10: 128 counter bits and 64 key bits in, 128 random bits out.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
enum Philox4x32 {
  typealias Counter = (UInt32, UInt32, UInt32, UInt32)
  typealias Key = (UInt32, UInt32)

  static func block(counter: Counter, key: Key) -> Counter {
    var words = counter
    var key = key
    for round in 0..<10 {
      if round > 0 {
        key.0 &+= 0x9E37_79B9  // the golden ratio
        key.1 &+= 0xBB67_AE85  // the square root of 3, less 1
      }
      let first = UInt64(0xD251_1F53) &* UInt64(words.0)
      let second = UInt64(0xCD9E_8D57) &* UInt64(words.2)
      words = (
        UInt32(truncatingIfNeeded: second >> 32) ^ words.1 ^ key.0,
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ words.3 ^ key.1,
        UInt32(truncatingIfNeeded: first)
      )
    }
    return words
  }
}
