import NetworkDescription

/// Reads tables of comma-separated values: a header, then one sample a line.
///
/// ```
/// width,height,label        label is a class: a whole number from 0, or a name
/// 5.1,3.5,setosa
/// 6.2,2.9,versicolor
/// ```
/// The target is the column named `label`, or else the last one; all others are inputs, kept
/// exactly as they are written. The target's numbers 0 … n − 1 and names are classes, other
/// numbers are what the network should put out. When all inputs are named `pixel…` and hold bytes,
/// they are pictures, and square ones have the shape [side, side, 1].
public enum CSVReader {
  /// No file may hold more numbers: 2²⁶ of them take half a gibibyte, and MNIST has 47 million.
  static let mostNumbers = 1 << 26

  /// Reads a table.
  ///
  /// - Throws: ``DataFileError`` naming the file, line and column, what was expected and found.
  /// - Complexity: O(size of the file); it is read in pieces, gzipped or not.
  public static func dataset(_ path: String, name: String? = nil)
    throws(DataFileError) -> Dataset
  {
    var records = try CSVRecords(path)
    let header = try header(of: &records, path: path)
    var labels = CSVLabels(path: path, column: header.labelColumn, isNamed: header.isLabelNamed)
    var numbers: [Double] = []
    while let record = try records.nextRecord() {
      guard record.fields.count == header.names.count else {
        throw DataFileError(
          file: path, place: .line(record.line),
          expected: "\(header.names.count) fields, as in the header",
          found: "\(record.fields.count)")
      }
      for (column, field) in record.fields.enumerated() {
        if column == header.labelColumn {
          try labels.append(field, line: record.line)
        } else {
          try numbers.append(number(field, line: record.line, column: column, path: path))
        }
      }
      guard numbers.count <= mostNumbers else {
        throw DataFileError(
          file: path, place: .line(record.line), expected: "at most \(mostNumbers) numbers",
          found: "more")
      }
    }
    guard labels.count > 0 else {
      throw DataFileError(
        file: path, place: .line(2), expected: "at least one sample below the header",
        found: "the end of the file")
    }
    let (inputs, shape) = arranged(numbers, inputNames: header.inputNames)
    return Dataset(
      checkedName: name ?? path, inputShape: shape, inputs: inputs,
      targets: try labels.targets(), count: labels.count)
  }

  /// The names of the columns, and which one is the target.
  private struct Header {
    let names: [String]
    let labelColumn: Int
    let isLabelNamed: Bool

    var inputNames: [String] {
      names.indices.filter { $0 != labelColumn }.map { names[$0] }
    }
  }

  private static func header(
    of records: inout CSVRecords, path: String
  ) throws(DataFileError) -> Header {
    guard let first = try records.nextRecord() else {
      throw DataFileError(
        file: path, place: .line(1), expected: "a header with the names of the columns",
        found: "an empty file")
    }
    let names = first.fields.map { String(decoding: $0, as: UTF8.self) }
    guard names.count > 1 else {
      throw DataFileError(
        file: path, place: .line(first.line), expected: "at least two columns, inputs and a label",
        found: "one, \(excerpt(first.fields[0]))")
    }
    guard first.fields.contains(where: { CSVNumber.value($0) == nil }) else {
      throw DataFileError(
        file: path, place: .line(first.line), expected: "a header with the names of the columns",
        found: "only numbers", advice: "put a line such as `x,y,label` above them")
    }
    let named = names.firstIndex { $0.lowercased() == "label" }
    if named == nil, names.allSatisfy(isPixel) {
      throw DataFileError(
        file: path, place: .line(first.line), expected: "a column named label",
        found: "\(names.count) columns of pixels")
    }
    return Header(
      names: names, labelColumn: named ?? names.count - 1, isLabelNamed: named != nil)
  }

  private static func number(
    _ field: ArraySlice<UInt8>, line: Int, column: Int, path: String
  ) throws(DataFileError) -> Double {
    guard let value = CSVNumber.value(field) else {
      throw DataFileError(
        file: path, place: .field(line: line, column: column + 1), expected: "a number",
        found: excerpt(field))
    }
    return value
  }

  private static func isPixel(_ name: String) -> Bool { name.lowercased().hasPrefix("pixel") }

  /// Numbers in a list, unless all columns are pixels.
  private static func arranged(
    _ numbers: [Double], inputNames: [String]
  ) -> (Dataset.Inputs, Shape) {
    let list = Shape.list(inputNames.count)
    guard inputNames.allSatisfy(isPixel) else { return (.numbers(numbers), list) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count)
    for number in numbers {
      guard let byte = UInt8(exactly: number) else { return (.numbers(numbers), list) }
      bytes.append(byte)
    }
    let side = Int(Double(inputNames.count).squareRoot().rounded())
    let isSquare = side * side == inputNames.count
    return (.pixels(bytes), isSquare ? .picture(height: side, width: side, channels: 1) : list)
  }
}
