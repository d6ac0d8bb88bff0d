import NetworkDescription
import SwiftProtobuf
import SystemFiles
import TextFormats

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The event file of one run, as TensorBoard reads it: records that are only ever appended.
///
/// Records are handed to the system whole, as many as there are; whoever reads meanwhile, or after
/// the program was killed, finds whole records.
package final class EventFile {
  private static let prefix = "events.out.tfevents."

  private let path: String
  /// How many bytes of the file that is there are kept.
  private let keptSize: Int
  private var file: AppendedFile?
  private var waiting: [UInt8] = []

  /// Finds the place for a new file in a folder, or the end of the one to go on with.
  ///
  /// - Parameter step: What the file has of this step and later ones is cut off with the first
  ///   record that is appended, as is a last one that is not whole; nil for a new run, which needs a
  ///   folder without a file.
  package init(inFolder folder: String, goingOnAt step: Int?) throws {
    try OutputFolder.make(folder, option: "--tensorboard")
    let found = Self.files(in: folder).last
    if let found, step == nil {
      throw PlainError(
        "\(found): is the log of another training: choose another folder for --tensorboard, or "
          + "--resume that training")
    }
    let now = Date().timeIntervalSince1970
    path = found ?? "\(folder)/\(Self.prefix)\(Int(now)).glassbox"
    keptSize = try found.map { try Self.size(of: $0, before: step ?? 0) } ?? 0
  }

  /// The last step that a folder's file tells of; nil if there is none.
  package static func lastStep(inFolder folder: String) -> Int? {
    guard let path = files(in: folder).last, let file = try? OrdinaryFile(path) else { return nil }
    var last: Int?
    try? forEachEvent(of: file) { event, _ in
      last = Int(event.step)
      return true
    }
    return last
  }

  /// Appends what is shown of a step, with the next ``flush()``.
  package func append(_ values: [LoggedValue], step: Int) throws {
    guard !values.isEmpty else { return }
    try add(Self.event(step: step) { $0.summary.value = values.map(\.summary) })
  }

  /// Appends the layers of a network as the graph of the run, with the next ``flush()``.
  package func append(graphOf blueprint: NetworkBlueprint) throws {
    let graph = try LayerGraph.definition(of: blueprint).serializedData()
    try add(Self.event { $0.graphDef = graph })
  }

  /// Hands all records that are waiting to the system.
  package func flush() throws {
    guard !waiting.isEmpty else { return }
    do {
      let file = try file ?? AppendedFile(path, keeping: keptSize)
      self.file = file
      try file.append(waiting)
      waiting = []
    } catch {
      throw PlainError("\(path): cannot write it: \(error)")
    }
  }

  private func add(_ event: TBEvent) throws {
    if file == nil, keptSize == 0, waiting.isEmpty {
      let version = Self.event { $0.fileVersion = "brain.Event:2" }
      waiting += TFRecord.framed(try version.serializedBytes())
    }
    waiting += TFRecord.framed(try event.serializedBytes())
  }

  private static func event(step: Int = 0, _ fill: (inout TBEvent) -> Void) -> TBEvent {
    var event = TBEvent()
    event.wallTime = Date().timeIntervalSince1970
    event.step = Int64(step)
    fill(&event)
    return event
  }

  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted().map { "\(folder)/\($0)" }
  }

  /// How many bytes the whole records take that come before a step.
  private static func size(of path: String, before step: Int) throws -> Int {
    var size = 0
    do {
      try forEachEvent(of: try OrdinaryFile(path)) { event, end in
        guard event.step < step else { return false }
        size = end
        return true
      }
    } catch let problem as FileProblem {
      throw PlainError("\(path): cannot read it: \(problem)")
    }
    return size
  }

  /// Goes through the whole records of a file for as long as it is told to.
  ///
  /// - Parameter body: Gets an event and where its record ends, and says whether to go on.
  private static func forEachEvent(
    of file: OrdinaryFile, _ body: (TBEvent, _ end: Int) -> Bool
  ) throws {
    var place = 0
    while place + TFRecord.headSize <= file.size {
      let head = try file.read(place..<place + TFRecord.headSize)
      let start = place + TFRecord.headSize
      guard let length = TFRecord.length(inHead: head),
        length <= file.size - start - TFRecord.tailSize
      else { return }
      let end = start + length + TFRecord.tailSize
      guard let record = TFRecord.record(try file.read(start..<end)),
        let event = try? TBEvent(serializedBytes: record), body(event, end)
      else { return }
      place = end
    }
  }
}
