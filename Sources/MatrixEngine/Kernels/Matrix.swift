import MatrixKernels

/// A part of a matrix: some of its rows, and of each the same columns.
struct MatrixBlock {
  let rows: Range<Int>
  let columns: Range<Int>
}

/// Numbers in rows and columns, row after row, in memory of its own.
///
/// The memory is as large as the matrix was made; a batch may use fewer rows of it. There is a row
/// for each sample of a batch or, of numbers that are not kept, for each thread.
final class Matrix<Scalar: MatrixScalar> {
  let rows: Int
  let columns: Int
  /// Whether rows belong to threads.
  private let isPerThread: Bool
  /// The first number.
  let start: UnsafeMutablePointer<Scalar>

  /// Makes a matrix of zeros.
  init(rows: Int, columns: Int, isPerThread: Bool = false) {
    self.rows = rows
    self.columns = columns
    self.isPerThread = isPerThread
    let bytes = max(rows * columns, 1) * MemoryLayout<Scalar>.stride
    // Bytes of zero are numbers of zero; no page is touched before somebody writes to it.
    let memory = glassbox_zeroed_memory(bytes)
    start = memory.bindMemory(to: Scalar.self, capacity: max(rows * columns, 1))
  }

  /// Says that all numbers are about to be written.
  func willBeFilled() { glassbox_memory_will_fill(start, count * MemoryLayout<Scalar>.stride) }

  deinit { glassbox_zeroed_memory_free(start) }

  var count: Int { rows * columns }

  /// The first number of a row.
  func row(_ index: Int) -> UnsafeMutablePointer<Scalar> { start + index * columns }

  /// The first number of the row of a sample, or of the thread that works on it.
  func row(at place: SamplePlace) -> UnsafeMutablePointer<Scalar> {
    row(isPerThread ? place.thread : place.sample)
  }

  /// The first number of a block.
  func first(of block: MatrixBlock) -> UnsafeMutablePointer<Scalar> {
    row(block.rows.lowerBound) + block.columns.lowerBound
  }

  /// Makes a row zeros.
  func clear(row index: Int) {
    UnsafeMutableRawPointer(row(index)).initializeMemory(
      as: UInt8.self, repeating: 0, count: columns * MemoryLayout<Scalar>.stride)
  }

  /// The numbers of the first rows.
  func values(rows: Int) -> UnsafeMutableBufferPointer<Scalar> {
    UnsafeMutableBufferPointer(start: start, count: rows * columns)
  }

  /// All numbers.
  var values: UnsafeMutableBufferPointer<Scalar> { values(rows: rows) }

  /// Takes numbers over, rounded to the matrix's precision.
  ///
  /// - Parameter position: Where the first of them belongs.
  func assign(_ numbers: [Double], at position: Int = 0) {
    numbers.withUnsafeBufferPointer { numbers in
      Scalar.round(
        numbers.extracting(0..<max(0, min(count - position, numbers.count))), to: start + position)
    }
  }

  /// Takes numbers over as they are.
  ///
  /// - Parameter position: Where the first of them belongs.
  func fill(with numbers: [Scalar], at position: Int) {
    numbers.withUnsafeBufferPointer { numbers in
      guard let first = numbers.baseAddress else { return }
      (start + position).update(from: first, count: max(0, min(count - position, numbers.count)))
    }
  }

  /// All numbers in double precision.
  var numbers: [Double] { Scalar.doubles(of: values) }
}
