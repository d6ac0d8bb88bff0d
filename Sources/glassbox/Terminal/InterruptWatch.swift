import CInterrupts

/// Notices Ctrl-C and a lost terminal, so that long work can finish its step and save; a second
/// Ctrl-C ends at once.
struct InterruptWatch {
  init() {
    interrupts_watch()
  }

  var wasInterrupted: Bool { interrupts_has_come() }
}
