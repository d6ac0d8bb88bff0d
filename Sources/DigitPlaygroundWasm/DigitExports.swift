import DigitPlayground
import TextFormats

// What the worker of the digits' page calls. A session is handed out as a pointer and given back
// with every call; what is to be read lies in the session's outbox until the next call.

/// A session, and room for what it hands out.
final class DigitPage {
  let session = DigitSession()
  var outbox = Outbox()
}

private func page(_ pointer: UnsafeRawPointer) -> DigitPage {
  Unmanaged<DigitPage>.fromOpaque(pointer).takeUnretainedValue()
}

/// Opens a session.
@_expose(wasm, "open") @_cdecl("digits_open")
public func open() -> UnsafeMutableRawPointer {
  Unmanaged.passRetained(DigitPage()).toOpaque()
}

/// Room for words or bytes, which `ask` gives back.
@_expose(wasm, "room") @_cdecl("digits_room")
public func room(_ count: Int32) -> UnsafeMutableRawPointer {
  .allocate(byteCount: max(1, Int(count)), alignment: 16)
}

/// Does what words say, and puts the answer, or why not, into the outbox: 0 if it is done, 1 if it
/// goes on, 2 if it could not be.
@_expose(wasm, "ask") @_cdecl("digits_ask")
public func ask(
  _ pointer: UnsafeRawPointer, _ words: UnsafeMutableRawPointer, _ count: Int32,
  _ bytes: UnsafeMutableRawPointer, _ byteCount: Int32
) -> Int32 {
  let text = String(
    decoding: UnsafeRawBufferPointer(start: words, count: Int(count)), as: UTF8.self)
  let given = [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(byteCount)))
  words.deallocate()
  bytes.deallocate()
  let page = page(pointer)
  do throws(PlainError) {
    page.outbox.put(try page.session.answer(to: text, with: given))
    return page.session.isBusy ? 1 : 0
  } catch {
    page.outbox.put(error.description)
    return 2
  }
}

/// Goes on with what was begun, for about so many samples; see `ask`.
@_expose(wasm, "work") @_cdecl("digits_work")
public func work(_ pointer: UnsafeRawPointer, _ samples: Int32) -> Int32 {
  let page = page(pointer)
  do throws(PlainError) {
    try page.session.work(samples: Int(samples))
    return page.session.isBusy ? 1 : 0
  } catch {
    page.outbox.put(error.description)
    return 2
  }
}

/// Where the outbox lies; null before anything was put into it.
@_expose(wasm, "outbox") @_cdecl("digits_outbox")
public func outbox(_ pointer: UnsafeRawPointer) -> UnsafeMutableRawPointer? {
  page(pointer).outbox.bytes
}

/// How many bytes are in the outbox.
@_expose(wasm, "outboxCount") @_cdecl("digits_outbox_count")
public func outboxCount(_ pointer: UnsafeRawPointer) -> Int32 {
  Int32(page(pointer).outbox.count)
}
