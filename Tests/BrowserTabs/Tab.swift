import Foundation

/// A page in the browser, as somebody sees it who has a screen, a mouse, fingers and keys.
package struct Tab {
  private let browser: DevToolsConversation
  private let session: String

  /// A screen.
  package struct Screen {
    package var width: Int
    package var height: Int
    package var isDark: Bool
    package var isPhone: Bool
    package var wantsLessMotion: Bool
    package static let desk = Screen(width: 1400, height: 940)
    package static let phone = Screen(width: 390, height: 844, isPhone: true)

    package init(
      width: Int, height: Int, isDark: Bool = false, isPhone: Bool = false,
      wantsLessMotion: Bool = false
    ) {
      (self.width, self.height, self.isDark, self.isPhone) = (width, height, isDark, isPhone)
      self.wantsLessMotion = wantsLessMotion
    }
  }

  /// Opens a file, and waits until it is there.
  package init(_ file: URL, on screen: Screen = .desk) throws {
    browser = try Chromium.shared.get().conversation
    // In a window of its own: a tab behind another one is given no animation frames.
    let target = try browser.call(
      "Target.createTarget", ["url": "about:blank", "newWindow": true])
    let attached = try browser.call(
      "Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    session = try Self.known(attached["sessionId"], "a session")
    for domain in ["Page", "Runtime", "Network", "Log"] { try call("\(domain).enable") }
    // Other tests open windows meanwhile: keys reach this one as if it were the one in front.
    try call("Emulation.setFocusEmulationEnabled", ["enabled": true])
    try show(on: screen)
    try call("Page.navigate", ["url": file.absoluteString])
    try browser.wait(for: "Page.loadEventFired", session: session)
  }

  package func close() throws { try call("Page.close") }

  /// Changes the screen: its size, and whether its owner likes it dark.
  package func show(on screen: Screen) throws {
    try call(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": screen.width, "height": screen.height, "mobile": screen.isPhone,
        "deviceScaleFactor": screen.isPhone ? 2 : 1,
      ])
    try call("Emulation.setTouchEmulationEnabled", ["enabled": screen.isPhone])
    try call(
      "Emulation.setEmulatedMedia",
      [
        "features": [
          ["name": "prefers-color-scheme", "value": screen.isDark ? "dark" : "light"],
          [
            "name": "prefers-reduced-motion",
            "value": screen.wantsLessMotion ? "reduce" : "no-preference",
          ],
        ]
      ])
  }

  /// The value of a JavaScript expression.
  package func value(_ expression: String) throws -> Any? {
    let answer = try call(
      "Runtime.evaluate",
      ["expression": expression, "returnByValue": true, "awaitPromise": true])
    if let exception = answer["exceptionDetails"] {
      throw ChromiumError("\(expression): \(exception)")
    }
    return (answer["result"] as? [String: Any])?["value"]
  }

  package func text(_ expression: String) throws -> String {
    try Self.known(value(expression), expression)
  }

  package func number(_ expression: String) throws -> Double {
    try Self.known(value(expression), expression)
  }

  package func isTrue(_ expression: String) throws -> Bool {
    try Self.known(value(expression), expression)
  }

  /// Presses a key and lets go of it.
  package func press(_ key: String, text: String? = nil) throws {
    var parameters: [String: Any] = ["type": "keyDown", "key": key]
    parameters["text"] = text
    try call("Input.dispatchKeyEvent", parameters)
    try call("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
  }

  /// Drags with the mouse, or with a finger.
  package func drag(from start: (Double, Double), to end: (Double, Double), byTouch: Bool = false)
    throws
  {
    if byTouch {
      let middle = ((start.0 + end.0) / 2, (start.1 + end.1) / 2)
      func touch(_ type: String, _ point: (Double, Double)?) throws {
        let points = point.map { [["x": $0.0, "y": $0.1]] } ?? []
        try call("Input.dispatchTouchEvent", ["type": type, "touchPoints": points])
      }
      try touch("touchStart", start)
      try touch("touchMove", middle)
      try touch("touchMove", end)
      try touch("touchEnd", nil)
      return
    }
    try press(from: start, to: end)
  }

  /// Drags with a pen.
  ///
  /// - Parameter pressure: How hard it is pressed, from 0 to 1.
  package func write(
    from start: (Double, Double), to end: (Double, Double), pressure: Double
  ) throws {
    try press(from: start, to: end, ["pointerType": "pen", "force": pressure])
  }

  private func press(
    from start: (Double, Double), to end: (Double, Double), _ pointer: [String: Any] = [:]
  ) throws {
    let middle = ((start.0 + end.0) / 2, (start.1 + end.1) / 2)
    for (type, point) in [
      ("mouseMoved", start), ("mousePressed", start), ("mouseMoved", middle), ("mouseMoved", end),
      ("mouseReleased", end),
    ] {
      let event: [String: Any] = [
        "type": type, "x": point.0, "y": point.1, "button": "left", "clickCount": 1,
        "buttons": type == "mouseReleased" ? 0 : 1,
      ]
      try call("Input.dispatchMouseEvent", event.merging(pointer) { $1 })
    }
  }

  /// What the browser complained about: exceptions, errors and warnings.
  package var complaints: [String] {
    events.compactMap { event in
      switch event.method {
      case "Runtime.exceptionThrown", "Log.entryAdded": "\(event.parameters)"
      case "Runtime.consoleAPICalled"
      where ["error", "warning", "assert"].contains(event.parameters["type"] as? String):
        "\(event.parameters)"
      default: nil
      }
    }
  }

  /// Everything that was asked for anywhere, besides data that is in the page itself.
  package var requests: [String] {
    events.filter { $0.method == "Network.requestWillBeSent" }.compactMap {
      ($0.parameters["request"] as? [String: Any])?["url"] as? String
    }.filter { !$0.hasPrefix("data:") }
  }

  /// A picture of the page as it is, as a PNG.
  package func screenshot() throws -> Data {
    let answer = try call("Page.captureScreenshot", ["format": "png"])
    let text: String = try Self.known(answer["data"], "a screenshot")
    return try Self.known(Data(base64Encoded: text), "a screenshot")
  }

  private var events: [DevToolsConversation.Message] { browser.events(of: session) }

  /// A value of the kind that is expected.
  private static func known<Value>(_ value: Any?, _ what: String) throws -> Value {
    guard let known = value as? Value else {
      throw ChromiumError("\(what): expected \(Value.self), found \(value ?? "nothing")")
    }
    return known
  }

  @discardableResult
  private func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    try browser.call(method, parameters, session: session)
  }
}
