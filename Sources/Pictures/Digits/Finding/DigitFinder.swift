/// Finds the digits in a picture and brings each into the form of MNIST's.
///
/// ```swift
/// let picture = try PNGReader().grey(atPath: "sheet.png", on: .contrasting)
/// for digit in DigitFinder().digits(in: picture) {
///   print(digit.box, digit.pixels28)
/// }
/// ```
public struct DigitFinder: Sendable {
  /// Makes a finder; it has no settings.
  public init() {}

  /// The digits of a picture in reading order: lines from the top, in each from the left.
  ///
  /// - Parameter picture: Ink on paper: dark on light or light on dark, one digit or many.
  /// - Returns: The digits, without their stages; none when the picture is blank, and no more
  ///   than ``mostDigits``.
  public func digits(in picture: GreyPicture) -> [FoundDigit] {
    search(picture, keepingStages: false).digits
  }

  /// The most digits that are brought into form: more than fit on a page that anybody writes.
  public static let mostDigits = 2000

  /// What was found in a picture, with the steps that all its digits share.
  public struct Search: Sendable, Equatable {
    /// The digits in reading order.
    public let digits: [FoundDigit]
    /// How many pieces of ink there were that could be digits, also beyond the most.
    public let candidateCount: Int
    /// The steps from the picture to separate digits.
    public let stages: [PictureStage]
  }

  /// Finds the digits of a picture and says how it went.
  ///
  /// - Parameter keepingStages: Whether to keep a picture of every step on the way.
  public func search(_ picture: GreyPicture, keepingStages: Bool = true) -> Search {
    var stages = keepingStages ? [PictureStage(name: "1-grey", picture: picture)] : []
    guard let found = InkFinder().find(in: picture) else {
      return Search(digits: [], candidateCount: 0, stages: stages)
    }
    let groups = ReadingOrder.sorted(
      DigitGrouping.groups(of: found.pieces, width: found.ink.width, height: found.ink.height))
    if keepingStages {
      stages += [
        PictureStage(name: "2-evenly-lit", picture: found.darkness.whiteOnBlack.inverted),
        PictureStage(name: "3-ink", picture: found.ink.whiteOnBlack),
        PictureStage(name: "4-pieces", picture: InkSelection.shown(groups, of: found.ink)),
      ]
    }
    let digits = groups.prefix(Self.mostDigits).compactMap { group -> FoundDigit? in
      let ink = InkSelection.ink(of: group, from: found.ink)
      guard let steps = DigitNormaliser().normalise(ink) else { return nil }
      return FoundDigit(
        box: original(group.box, found.reduction, picture),
        pixels28: steps.placed.amounts.map(InkPicture.byte),
        stages: keepingStages ? self.stages(of: ink, steps) : [])
    }
    return Search(digits: digits, candidateCount: groups.count, stages: stages)
  }

  private func stages(of ink: InkPicture, _ steps: DigitNormaliser.Steps) -> [PictureStage] {
    [
      PictureStage(name: "5-digit", picture: ink.whiteOnBlack),
      PictureStage(name: "6-thickness", picture: steps.thickened.whiteOnBlack),
      PictureStage(name: "7-fitted-20x20", picture: steps.fitted.whiteOnBlack),
      PictureStage(name: "8-centred-28x28", picture: steps.placed.whiteOnBlack),
    ]
  }

  private func original(
    _ box: PixelBox, _ reduction: Double, _ picture: GreyPicture
  ) -> PixelBox {
    let left = Int(Double(box.x) * reduction)
    let top = Int(Double(box.y) * reduction)
    let right = min(Int((Double(box.right) * reduction).rounded(.up)), picture.width)
    let bottom = min(Int((Double(box.bottom) * reduction).rounded(.up)), picture.height)
    return PixelBox(x: left, y: top, width: right - left, height: bottom - top)
  }
}
