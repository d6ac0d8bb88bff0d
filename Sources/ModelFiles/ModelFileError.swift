import NetworkDescription
import TextFormats

/// What is wrong with a model file, with the file, the place, what was expected and found.
public struct ModelFileError: Error, Equatable, Sendable {
  /// The file, as it was named by whoever asked for it.
  public let file: String
  /// What is wrong with it.
  public let problem: Problem

  /// Everything that can be wrong.
  public enum Problem: Equatable, Sendable {
    /// It is no file, or the system could not open or read it.
    case cannotRead(reason: String)
    /// It is no place for a file, or the system could not write it.
    case cannotWrite(reason: String)
    /// It ends before the header's length does.
    case tooShort(expected: Int, found: Int)
    /// The header's length, its first 8 bytes, is too large for this file or for any.
    case headerLength(found: UInt64, largest: Int, fileSize: Int)
    /// The header is not a JSON object in UTF-8.
    case badHeader(problem: String)
    /// It is safetensors, but not written by this program: an entry of its metadata is missing.
    case notAModel(missing: String)
    /// It is safetensors, but no checkpoint: an entry of its metadata is missing or no number.
    case notACheckpoint(missing: String)
    /// It is the checkpoint of another training.
    case otherTraining(what: String, expected: String, found: String)
    /// It was written for another version of the format.
    case unsupportedVersion(found: String, supported: String)
    /// The blueprint inside it is not one.
    case badBlueprint(BlueprintError)
    /// The class names do not fit the network.
    case badClassNames(expected: String, found: String)
    /// A tensor that the blueprint asks for is not there.
    case missingTensor(name: String, shape: [Int])
    /// A tensor that the blueprint does not ask for.
    case extraTensor(name: String)
    /// A tensor's shape is not the one the blueprint asks for.
    case wrongShape(tensor: String, expected: [Int], found: [Int])
    /// A tensor's numbers are of a type this program does not read.
    case wrongNumberType(tensor: String, found: String)
    /// A tensor's data is not as long as its shape and type ask for, in bytes.
    case wrongLength(tensor: String, expected: Int, found: Int)
    /// A tensor's data does not begin where the one before ends; positions in the data.
    case misplaced(tensor: String, expected: Int, found: Int)
    /// The file is longer or shorter than its header says, in bytes.
    case wrongSize(expected: Int, found: Int)
    /// A number is infinite or not a number; `position` is that of its first byte in the file.
    case notFinite(tensor: String, index: Int, value: String, position: Int?)
    /// A number is too large for the precision asked for.
    case tooLarge(tensor: String, index: Int, value: Double)
    /// Tensors that take more memory than is free.
    case noMemory(needed: Int, free: Int)
  }
}

extension ModelFileError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    "\(file.onOneLine): \(problem)"
  }
}

extension ModelFileError.Problem: CustomStringConvertible {
  /// What is wrong, without the name of the file.
  public var description: String {
    let damaged = "the file is damaged, copy or save it again"
    return switch self {
    case .cannotRead(let reason): "cannot read it: \(reason)"
    case .cannotWrite(let reason): "cannot write it: \(reason)"
    case .tooShort(let expected, let found):
      "expected at least \(expected) bytes, found \(found): \(damaged)"
    case .headerLength(let found, let largest, let fileSize):
      "byte 0: expected a header length of at most \(largest) in a file of \(fileSize) bytes, "
        + "found \(found): it is not a safetensors file or it is cut off"
    case .badHeader(let problem):
      "header (from byte 8): \(problem): it is not a safetensors file or it is damaged"
    case .notAModel(let missing):
      "it is safetensors, but its metadata has no \(missing): "
        + "give a model that glassbox saved"
    case .notACheckpoint(let missing):
      "it is safetensors, but its metadata has no \(missing): give a checkpoint that glassbox "
        + "saved, or train without --resume"
    case .otherTraining(let what, let expected, let found):
      "it is a checkpoint of another training: \(what): expected \(expected.shortenedOnOneLine), "
        + "found \(found.shortenedOnOneLine): train with the same options and data, or without "
        + "--resume"
    case .unsupportedVersion(let found, let supported):
      "expected model version \(supported), found \(found.shortenedOnOneLine): "
        + "update glassbox or train the model again"
    case .badBlueprint(let error): "its blueprint: \(error)"
    case .badClassNames(let expected, let found):
      "its class names: expected \(expected), found \(found)"
    case .missingTensor(let name, let shape):
      "\(name): expected a tensor shaped \(shape), found none: \(damaged)"
    case .extraTensor(let name):
      "\(name.shortenedOnOneLine): expected only tensors of its blueprint, found one more: "
        + "remove it or correct the blueprint"
    case .wrongShape(let tensor, let expected, let found):
      "\(tensor): expected shape \(expected), found \("\(found)".shortenedOnOneLine): "
        + "tensors and blueprint are not of the same network"
    case .wrongNumberType(let tensor, let found):
      "\(tensor): expected numbers of type "
        + NumberType.allCases.map { $0.rawValue }.joined(separator: ", ")
        + ", found \(found.shortenedOnOneLine): convert it to F32"
    case .wrongLength(let tensor, let expected, let found):
      "\(tensor): expected \(expected) bytes of data, found \(found): \(damaged)"
    case .misplaced(let tensor, let expected, let found):
      "\(tensor): expected its data at offset \(expected), found \(found): \(damaged)"
    case .wrongSize(let expected, let found):
      "expected a file of \(expected) bytes, found \(found): \(damaged)"
    case .notFinite(let tensor, let index, let value, let position):
      "\(tensor)[\(index)]\(position.map { " (byte \($0))" } ?? ""): "
        + "expected a finite number, found \(value): train again with a smaller learning rate"
    case .noMemory(let needed, let free):
      "expected tensors that take at most \(byteCount(free)) of memory, which are free, found "
        + byteCount(needed)
    case .tooLarge(let tensor, let index, let value):
      "\(tensor)[\(index)]: expected a number that the precision can hold, found \(value): "
        + "save it as float64"
    }
  }
}
