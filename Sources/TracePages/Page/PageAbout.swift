import NetworkDescription

/// What a page says of the network besides its numbers.
public struct PageAbout: Hashable, Sendable {
  /// The page's title, such as the blueprint's name.
  public var title: String
  /// How the inputs lie in a picture; nil if they are just numbers.
  public var inputPicture: Shape?
  /// What the outputs stand for, in their order; may be empty.
  public var classNames: [String]

  /// Puts together what a page says.
  ///
  /// - Parameter inputPicture: For inputs that are a list, such as 784 for a picture of 28 × 28;
  ///   inputs that are a picture by themselves need none.
  public init(title: String, inputPicture: Shape? = nil, classNames: [String] = []) {
    self.title = title
    self.inputPicture = inputPicture
    self.classNames = classNames
  }
}
