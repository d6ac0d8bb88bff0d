import NetworkDescription

// How an engine gets at the numbers: copied into its own buffers, in the precision it computes in.

extension Dataset {
  /// Copies the inputs of the chosen samples: pixels as byte ÷ 255, numbers as they are.
  public func copyInputs(
    of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Double>
  ) {
    switch inputs {
    case .pixels(let bytes):
      copy(bytes, width: inputCount, of: samples, to: destination, PixelValues.double)
    case .numbers(let numbers):
      copy(numbers, width: inputCount, of: samples, to: destination) { $0 }
    }
  }

  /// Copies the inputs of the chosen samples, each rounded once to single precision.
  public func copyInputs(
    of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Float>
  ) {
    switch inputs {
    case .pixels(let bytes):
      copy(bytes, width: inputCount, of: samples, to: destination, PixelValues.float)
    case .numbers(let numbers):
      copy(numbers, width: inputCount, of: samples, to: destination) { Float($0) }
    }
  }

  /// Copies the targets of the chosen samples: 1 for the sample's class and 0 for the others, or
  /// the target's numbers.
  public func copyTargets(
    of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Double>
  ) {
    copyTargets(of: samples, to: destination) { $0 }
  }

  /// Copies the targets of the chosen samples, each rounded once to single precision.
  public func copyTargets(
    of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Float>
  ) {
    copyTargets(of: samples, to: destination) { Float($0) }
  }

  private func copyTargets<Number: BinaryFloatingPoint>(
    of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Number>,
    _ convert: (Double) -> Number
  ) {
    switch targets {
    case .classes(let labels, let names):
      destination.extracting(0..<samples.count * names.count).update(repeating: 0)
      for (position, sample) in samples.enumerated() {
        destination[position * names.count + labels[sample]] = 1
      }
    case .numbers(let numbers, let perSample):
      copy(numbers, width: perSample, of: samples, to: destination, convert)
    }
  }
}

/// Copies `width` values a sample, converted one by one.
@inline(__always)
private func copy<Stored, Number>(
  _ values: [Stored], width: Int, of samples: ArraySlice<Int>,
  to destination: UnsafeMutableBufferPointer<Number>, _ convert: (Stored) -> Number
) {
  values.withUnsafeBufferPointer { values in
    for (position, sample) in samples.enumerated() {
      let source = UnsafeBufferPointer(rebasing: values[sample * width..<(sample + 1) * width])
      let target = destination.extracting(position * width..<(position + 1) * width)
      // Bounds are checked once for a row, so that the loop over its numbers can be vectorized.
      guard let source = source.baseAddress, let target = target.baseAddress else { continue }
      for offset in 0..<width { target[offset] = convert(source[offset]) }
    }
  }
}

/// What each byte of a picture is worth as a number.
enum PixelValues {
  /// The byte divided by 255, in double precision.
  @inline(__always)
  static func double(_ byte: UInt8) -> Double { Double(byte) / 255 }

  /// The same quotient in single precision.
  ///
  /// The division is rounded once, and for all 256 bytes to the number that rounding the quotient
  /// in double precision gives.
  @inline(__always)
  static func float(_ byte: UInt8) -> Float { Float(byte) / 255 }
}
