import NetworkDescription

/// Reads the IDX files of LeCun, Cortes and Burges' MNIST and of data published in its format.
///
/// ```
/// byte 0  0 0           always
///      2  8             the type of a value: unsigned byte
///      3  3 or 1        the number of extents: pictures have three, labels one
///      4  0 0 EA 60     the first extent, big-endian: 60,000 samples
///      8  0 0 0 1C …    rows and columns, for pictures
///         values        one byte each
/// ```
/// Plain and gzipped files are told apart by their first bytes, not by their names.
public enum IDXReader {
  /// Reads a file of pictures and the file of their labels.
  ///
  /// - Parameters:
  ///   - images: The path of the pictures: three extents, samples × rows × columns.
  ///   - labels: The path of the labels: one extent.
  ///   - name: What to call the data; nil names it after the file of pictures.
  ///   - classNames: The names of the labels; a label outside them is an error.
  /// - Throws: ``DataFileError`` naming the file, the byte, what was expected and found.
  public static func dataset(
    images: String, labels: String, name: String? = nil,
    classNames: [String] = (0...9).map(String.init)
  ) throws(DataFileError) -> Dataset {
    let pictures = try IDXArray(images, extents: 3, holding: "pictures")
    let classes = try IDXArray(labels, extents: 1, holding: "labels")
    let count = pictures.extents[0]
    guard classes.extents[0] == count else {
      throw DataFileError(
        file: labels, place: .byte(4),
        expected: "\(count) labels, one for each picture of \(images)",
        found: "\(classes.extents[0])")
    }
    if let wrong = classes.values.firstIndex(where: { Int($0) >= classNames.count }) {
      throw DataFileError(
        file: labels, place: .byte(IDXArray.headerSize(extents: 1) + wrong),
        expected: "a label from 0 to \(classNames.count - 1)", found: "\(classes.values[wrong])")
    }
    return Dataset(
      checkedName: name ?? images,
      inputShape: .picture(height: pictures.extents[1], width: pictures.extents[2], channels: 1),
      inputs: .pixels(pictures.values),
      targets: .classes(classes.values.map(Int.init), names: classNames), count: count)
  }
}
