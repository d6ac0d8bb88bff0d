import BackpropDebugger
import NetworkBlueprint

/// A session that is driven by typed words, whoever types them: a person, a file, or a key.
final class Stepper {
  let session: DebuggerSession
  /// What the network is called.
  let name: String
  /// How many events a run goes through at most.
  var limit = DebuggerSession.usualLimit
  /// Whether somebody asked to leave.
  var isOver = false

  init(_ session: DebuggerSession, name: String) {
    self.session = session
    self.name = name
  }

  /// Does what a line says.
  ///
  /// - Returns: What came of it; nil for an empty line or a remark (`# …`).
  /// - Throws: ``StepperError`` with one line that says what is wrong.
  func perform(_ line: String) throws(StepperError) -> StepperReply? {
    let text = line.split(separator: " ").joined(separator: " ")
    guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
    let typed = text.prefix { $0 != " " }
    let word = try StepperWords.word(String(typed))
    do {
      return try word.run(
        StepperArguments(String(text.dropFirst(typed.count + 1))), in: self)
    } catch let error as StepperError {
      throw error
    } catch let error as SessionError {
      throw StepperError("\(word.name): \(error)")
    } catch {
      throw StepperError("\(error)")
    }
  }

  /// What is watched, with its values at this moment.
  var watches: [(quantity: Quantity, value: Double?)] {
    session.watches.map { quantity in (quantity, (try? session.value(of: quantity)) ?? nil) }
  }
}
