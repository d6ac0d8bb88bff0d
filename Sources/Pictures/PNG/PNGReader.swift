import CPNG

/// Reads PNG files: every colour type, bit depth and interlacing, to 8 bits a channel.
///
/// ```swift
/// let picture = try PNGReader().grey(atPath: "digits/a.png")
/// ```
///
/// 16-bit channels are scaled to 8; transparency is laid over white unless told otherwise; gamma
/// and colour profiles are left alone. A file that is cut off or damaged is an error, never half a
/// picture.
public struct PNGReader: Sendable {
  /// What is refused as too large.
  public var limits: PNGLimits

  /// Makes a reader that refuses what is larger than the limits.
  public init(limits: PNGLimits = PNGLimits()) {
    self.limits = limits
  }

  /// Reads a file as a grey picture.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - backdrop: What transparency is laid on.
  /// - Throws: ``PictureError`` that names the file.
  public func grey(atPath path: String, on backdrop: Backdrop = .white) throws(PictureError)
    -> GreyPicture
  {
    try grey(from: bytes(atPath: path), named: Self.name(ofPath: path), on: backdrop)
  }

  /// Reads a file as a colour picture; see ``grey(atPath:on:)``.
  public func colour(atPath path: String, over background: Colour = .white) throws(PictureError)
    -> ColourPicture
  {
    try colour(from: bytes(atPath: path), named: Self.name(ofPath: path), over: background)
  }

  /// Decodes the bytes of a PNG file as a grey picture.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What errors call the picture.
  ///   - backdrop: What transparency is laid on.
  /// - Throws: ``PictureError``.
  public func grey(
    from bytes: [UInt8], named name: String, on backdrop: Backdrop = .white
  ) throws(PictureError) -> GreyPicture {
    switch try decode(bytes, named: name) {
    case .grey(let picture): return picture
    case .transparent(let picture): return picture.grey(on: backdrop)
    }
  }

  /// Decodes the bytes of a PNG file as a colour picture; see ``grey(from:named:on:)``.
  public func colour(
    from bytes: [UInt8], named name: String, over background: Colour = .white
  ) throws(PictureError) -> ColourPicture {
    switch try decode(bytes, named: name) {
    case .grey(let picture): return ColourPicture(picture)
    case .transparent(let picture): return picture.colour(over: background)
    }
  }

  /// What a PNG file holds once its colour type and depth no longer matter.
  public enum Content: Sendable, Equatable {
    /// Grey pixels without transparency.
    case grey(GreyPicture)
    /// Anything else.
    case transparent(TransparentPicture)
  }

  /// Decodes the bytes of a PNG file, keeping transparency.
  ///
  /// - Throws: ``PictureError``.
  public func decode(_ bytes: [UInt8], named name: String) throws(PictureError) -> Content {
    guard !bytes.isEmpty else { throw .empty(name: name) }
    guard bytes.starts(with: PNGSignature.bytes) else {
      // A file cut off within the signature is one that could have been a PNG.
      guard !PNGSignature.bytes.starts(with: bytes) else {
        throw .damaged(
          name: name, byteCount: bytes.count, reason: "the data ends before the picture does")
      }
      throw .notPNG(name: name, firstBytes: Array(bytes.prefix(OtherFormat.signatureLength)))
    }
    guard bytes.count <= limits.maximumFileLength else {
      throw .fileTooLong(name: name, limit: limits.maximumFileLength)
    }
    var picture = cpng_picture()
    var message = [CChar](repeating: 0, count: Int(CPNG_MESSAGE_CAPACITY))
    let status = bytes.withUnsafeBufferPointer { bytes in
      cpng_decode(bytes.baseAddress, bytes.count, limits.forDecoder, &picture, &message)
    }
    defer { cpng_free(picture.pixels) }
    let width = Int(picture.width)
    let height = Int(picture.height)
    guard status == CPNG_OK, let first = picture.pixels else {
      switch status {
      case CPNG_TOO_LARGE:
        throw .tooLarge(name: name, width: width, height: height, limits: limits)
      case CPNG_NO_MEMORY:
        throw .noMemory(name: name)
      default:
        throw .damaged(name: name, byteCount: bytes.count, reason: text(of: message))
      }
    }
    let channels = Int(picture.channels)
    let pixels = [UInt8](UnsafeBufferPointer(start: first, count: width * height * channels))
    if channels == 1 {
      return .grey(try GreyPicture(width: width, height: height, pixels: pixels))
    }
    return .transparent(try TransparentPicture(width: width, height: height, bytes: pixels))
  }

  private func bytes(atPath path: String) throws(PictureError) -> [UInt8] {
    let start = PNGSignature.bytes
    let limit = limits.maximumFileLength
    return path == "-"
      ? try FileBytes.readStandardInput(startingWith: start, limit: limit)
      : try FileBytes.read(path, startingWith: start, limit: limit)
  }

  private static func name(ofPath path: String) -> String {
    path == "-" ? FileBytes.standardInputName : path
  }
}

extension PNGLimits {
  fileprivate var forDecoder: cpng_limits {
    cpng_limits(
      max_width: UInt32(clamping: maximumWidth), max_height: UInt32(clamping: maximumHeight),
      max_pixels: UInt64(clamping: maximumPixels))
  }
}

/// The text of a C string that was copied into a buffer.
func text(of message: [CChar]) -> String {
  String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
