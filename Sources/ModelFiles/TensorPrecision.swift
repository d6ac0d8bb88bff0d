/// How the numbers of a model are written.
public enum TensorPrecision: String, CaseIterable, Sendable {
  /// 32 bits each, as most programs use: half the size, about 7 digits.
  case float32
  /// 64 bits each, as the objects compute: what is read back equals what was written.
  case float64
}

extension TensorPrecision {
  var numberType: NumberType {
    switch self {
    case .float32: .float32
    case .float64: .float64
    }
  }
}
