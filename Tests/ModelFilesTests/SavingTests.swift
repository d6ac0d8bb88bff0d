import Foundation
import NetworkDescription
import Testing

@testable import ModelFiles

@Suite("Saving is all or nothing")
struct SavingTests {
  @Test("A number that is not finite is not saved, and the older file stays")
  func notFinite() throws {
    try Examples.inFolder { folder in
      let path = folder.appending(path: "model.safetensors").path
      let model = try Examples.model()
      try model.write(to: path)
      var parameters = model.parameters
      parameters["layers.1.bias"]?.values[1] = .nan
      let broken = try TrainedModel(blueprint: model.blueprint, parameters: parameters)
      let error = #expect(throws: ModelFileError.self) { try broken.write(to: path) }
      #expect(
        error?.description == "\(path): layers.1.bias[1]: expected a finite number, found nan: "
          + "train again with a smaller learning rate")
      parameters["layers.1.bias"]?.values[1] = 1e39
      let large = try TrainedModel(blueprint: model.blueprint, parameters: parameters)
      let tooLarge = #expect(throws: ModelFileError.self) {
        try large.write(to: path, precision: .float32)
      }
      #expect(
        tooLarge?.description == "\(path): layers.1.bias[1]: expected a number that the precision "
          + "can hold, found 1e+39: save it as float64")
      #expect(try TrainedModel(contentsOf: path) == model)
    }
  }

  @Test("A blueprint that was broken after it was made is not saved")
  func brokenBlueprint() throws {
    let model = try Examples.model()
    var blueprint = model.blueprint
    blueprint.optimizer.learningRate = .nan
    let broken = try TrainedModel(blueprint: blueprint, parameters: model.parameters)
    let error = #expect(throws: ModelFileError.self) {
      try broken.writing(precision: .float64, name: "m").file()
    }
    #expect(
      error?.description
        == "m: its blueprint: optimizer.sgd.learningRate: expected a number, found null")
  }

  @Test("A missing folder is named")
  func missingFolder() throws {
    let model = try Examples.model()
    try Examples.inFolder { folder in
      let path = folder.appending(path: "nowhere/model.safetensors").path
      let error = #expect(throws: ModelFileError.self) { try model.write(to: path) }
      #expect(
        error?.description
          == "\(path): cannot write it: there is no folder \(folder.path)/nowhere: "
          + "make it or choose another place")
    }
  }

  @Test("Folders and devices are not replaced")
  func notAFile() throws {
    let model = try Examples.model()
    try Examples.inFolder { folder in
      for (path, reason) in [
        (folder.path, "it is a folder: give a file"),
        ("/dev/null", "it is a pipe or a device: give a file"),
      ] {
        #expect(throws: ModelFileError(file: path, problem: .cannotWrite(reason: reason))) {
          try model.write(to: path)
        }
        #expect(throws: ModelFileError(file: path, problem: .cannotRead(reason: reason))) {
          try TrainedModel(contentsOf: path)
        }
      }
    }
  }

  @Test("Where the system refuses, its reason is given and nothing is left behind")
  func refused() throws {
    let model = try Examples.model()
    try Examples.inFolder { folder in
      let path = folder.appending(path: String(repeating: "n", count: 300)).path
      let error = #expect(throws: ModelFileError.self) { try model.write(to: path) }
      #expect(error?.description.hasSuffix("cannot write it: File name too long") == true)
      let left = try Examples.names(in: folder)
      #expect(left.isEmpty)
    }
  }

  @Test("A new file replaces the old one, keeps its permissions, and goes where a link leads")
  func replacing() throws {
    try Examples.inFolder { folder in
      let path = folder.appending(path: "model.safetensors").path
      let link = folder.appending(path: "link").path
      try Examples.model().write(to: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      let other = try Examples.model(classNames: [])
      try other.write(to: link)
      #expect(try TrainedModel(contentsOf: path) == other)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    }
  }

  @Test("A file that is not there is an error that says so")
  func missing() {
    let error = #expect(throws: ModelFileError.self) {
      try TrainedModel(contentsOf: "/nowhere/model.safetensors")
    }
    #expect(
      error?.description
        == "/nowhere/model.safetensors: cannot read it: No such file or directory")
  }

  @Test("How long a file will be is known before anything is learned")
  func sizeAhead() throws {
    let model = try Examples.model()
    let form = ModelForm(blueprint: model.blueprint, classNames: model.classNames)
    for precision in [TensorPrecision.float32, .float64] {
      let bytes = try model.writing(precision: precision, name: "m").file()
      #expect(try form.fileSize(precision: precision, name: "m") == bytes.count)
    }
  }

  @Test("What no file can hold is refused before anything is learned")
  func tooLongName() throws {
    let blueprint = try NetworkBlueprint(
      name: String(repeating: "n", count: 12_000_000), input: .list(1),
      layers: [.dense(Dense(units: 1))], loss: .meanSquaredError)
    let error = #expect(throws: ModelFileError.self) {
      try ModelForm(blueprint: blueprint).fileSize(precision: .float64, name: "m")
    }
    #expect(error?.description.hasPrefix("m: ") == true)
    #expect(throws: ModelFileError.self) {
      try TrainingCheckpoint.fileSize(
        of: blueprint, circumstances: [:], keepsBest: false, name: "c")
    }
  }
}
