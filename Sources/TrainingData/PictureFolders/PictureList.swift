import SystemFiles

/// Reads pictures that a table lists with their labels.
enum PictureList {
  /// - Parameter path: A table with the columns `file`, relative to the table, and `label`.
  /// - Throws: ``DataFileError`` and `PictureError`, which name the file and the line.
  static func read(
    _ path: String, form: PictureForm, badPicture: BadPicture
  ) throws -> Dataset {
    let folder = folder(of: path)
    var records = try CSVRecords(path, separator: TableDialect(of: path).separator)
    let (fileColumn, labelColumn, width) = try columns(of: &records, path: path)
    var pictures = LabelledPictures(source: path)
    var labels: [String] = []
    while let record = try records.nextRecord() {
      guard record.fields.count == width else {
        throw DataFileError(
          file: path, place: .line(record.line), expected: "\(width) fields, as in the header",
          found: "\(record.fields.count)")
      }
      let file = "\(folder)/\(cellText(record.fields[fileColumn]))"
      guard FileType(ofPath: file) == .file else {
        try badPicture(
          DataFileError(
            file: path, place: .field(line: record.line, column: fileColumn + 1),
            expected: "the name of a picture", found: "\(file), and there is no such file"))
        continue
      }
      let label = cellText(record.fields[labelColumn])
      guard !label.isEmpty else {
        throw DataFileError(
          file: path, place: .field(line: record.line, column: labelColumn + 1),
          expected: "a label", found: "nothing")
      }
      pictures.paths.append(file)
      labels.append(label)
    }
    let classes = ClassNames(Set(labels), form: form)
    pictures.labels = labels.map { classes[$0] ?? 0 }
    return try pictures.dataset(
      name: folder, classNames: classes.names, form: form, badPicture: badPicture)
  }

  private static func columns(
    of records: inout CSVRecords, path: String
  ) throws(DataFileError) -> (file: Int, label: Int, width: Int) {
    let names = try records.nextRecord()?.fields.map {
      String(decoding: $0, as: UTF8.self).lowercased()
    }
    guard let names, let file = names.firstIndex(of: "file"),
      let label = names.firstIndex(of: "label")
    else {
      throw DataFileError(
        file: path, place: .line(1), expected: "the columns file and label",
        found: names.map { excerpt($0.joined(separator: ",").utf8) } ?? "an empty file")
    }
    return (file, label, names.count)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
  }
}
