import Playground

// What the page's worker calls. A session is handed out as a pointer and given back with every
// call; what is to be read lies in the session's outbox until the next call.

/// A session, and room for what it hands out.
final class PageSession {
  let session: PlaygroundSession
  var outbox = Outbox()

  init(_ session: PlaygroundSession) { self.session = session }

  /// Writes down how something ended: 0 if it is done, 1 if it goes on, 2 if it could not be.
  func tell(_ body: () throws(PlaygroundError) -> String) -> Int32 {
    do throws(PlaygroundError) {
      outbox.put(try body())
      return session.isBusy ? 1 : 0
    } catch {
      outbox.put("\(error)")
      return 2
    }
  }
}

private func page(_ pointer: UnsafeRawPointer) -> PageSession {
  Unmanaged<PageSession>.fromOpaque(pointer).takeUnretainedValue()
}

/// Opens a session; null if none can be made.
@_expose(wasm, "open") @_cdecl("playground_open")
public func open() -> UnsafeMutableRawPointer? {
  guard let session = try? PlaygroundSession() else { return nil }
  return Unmanaged.passRetained(PageSession(session)).toOpaque()
}

/// Ends a session and gives its memory back.
@_expose(wasm, "close") @_cdecl("playground_close")
public func close(_ pointer: UnsafeRawPointer) {
  Unmanaged<PageSession>.fromOpaque(pointer).release()
}

/// Room for words, which `begin` gives back.
@_expose(wasm, "room") @_cdecl("playground_room")
public func room(_ count: Int32) -> UnsafeMutableRawPointer {
  .allocate(byteCount: max(1, Int(count)), alignment: 16)
}

/// Does what words say, as far as that is quick; see `PageSession.tell`.
@_expose(wasm, "begin") @_cdecl("playground_begin")
public func begin(
  _ pointer: UnsafeRawPointer, _ words: UnsafeMutableRawPointer, _ count: Int32
) -> Int32 {
  let page = page(pointer)
  let text = String(
    decoding: UnsafeRawBufferPointer(start: words, count: Int(count)), as: UTF8.self)
  words.deallocate()
  return page.tell { () throws(PlaygroundError) in try page.session.begin(text).json }
}

/// Goes on with what was begun.
@_expose(wasm, "work") @_cdecl("playground_work")
public func work(_ pointer: UnsafeRawPointer, _ samples: Int32) -> Int32 {
  let page = page(pointer)
  return page.tell { () throws(PlaygroundError) in
    try page.session.work(samples: Int(samples))
    return ""
  }
}

/// Puts a text into the outbox: 0 the state, 1 the structure, 2 a frame's, 3 the present step,
/// 4 the fingerprint of all numbers, 5 the address, 6 the command, 7 the blueprint, 8 all events of the
/// present step.
@_expose(wasm, "tell") @_cdecl("playground_tell")
public func tell(_ pointer: UnsafeRawPointer, _ what: Int32) -> Int32 {
  let page = page(pointer)
  return page.tell { () throws(PlaygroundError) in
    switch what {
    case 0: page.session.stateJSON
    case 1: structure(of: page.session)
    case 2: page.session.frameJSON
    case 3: try page.session.stepJSON()
    case 4: "\"\(page.session.fingerprint)\""
    case 5: page.session.addressJSON
    case 6: page.session.commandText
    case 7: page.session.blueprintText
    default: try page.session.traceJSON()
    }
  }
}

/// Who draws anew needs all of the history.
private func structure(of session: PlaygroundSession) -> String {
  session.historyIsForgotten()
  return session.structureJSON
}

/// Puts the bytes of the model file into the outbox.
@_expose(wasm, "model") @_cdecl("playground_model")
public func model(_ pointer: UnsafeRawPointer) {
  let page = page(pointer)
  page.outbox.put(page.session.modelBytes)
}

/// Puts numbers into the outbox, of the kind of ``PlaygroundNumbers``: doubles, but planes floats.
@_expose(wasm, "numbers") @_cdecl("playground_numbers")
public func numbers(_ pointer: UnsafeRawPointer, _ kind: Int32) {
  let page = page(pointer)
  switch PlaygroundNumbers(rawValue: kind) {
  case let kind? where kind == .planes || kind == .featurePlanes:
    page.outbox.put(page.session.singles(kind))
  case let kind?: page.outbox.put(page.session.numbers(kind))
  case nil: page.outbox.put("")
  }
}

/// Where the history begins that the numbers tell; it counts as handed out from now on.
@_expose(wasm, "historyStart") @_cdecl("playground_history_start")
public func historyStart(_ pointer: UnsafeRawPointer) -> Int32 {
  let start = page(pointer).session.historyStart
  page(pointer).session.historyWasSent()
  return Int32(start)
}

/// Rises with every other network, data or setting.
@_expose(wasm, "structureVersion") @_cdecl("playground_structure_version")
public func structureVersion(_ pointer: UnsafeRawPointer) -> Int32 {
  Int32(page(pointer).session.structureVersion)
}

/// Puts the step, the epoch and the share of the present epoch into the outbox.
@_expose(wasm, "moment") @_cdecl("playground_moment")
public func moment(_ pointer: UnsafeRawPointer) {
  let moment = page(pointer).session.moment
  page(pointer).outbox.put([Double(moment.step), Double(moment.epoch), moment.share])
}

/// Whether something goes on: 1 if so.
@_expose(wasm, "isBusy") @_cdecl("playground_is_busy")
public func isBusy(_ pointer: UnsafeRawPointer) -> Int32 {
  page(pointer).session.isBusy ? 1 : 0
}

/// Whether it trains until it is told to pause: 1 if so.
@_expose(wasm, "isPlaying") @_cdecl("playground_is_playing")
public func isPlaying(_ pointer: UnsafeRawPointer) -> Int32 {
  page(pointer).session.isPlaying ? 1 : 0
}

/// Where the outbox lies; null before anything was put into it.
@_expose(wasm, "outbox") @_cdecl("playground_outbox")
public func outbox(_ pointer: UnsafeRawPointer) -> UnsafeMutableRawPointer? {
  page(pointer).outbox.bytes
}

/// How many bytes are in the outbox.
@_expose(wasm, "outboxCount") @_cdecl("playground_outbox_count")
public func outboxCount(_ pointer: UnsafeRawPointer) -> Int32 {
  Int32(page(pointer).outbox.count)
}
