import Pictures

/// A picture file and the digits that were found in it; no network has seen them yet.
struct SearchedPicture: Sendable {
  /// The file as it was given.
  let entry: String
  let picture: GreyPicture
  let search: DigitFinder.Search

  /// What results and errors call the file.
  var file: String { PictureFiles.shownName(entry) }

  /// Reads a file and looks for digits.
  init(_ entry: String, on backdrop: Backdrop, keepingStages: Bool) throws {
    self.entry = entry
    picture = try PictureFiles.grey(entry, on: backdrop)
    search = DigitFinder().search(picture, keepingStages: keepingStages)
    guard search.candidateCount <= DigitFinder.mostDigits else {
      throw CommandFailure(
        "\(file): expected at most \(DigitFinder.mostDigits) digits in a picture, found "
          + "\(search.candidateCount) pieces of ink that could be some: cut the picture into parts")
    }
  }
}
