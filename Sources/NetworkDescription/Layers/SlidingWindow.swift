import TextFormats

/// A window that slides over a picture, as convolution and pooling use it.
///
/// It begins at the upper left corner, moves on by ``stride`` pixels, and at the end of a row goes
/// on with the next. Each of its positions makes one pixel of the new picture.
public struct SlidingWindow: Hashable, Sendable {
  /// What becomes of windows that reach beyond the picture.
  public enum Padding: Hashable, Sendable {
    /// The window stays inside; the new picture is smaller.
    case valid
    /// The window reaches over the edges; with a stride of 1 the new picture is as large as the old
    /// one. Beyond the edges there is nothing: no pixels, no links.
    case same
    /// The window reaches over each edge by as many pixels as told, as PyTorch and ONNX have it.
    case pixels(EdgePixels)
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
    let (extent, window, stride) = (picture.extents[0], size.height, stride.height)
    guard case .pixels(let edges) = padding else {
      return WindowPositions(extent: extent, window: window, stride: stride, padding: padding)
    }
    return WindowPositions(
      extent: extent, window: window, stride: stride, before: edges.top, after: edges.bottom)
  }

  /// Its positions from left to right of a picture.
  ///
  /// - Parameter picture: A shape of [height, width, channels] that the window fits.
  public func columns(of picture: Shape) -> WindowPositions {
    let (extent, window, stride) = (picture.extents[1], size.width, stride.width)
    guard case .pixels(let edges) = padding else {
      return WindowPositions(extent: extent, window: window, stride: stride, padding: padding)
    }
    return WindowPositions(
      extent: extent, window: window, stride: stride, before: edges.left, after: edges.right)
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
    var (height, width) = (input.extents[0], input.extents[1])
    if case .pixels(let edges) = padding {
      try edges.check(against: size, sizeName: sizeName, kind: kind, at: index)
      height += edges.top + edges.bottom
      width += edges.left + edges.right
    }
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
  /// The kinds that have no settings.
  package static let named: [(name: String, padding: Self)] = [("valid", .valid), ("same", .same)]

  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    guard case .string(let name) = json else {
      self = .pixels(try EdgePixels(json: json, at: path))
      return
    }
    guard let entry = Self.named.first(where: { $0.name == name }) else {
      throw .unknownName(
        path: path, what: "padding", found: name, known: Self.named.map { $0.name })
    }
    self = entry.padding
  }

  package var json: JSONValue {
    switch self {
    case .valid: .string("valid")
    case .same: .string("same")
    case .pixels(let edges): edges.json
    }
  }
}
