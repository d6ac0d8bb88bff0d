import SystemFiles

/// Reads pictures that a table lists with their labels.
enum PictureList {
  /// - Parameter path: A table with the columns `file`, relative to the table, and `label`.
  /// - Throws: ``DataFileError`` and `PictureError`, which name the file and the line.
  static func read(
    _ path: String, form: PictureForm, badPicture: BadPicture
  ) throws -> Dataset {
    let table = try LabelTable(path)
    var pictures = LabelledPictures(source: path)
    var labels: [String] = []
    for row in table.rows {
      let file = "\(table.folder)/\(row.file)"
      guard FileType(ofPath: file) == .file else {
        try badPicture(table.missing(row))
        continue
      }
      pictures.paths.append(file)
      labels.append(row.label)
    }
    let classes = ClassNames(Set(labels), form: form)
    pictures.labels = labels.map { classes[$0] ?? 0 }
    return try pictures.dataset(
      name: table.folder, classNames: classes.names, form: form, badPicture: badPicture)
  }
}
