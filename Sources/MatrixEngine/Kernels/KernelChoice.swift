import MatrixKernels

/// Which kernels compute: the fastest the processor has, or a set asked for by name.
public struct KernelChoice: @unchecked Sendable {
  /// Pointers to tables that are constant for as long as the program runs.
  let kernels: GlassboxKernels

  /// The name of the instruction set: avx512, avx2, neon or baseline.
  public var name: String { String(cString: kernels.name) }

  private init(_ kernels: GlassboxKernels) { self.kernels = kernels }

  /// The fastest kernels the processor can run.
  package static var fastest: Self { Self(glassbox_fastest_kernels()) }

  /// Takes the kernels of a name; without one, the fastest.
  ///
  /// - Throws: ``MatrixEngineError/noSuchKernels(name:known:)`` if this processor has none of that
  ///   name.
  public init(named name: String? = nil) throws(MatrixEngineError) {
    guard let found = glassbox_kernels_named(name) else {
      throw .noSuchKernels(name: name ?? "", known: Self.names)
    }
    kernels = found.pointee
  }

  /// The names of all kernels this processor can run, fastest first.
  public static var names: [String] {
    var names: [String] = []
    while let kernels = glassbox_kernels_at(names.count) {
      names.append(String(cString: kernels.pointee.name))
    }
    return names
  }
}

/// What can go wrong when the matrix engine is set up.
public enum MatrixEngineError: Error, Hashable, Sendable {
  /// This processor has no kernels of that name.
  case noSuchKernels(name: String, known: [String])
  /// A number of threads below 1, or more than the system gives.
  case noSuchThreads(found: Int)
}

extension MatrixEngineError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .noSuchKernels(let name, let known):
      "kernels \"\(name)\": this processor cannot run them: choose one of "
        + known.joined(separator: ", ")
    case .noSuchThreads(let found):
      "threads: expected at least 1 and as many as the system gives, found \(found)"
    }
  }
}
