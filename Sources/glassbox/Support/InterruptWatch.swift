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
final class InterruptWatch {
  private final class Flag: Sendable {
    let isSet = Atomic<Bool>(false)
  }

  private let flag = Flag()
  private let sources: [any DispatchSourceSignal]

  init() {
    let flag = flag
    sources = [SIGINT, SIGTERM].map { number in
      // The default would end the program before the source is asked.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        guard flag.isSet.exchange(true, ordering: .relaxed) else { return }
        signal(number, SIG_DFL)
        raise(number)
      }
      source.resume()
      return source
    }
  }

  var wasInterrupted: Bool { flag.isSet.load(ordering: .relaxed) }
}
