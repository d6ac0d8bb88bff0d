import SystemFiles

extension SafetensorsReading {
  /// Reads from a file on the disk, closed when nobody reads from it any more.
  init(path: String) throws(ModelFileError) {
    func reading<Result>(
      _ body: () throws(FileProblem) -> Result
    ) throws(ModelFileError) -> Result {
      do {
        return try body()
      } catch {
        throw ModelFileError(file: path, problem: .cannotRead(reason: error.description))
      }
    }
    let file = try reading { () throws(FileProblem) in try OrdinaryFile(path) }
    self.init(name: path, size: file.size) { range throws(ModelFileError) in
      try reading { () throws(FileProblem) in try file.read(range) }
    }
    freeMemory = { FreeMemory.bytes() }
  }
}

extension SafetensorsWriting {
  /// Writes the file, replacing an older one only once the new one is complete.
  func write(to path: String) throws(ModelFileError) {
    let head = try head()
    do {
      // One after the other: put together, they would take twice the memory.
      try AtomicFile.replace(path, durability: .onDisk) { file throws(FileProblem) in
        try file.append(head)
        try file.append(data)
      }
    } catch {
      throw ModelFileError(file: path, problem: .cannotWrite(reason: error.description))
    }
  }
}
