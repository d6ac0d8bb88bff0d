/// What many epochs came to, without growing for ever.
///
/// Once there are too many, every other one is left out, and from then on only every second is
/// kept, then every fourth, and so on. The last, and the one with the smallest loss, always stay.
public struct ThinnedHistory<Element> {
  /// So many take no more memory than a picture; curves do not show more.
  public static var usualMost: Int { 100_000 }

  private let most: Int
  private let number: @Sendable (Element) -> Int
  private let loss: @Sendable (Element) -> Double?
  private var kept: [Element] = []
  private var stride = 1
  private var last: Element?
  private var best: Element?

  /// - Parameters:
  ///   - most: How many are kept.
  ///   - number: The number of an epoch, from 1.
  ///   - loss: What decides which is best; nil where nothing does.
  public init(
    most: Int = Self.usualMost, number: @escaping @Sendable (Element) -> Int,
    loss: @escaping @Sendable (Element) -> Double?
  ) {
    self.most = max(2, most)
    self.number = number
    self.loss = loss
  }

  /// Adds an epoch after all others.
  public mutating func append(_ element: Element) {
    last = element
    if let loss = loss(element), loss < best.flatMap({ self.loss($0) }) ?? .infinity {
      best = element
    }
    guard isKept(element) else { return }
    kept.append(element)
    guard kept.count > most else { return }
    stride *= 2
    kept = kept.filter(isKept)
  }

  private func isKept(_ element: Element) -> Bool {
    (number(element) - 1).isMultiple(of: stride)
  }

  /// The epochs that are kept, in their order.
  public var elements: [Element] {
    var all = kept
    for extra in [best, last].compactMap(\.self) {
      let place = all.firstIndex { number($0) >= number(extra) } ?? all.endIndex
      if place == all.endIndex || number(all[place]) != number(extra) {
        all.insert(extra, at: place)
      }
    }
    return all
  }
}

extension ThinnedHistory: Sendable where Element: Sendable {}
