import NetworkDescription
import SystemFiles
import TextFormats

/// How much memory a network may take.
public struct MemoryLimit: Hashable, Sendable {
  /// The number of bytes.
  public let bytes: Int

  /// As many bytes as somebody says.
  public init(bytes: Int) { self.bytes = bytes }

  /// Nine tenths of what is free now: estimates are not exact.
  ///
  /// Free is what the machine has, what the process's group may still take, and what the process
  /// itself may, whichever is least.
  public static var ofMachine: MemoryLimit {
    MemoryLimit(bytes: FreeMemory.bytes().map { $0 / 10 * 9 } ?? MemoryEstimate.usualLimit)
  }

  /// Refuses a network that takes more, before anything is made of it.
  ///
  /// - Throws: `PlainError` that names the layer that costs most.
  public func check(_ memory: MemoryEstimate, of blueprint: NetworkBlueprint) throws {
    do throws(BlueprintError) {
      try blueprint.check(memory, fits: bytes)
    } catch {
      throw PlainError(
        "\(blueprint.name.shortenedOnOneLine): \(error), or say with --memory-limit that there is "
          + "room")
    }
  }
}
