import Pictures
import TextFormats

/// A picture file and the digits that were found in it; no network has seen them yet.
package struct SearchedPicture: Sendable {
  /// What results and errors call the file.
  package let file: String
  package let picture: GreyPicture
  package let search: DigitFinder.Search

  /// Looks for digits.
  ///
  /// - Throws: `PlainError` for more pieces of ink than could be digits.
  package init(_ picture: GreyPicture, of file: String, keepingStages: Bool) throws {
    self.file = file
    self.picture = picture
    search = DigitFinder().search(picture, keepingStages: keepingStages)
    guard search.candidateCount <= DigitFinder.mostDigits else {
      throw PlainError(
        "\(file): expected at most \(DigitFinder.mostDigits) digits in a picture, found "
          + "\(search.candidateCount) pieces of ink that could be some: cut the picture into parts")
    }
  }
}
