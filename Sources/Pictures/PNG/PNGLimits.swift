/// How large a picture may be before it is refused, checked before memory is taken for it.
public struct PNGLimits: Sendable, Equatable {
  /// The most columns.
  public var maximumWidth: Int
  /// The most rows.
  public var maximumHeight: Int
  /// The most pixels: columns times rows.
  public var maximumPixels: Int
  /// The longest file, in bytes.
  public var maximumFileLength: Int

  /// Makes limits; the defaults admit every camera's pictures.
  ///
  /// - Parameters:
  ///   - maximumWidth: The most columns.
  ///   - maximumHeight: The most rows.
  ///   - maximumPixels: The most pixels; while a picture is decoded each takes up to 8 bytes.
  ///   - maximumFileLength: The longest file, in bytes.
  public init(
    maximumWidth: Int = 16_384, maximumHeight: Int = 16_384, maximumPixels: Int = 1 << 26,
    maximumFileLength: Int = 1 << 28
  ) {
    self.maximumWidth = maximumWidth
    self.maximumHeight = maximumHeight
    self.maximumPixels = maximumPixels
    self.maximumFileLength = maximumFileLength
  }
}
