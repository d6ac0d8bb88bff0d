import NetworkDescription
import SystemFiles

/// Reads folders of PNG pictures that are sorted by class.
///
/// ```
/// digits/train/0/*.png …  digits/test/0/*.png …    with test data
/// digits/0/*.png … digits/9/*.png                  without
/// digits/*.png and digits/labels.csv               the columns file and label say what is what
/// ```
/// Other files, and names that begin with a point, are left alone.
public enum PictureFolder {
  /// Whether a folder looks like one of the three.
  public static func isRecognized(_ folder: String) -> Bool {
    FileType(ofPath: list(in: folder)) == .file || !classFolders(in: folder).isEmpty
      || ["train", "test"].contains { !classFolders(in: "\(folder)/\($0)").isEmpty }
  }

  /// Reads all pictures of a folder.
  ///
  /// - Parameter badPicture: Is told what is wrong with a file; what it does not throw is left out.
  /// - Throws: ``DataFileError`` and `PictureError`, which name the file.
  public static func read(
    _ folder: String, form: PictureForm = .asTheyAre, badPicture: BadPicture = { throw $0 }
  ) throws -> DataSplit {
    if FileType(ofPath: list(in: folder)) == .file {
      return DataSplit(
        train: try PictureList.read(list(in: folder), form: form, badPicture: badPicture),
        test: nil)
    }
    let parts = ["train", "test"].map { "\(folder)/\($0)" }
    let trainFolders = classFolders(in: parts[0])
    let testFolders = classFolders(in: parts[1])
    guard !trainFolders.isEmpty || !testFolders.isEmpty else {
      let folders = classFolders(in: folder)
      let classes = ClassNames(Set(folders), form: form)
      return DataSplit(
        train: try dataset(folder, folders, classes, form, badPicture), test: nil)
    }
    let classes = ClassNames(Set(trainFolders + testFolders), form: form)
    let test =
      testFolders.isEmpty
      ? nil : try dataset(parts[1], testFolders, classes, form, badPicture)
    let train =
      trainFolders.isEmpty
      ? nil : try dataset(parts[0], trainFolders, classes, form, badPicture)
    // With test pictures only, they are all there is to use.
    guard let first = train ?? test else {
      throw DataFileError(file: folder, expected: "folders with .png files", found: "none")
    }
    // If either part has colour, networks have to be given three channels of both.
    let hasColour = [first, test].contains { $0?.inputShape.extents.last == 3 }
    return hasColour
      ? DataSplit(train: first.inColour, test: test?.inColour)
      : DataSplit(train: first, test: test)
  }

  private static func dataset(
    _ folder: String, _ classFolders: [String], _ classes: ClassNames, _ form: PictureForm,
    _ badPicture: BadPicture
  ) throws -> Dataset {
    var pictures = LabelledPictures(source: folder)
    for classFolder in classFolders {
      let files = pngFiles(in: "\(folder)/\(classFolder)")
      pictures.paths += files
      pictures.labels += [Int](repeating: classes[classFolder] ?? 0, count: files.count)
    }
    return try pictures.dataset(
      name: folder, classNames: classes.names, form: form, badPicture: badPicture)
  }

  private static func list(in folder: String) -> String { "\(folder)/labels.csv" }

  /// The names of the folders in a folder that hold at least one PNG, in order.
  private static func classFolders(in folder: String) -> [String] {
    names(in: folder).filter { name in
      let path = "\(folder)/\(name)"
      return FileType(ofPath: path) == .folder && names(in: path).contains(where: isPNG)
    }
  }

  private static func pngFiles(in folder: String) -> [String] {
    names(in: folder).filter(isPNG).map { "\(folder)/\($0)" }.filter {
      FileType(ofPath: $0) == .file
    }
  }

  private static func isPNG(_ name: String) -> Bool { name.lowercased().hasSuffix(".png") }

  /// What is in a folder, sorted, without hidden names; nothing when it cannot be read.
  private static func names(in folder: String) -> [String] {
    let all = (try? FolderWalk.names(in: folder)) ?? []
    return all.filter { !$0.hasPrefix(".") }
  }
}
