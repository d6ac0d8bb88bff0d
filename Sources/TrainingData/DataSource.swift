import NetworkDescription
import SystemFiles

/// Opens training data wherever it is and whatever it is, as `--data PATH` does.
///
/// ```swift
/// let data = try DataSource.open("mnist")         // a folder with MNIST's files
/// let drawn = try DataSource.open("drawn-digits") // made by the program
/// ```
public enum DataSource {
  /// The name of the data that the program draws itself; `./drawn-digits` is a folder of that name.
  public static let drawnDigits = "drawn-digits"
  /// The name of the letters, signs and blots that the program draws, to learn what is no digit.
  public static let drawnMarks = "drawn-marks"

  /// Finds out what is at a path, and reads it.
  ///
  /// - Parameters:
  ///   - path: A folder with IDX files, CIFAR-10 or pictures, a table such as a `.csv` or `.csv.gz` file, a file of
  ///     CIFAR-10, ``drawnDigits``, ``drawnMarks``, a gate such as `xor`, or a toy set such as `spiral:noise=0.1`.
  ///   - pictures: What to make of PNG files: choose `.normalisedDigits` for a network that reads
  ///     28 × 28 digits.
  ///   - seed: Which drawn digits, or points.
  ///   - table: What somebody says of a table.
  ///   - form: How a model understands the columns of a table; nil to find out.
  ///   - note: Is told what was left out or filled in.
  ///   - badPicture: Is told what is wrong with a file of a folder; what it does not throw is left
  ///     out.
  /// - Throws: ``DataFileError`` saying what was looked for, or what is wrong in a file, and
  ///   `PictureError` for a PNG that cannot be read.
  public static func open(
    _ path: String, pictures: PictureForm = .asTheyAre, seed: UInt64 = 1,
    table: TableOptions = TableOptions(), as form: TableForm? = nil,
    note: (String) -> Void = { _ in }, badPicture: BadPicture = { throw $0 }
  ) throws -> DataSplit {
    if let gate = LogicGate(rawValue: path) { return DataSplit(train: gate.dataset, test: nil) }
    if path == drawnDigits { return DrawnDigits(seed: seed).split() }
    if path == drawnMarks { return PrintedMarks.split(seed: seed) }
    if let points = try ToySetChoice(parsing: path) { return points.split(seed: seed) }
    // A folder's name may end in a slash; the paths in errors should not have two.
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    switch FileType(ofPath: path) {
    case .folder?:
      if IDXFolder.isRecognized(path) { return try IDXFolder.read(path) }
      if CIFAR10.isRecognized(path) { return try CIFAR10.read(path) }
      if PictureFolder.isRecognized(path) {
        return try PictureFolder.read(path, form: pictures, badPicture: badPicture)
      }
      // Where nothing was recognized, the reason may be that nothing could be read.
      do {
        _ = try FolderWalk.names(in: path)
      } catch {
        throw DataFileError(file: path, expected: "a readable folder", found: "\(error)")
      }
      throw DataFileError(
        file: path,
        expected: "one of: train-images-idx3-ubyte or t10k-images-idx3-ubyte (plain or .gz); "
          + "data_batch_1.bin or test_batch.bin (plain or .gz) or \(CIFAR10.archiveName); "
          + "labels.csv beside .png files; folders named after classes with .png files, "
          + "or train/ and test/ with such folders",
        found: "none of them in this folder")
    case .file?:
      if isTable(path) {
        let found = try TableReader.table(path, options: table, as: form)
        for line in found.reading.notes(of: found.count) { note("\(path): \(line)") }
        return DataSplit(train: try found.dataset(), test: nil)
      }
      if CIFAR10.isRecognized(path) { return try CIFAR10.read(path) }
      throw DataFileError(
        file: path,
        expected:
          "a table ending in .csv, .tsv or .txt, plain or .gz, CIFAR-10's .bin, .bin.gz or .tar.gz, or a "
          + "folder",
        found: "another file", advice: "for MNIST's files or pictures give the folder they are in")
    case let other:
      throw DataFileError(
        file: path,
        expected: "a folder, a .csv file, \(drawnDigits) or \(drawnMarks), or points: "
          + ToySet.allCases.map(\.rawValue).joined(separator: ", "),
        found: FileType.inWords(other))
    }
  }

  /// Whether a file's name says that it is a table.
  public static func isTable(_ path: String) -> Bool {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return tableEndings.contains { name.hasSuffix($0) }
  }

  private static let tableEndings = [".csv", ".tsv", ".tab", ".txt", ".data"]
}
