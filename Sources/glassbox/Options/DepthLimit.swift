import NetworkDescription
import TextFormats

/// How many layers a network may have that is gone through thousands of times.
///
/// Each layer costs more than its links where it has few of them.
enum DepthLimit {
  private static let mostLayers = 1000

  /// Refuses a network that a question or a picture would take minutes of and more, before it is built.
  ///
  /// - Parameters:
  ///   - name: What the network was called.
  ///   - advice: What could be done besides using fewer layers.
  static func check(_ blueprint: NetworkBlueprint, name: String, advice: String? = nil) throws {
    let count = blueprint.layers.count
    guard count > mostLayers else { return }
    throw CommandFailure(
      "\(name.onOneLine): expected at most \(grouped(mostLayers)) layers to go through again and "
        + "again, found \(grouped(count)): use fewer" + (advice.map { ", or \($0)" } ?? ""))
  }
}
