import TextFormats

/// One of several kinds that are told apart by name, some of them made with a number.
///
/// In JSON it is its name, `"relu"`, or an object where its number is not the usual one,
/// `{"leakyRelu":{"slope":0.3}}`.
package protocol NamedCase: JSONRepresentable {
  /// One of each kind, as it is unless a blueprint says otherwise.
  static var allKinds: [Self] { get }
  /// What all of them are: `activation`.
  static var kindInWords: String { get }
  /// What is expected of JSON that is no such thing at all.
  static var expectedJSON: String { get }
  /// The name of this one.
  var name: String { get }
  /// The number it is made with; nil if there is none.
  var setting: CaseSetting<Self>? { get }
}

/// The number that a case is made with.
package struct CaseSetting<Case> {
  /// What blueprint files call it.
  let key: String
  /// What it is.
  package let value: Double
  /// What it is unless a blueprint says otherwise.
  let usual: Double
  /// What it must be.
  let limit: (String, Double) -> SettingLimit
  /// The same case with another number.
  let making: (Double) -> Case

  init(
    _ key: String, _ value: Double, default usual: Double,
    limit: @escaping (String, Double) -> SettingLimit = SettingLimit.finite,
    making: @escaping (Double) -> Case
  ) {
    self.key = key
    self.value = value
    self.usual = usual
    self.limit = limit
    self.making = making
  }
}

extension NamedCase {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    if case .string(let name) = json {
      guard let known = Self.allKinds.first(where: { $0.name == name }) else {
        throw .unknownName(
          path: path, what: Self.kindInWords, found: name, known: Self.allKinds.map { $0.name })
      }
      self = known
      return
    }
    var object = try JSONObjectReader(json, at: path, expected: Self.expectedJSON)
    let (name, details) = try object.onlyEntry(of: Self.kindInWords)
    let settable = Self.allKinds.filter { $0.setting != nil }
    guard let setting = settable.first(where: { $0.name == name })?.setting else {
      throw .unknownName(
        path: path, what: "\(Self.kindInWords) with settings", found: name,
        known: settable.map { $0.name })
    }
    let path = path.appending(name)
    var settings = try JSONObjectReader(details, at: path, expected: "an object")
    let value = try settings.number(setting.key, default: setting.value)
    try setting.limit(setting.key, value).validate(at: path)
    try settings.finish()
    self = setting.making(value)
  }

  package var json: JSONValue {
    guard let setting, setting.value != setting.usual else { return .string(name) }
    return .object([(name, .object([(setting.key, .number(setting.value))]))])
  }
}
