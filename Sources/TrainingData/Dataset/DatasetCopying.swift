import NetworkDescription

// How an engine gets at the numbers: copied into its own buffers, in the precision it computes in.

extension Dataset {
  /// The pictures, if the samples are some.
  public var inputBytes: [UInt8]? {
    if case .pixels(let bytes) = inputs { bytes } else { nil }
  }

  /// Copies inputs (pixels as byte ÷ 255, numbers as they are) or targets (1 for the sample's class
  /// and 0 for the others, or the target's numbers), each rounded once to the precision.
  @_specialize(where Number == Float)
  @_specialize(where Number == Double)
  public func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    switch part {
    case .inputs:
      switch inputs {
      case .pixels(let bytes):
        copyRows(bytes, width: inputCount, of: samples, to: destination, pixelValue)
      case .numbers(let numbers):
        copyRows(numbers, width: inputCount, of: samples, to: destination) { Number($0) }
      }
    case .targets:
      switch targets {
      case .classes(let labels, let names):
        destination.extracting(0..<samples.count * names.count).update(repeating: 0)
        for (position, sample) in samples.enumerated() {
          destination[position * names.count + labels[sample]] = 1
        }
      case .yesOrNo(let labels, _, let low):
        copyRows(labels, width: 1, of: samples, to: destination) { $0 == 0 ? Number(low) : 1 }
      case .numbers(let numbers, let perSample):
        copyRows(numbers, width: perSample, of: samples, to: destination) { Number($0) }
      }
    }
  }
}

/// Copies `width` values a sample, converted one by one.
@inline(__always)
private func copyRows<Stored, Number>(
  _ values: [Stored], width: Int, of samples: ArraySlice<Int>,
  to destination: UnsafeMutableBufferPointer<Number>, _ convert: (Stored) -> Number
) {
  let rows = UInt(width > 0 ? values.count / width : 0)
  precondition(destination.count >= samples.count * width, "room for fewer samples")
  values.withUnsafeBufferPointer { values in
    guard let first = values.baseAddress, var target = destination.baseAddress else { return }
    for sample in samples {
      // Bounds are checked once for a row, so that the loop over its numbers can be vectorized.
      precondition(UInt(bitPattern: sample) < rows, "no such sample")
      let source = first + sample &* width
      // Points and gates have so few numbers that beginning a vector loop takes longer than they do.
      switch width {
      case 1: target[0] = convert(source[0])
      case 2:
        target[0] = convert(source[0])
        target[1] = convert(source[1])
      default: for offset in 0..<width { target[offset] = convert(source[offset]) }
      }
      target += width
    }
  }
}

/// What a byte of a picture is worth as a number: itself divided by 255.
///
/// The division is rounded once; in single precision that gives for all 256 bytes the number that
/// rounding the quotient in double precision gives.
@inline(__always)
func pixelValue<Number: BinaryFloatingPoint>(_ byte: UInt8) -> Number { Number(byte) / 255 }
