/// How the numbers of a model are written.
public enum TensorPrecision: String, CaseIterable, Sendable {
  /// 16 bits each: a quarter of the size, about 3 digits, for models that are to be small.
  case float16
  /// 32 bits each, as most programs use: half the size, about 7 digits.
  case float32
  /// 64 bits each, as the objects compute: what is read back equals what was written.
  case float64
}

extension TensorPrecision {
  var numberType: NumberType {
    switch self {
    case .float16: .float16
    case .float32: .float32
    case .float64: .float64
    }
  }
}
