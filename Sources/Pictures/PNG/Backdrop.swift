/// What a transparent picture is laid on.
public enum Backdrop: Sendable, Equatable {
  /// A background of one colour.
  case colour(Colour)
  /// White, unless nothing can be seen on it: then black.
  ///
  /// So a white drawing on nothing, as tablets export from a dark canvas, is not lost.
  case contrasting

  /// White paper.
  public static let white = Backdrop.colour(.white)
}

extension TransparentPicture {
  /// The picture in grey, laid on a backdrop.
  public func grey(on backdrop: Backdrop) -> GreyPicture {
    switch backdrop {
    case .colour(let colour):
      return grey(over: colour)
    case .contrasting:
      let onWhite = grey(over: .white)
      // Steps of an eighth of the whole range are hardly seen on a screen.
      guard onWhite.contrast < 32 else { return onWhite }
      let onBlack = grey(over: .black)
      return onBlack.contrast > onWhite.contrast ? onBlack : onWhite
    }
  }
}

extension GreyPicture {
  /// The brightest grey minus the darkest.
  var contrast: Int {
    var darkest = UInt8.max
    var brightest = UInt8.min
    for pixel in pixels {
      darkest = min(darkest, pixel)
      brightest = max(brightest, pixel)
    }
    return Int(brightest) - Int(darkest)
  }
}
