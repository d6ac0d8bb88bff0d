extension Array {
  /// What `map` does, for plain numbers: written so that the compiler does several at a time.
  ///
  /// `map` appends one result after the other, which keeps it from that.
  @inline(__always)
  func vectorMap<Result: BitwiseCopyable>(_ change: (Element) -> Result) -> [Result] {
    withUnsafeBufferPointer { values in
      [Result](unsafeUninitializedCapacity: values.count) { results, count in
        for index in values.indices { results[index] = change(values[index]) }
        count = values.count
      }
    }
  }

  /// The results for the pairs that two arrays of the same length make; see ``vectorMap(_:)``.
  @inline(__always)
  func vectorMap<Result: BitwiseCopyable>(
    with other: [Element], _ combine: (Element, Element) -> Result
  ) -> [Result] {
    withUnsafeBufferPointer { values in
      other.withUnsafeBufferPointer { others in
        let pairs = Swift.min(values.count, others.count)
        return [Result](unsafeUninitializedCapacity: pairs) { results, count in
          for index in 0..<pairs { results[index] = combine(values[index], others[index]) }
          count = pairs
        }
      }
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// What `filter` does, for plain numbers.
  ///
  /// Every value is written, and only those to keep are counted: which pixels are ink cannot be
  /// foreseen, and a processor that takes the wrong branch loses more time than a write takes.
  @inline(__always)
  func vectorFilter(_ isKept: (Element) -> Bool) -> [Element] {
    withUnsafeBufferPointer { values in
      [Element](unsafeUninitializedCapacity: values.count) { kept, count in
        var next = 0
        for value in values {
          kept[next] = value
          next += isKept(value) ? 1 : 0
        }
        count = next
      }
    }
  }
}

extension [Float] {
  /// The values above a threshold, in their order.
  func above(_ threshold: Float) -> [Float] {
    vectorFilter { $0 > threshold }
  }
}
