import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Notices Ctrl-C, so that long work can finish its step and save; a second one ends at once.
final class InterruptWatch: Sendable {
  private let interrupted = Atomic<Bool>(false)
  private let sources: [any DispatchSourceSignal & Sendable]

  init() {
    let signals = [SIGINT, SIGTERM]
    sources = signals.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for (number, source) in zip(signals, sources) {
      source.setEventHandler { [weak self] in
        if self?.interrupted.exchange(true, ordering: .relaxed) != false {
          signal(number, SIG_DFL)
          raise(number)
        }
      }
      source.resume()
    }
  }

  var wasInterrupted: Bool { interrupted.load(ordering: .relaxed) }
}
