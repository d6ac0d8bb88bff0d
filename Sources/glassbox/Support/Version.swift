/// What `glassbox --version` says.
enum Version {
  static let number = "0.1.0"
  static let text = "glassbox \(number)"
}
