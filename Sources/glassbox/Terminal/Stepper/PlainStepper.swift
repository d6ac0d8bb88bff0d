import CTerminal
import NetworkDescription
import TextFormats

/// The stepper without a screen: commands come as lines, and what happens is printed.
struct PlainStepper {
  let stepper: Stepper
  let json: Bool
  /// What the commands are read from, as errors call it.
  let source: String

  /// Does every command, whatever becomes of the others.
  ///
  /// - Returns: How many could not be done.
  func run(_ nextLine: () -> String?) throws -> Int {
    terminal_watch_interrupts()
    stepper.session.shouldStop = { terminal_was_interrupted() }
    show([])
    var number = 0
    var failures = 0
    while !stepper.isOver, let line = nextLine() {
      number += 1
      do {
        if let reply = try stepper.performShowing(line, on: .interruptible) {
          if reply.showsEvent { show(reply.lines) } else { say(reply.lines) }
        }
      } catch {
        failures += 1
        StandardOutput.flush()
        StandardError.report("\(source):\(number): \(error)")
      }
      StandardOutput.flush()
      if StandardOutput.isBroken { return failures }
      _ = terminal_take_interrupt()
    }
    return failures
  }

  private func show(_ lines: [String]) {
    if json {
      StandardOutput.print(StepperText.json(stepper, lines))
    } else {
      for line in lines + StepperText.event(stepper) { print(line.onOneLine) }
      print("")
    }
  }

  private func say(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    if json {
      StandardOutput.print([("text", .array(lines.map { .string($0) }))])
    } else {
      for line in lines { print(line.onOneLine) }
    }
  }
}
