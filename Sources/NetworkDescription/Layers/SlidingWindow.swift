import TextFormats

/// A window that slides over a picture, as convolution and pooling use it.
///
/// It begins at the upper left corner, moves on by ``stride`` pixels, and at the end of a row goes
/// on with the next. Each of its positions makes one pixel of the new picture.
public struct SlidingWindow: Hashable, Sendable {
  /// What becomes of windows that reach beyond the picture.
  public enum Padding: String, Hashable, Sendable, CaseIterable {
    /// The window stays inside; the new picture is smaller.
    case valid
    /// The window reaches over the edges; with a stride of 1 the new picture is as large as the old
    /// one. Beyond the edges there is nothing: no pixels, no links.
    case same
  }

  /// How many rows and columns it sees at once.
  public var size: PixelExtent
  /// How far it moves on, downwards and to the right.
  public var stride: PixelExtent
  /// What becomes of windows that reach beyond the picture.
  public var padding: Padding

  /// Describes a window.
  public init(size: PixelExtent, stride: PixelExtent, padding: Padding) {
    self.size = size
    self.stride = stride
    self.padding = padding
  }

  /// Its positions from top to bottom of a picture.
  ///
  /// - Parameter picture: A shape of [height, width, channels] that the window fits.
  public func rows(of picture: Shape) -> WindowPositions {
    WindowPositions(
      extent: picture.extents[0], window: size.height, stride: stride.height, padding: padding)
  }

  /// Its positions from left to right of a picture.
  ///
  /// - Parameter picture: A shape of [height, width, channels] that the window fits.
  public func columns(of picture: Shape) -> WindowPositions {
    WindowPositions(
      extent: picture.extents[1], window: size.width, stride: stride.width, padding: padding)
  }
}

extension SlidingWindow {
  /// The shape that comes out when it slides over a picture, or an error that names the layer.
  ///
  /// - Parameters:
  ///   - channels: How many numbers each position makes.
  ///   - sizeName: What the layer calls the size: kernel or pool.
  func outputShape(
    over input: Shape, channels: Int, sizeName: String, kind: String, at index: Int
  ) throws(BlueprintError) -> Shape {
    guard input.isPicture else {
      throw .badLayer(
        index: index, kind: kind,
        expected: "a picture of height × width × channels (it goes before flatten)",
        found: "a list of \(input) numbers")
    }
    let sensible = 1...NetworkBlueprint.largestExtent
    for (name, extent) in [(sizeName, size), ("stride", stride)]
    where !sensible.contains(extent.height) || !sensible.contains(extent.width) {
      throw .badLayer(
        index: index, kind: kind,
        expected: "a \(name) from 1 to \(NetworkBlueprint.largestExtent) in both directions",
        found: "\(extent)")
    }
    let (height, width) = (input.extents[0], input.extents[1])
    guard padding == .same || (size.height <= height && size.width <= width) else {
      throw .badLayer(
        index: index, kind: kind,
        expected: "a \(sizeName) of at most \(height)×\(width), the size of its input (a larger "
          + "one leaves nothing; use a smaller \(sizeName) or padding \"same\")",
        found: "\(size)")
    }
    let (rows, columns) = (rows(of: input).count, columns(of: input).count)
    // Each factor is at most a million, so that their product cannot overflow.
    guard rows * columns * channels <= NetworkBlueprint.mostOutputs else {
      throw .badLayer(
        index: index, kind: kind, expected: "at most \(NetworkBlueprint.mostOutputs) outputs",
        found: "\(rows)×\(columns)×\(channels)")
    }
    return .picture(height: rows, width: columns, channels: channels)
  }

  /// Takes a window out of the settings of a layer.
  ///
  /// - Parameters:
  ///   - sizeName: The key of its size.
  ///   - defaultStride: How far it moves on unless it says so; nil for as far as it is large.
  init(
    settings: inout JSONObjectReader, sizeName: String, defaultStride: PixelExtent?,
    at path: JSONPath
  ) throws(BlueprintError) {
    let json = try settings.required(sizeName)
    size = try PixelExtent(json: json, at: path.appending(sizeName))
    stride = defaultStride ?? size
    if let json = settings.value("stride") {
      stride = try PixelExtent(json: json, at: path.appending("stride"))
    }
    padding = .valid
    if let json = settings.value("padding") {
      padding = try Padding(json: json, at: path.appending("padding"))
    }
  }

  /// What is not as it is by default, for blueprint files.
  func changedSettings(defaultStride: PixelExtent) -> [(String, JSONValue)] {
    var entries: [(String, JSONValue)] = []
    if stride != defaultStride { entries.append(("stride", stride.json)) }
    if padding != .valid { entries.append(("padding", padding.json)) }
    return entries
  }
}

extension SlidingWindow.Padding: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    guard case .string(let name) = json else {
      throw .wrongType(path: path, expected: "\"valid\" or \"same\"", found: json.kind)
    }
    guard let padding = Self(rawValue: name) else {
      throw .unknownName(
        path: path, what: "padding", found: name, known: Self.allCases.map(\.rawValue))
    }
    self = padding
  }

  package var json: JSONValue { .string(rawValue) }
}
