/// The order in which people read: lines from the top, in each line from the left.
enum ReadingOrder {
  /// Pieces belong to one line when the middle of one lies within the rows of the line so far.
  static func sorted(_ pieces: [InkPiece]) -> [InkPiece] {
    var lines: [(box: PixelBox, pieces: [InkPiece])] = []
    for piece in pieces.sorted(by: { $0.box.middleY < $1.box.middleY }) {
      let middle = piece.box.middleY
      if let index = lines.firstIndex(where: {
        middle >= Double($0.box.y) && middle <= Double($0.box.bottom)
      }) {
        lines[index].box = lines[index].box.union(piece.box)
        lines[index].pieces.append(piece)
      } else {
        lines.append((piece.box, [piece]))
      }
    }
    return lines.sorted { $0.box.y < $1.box.y }
      .flatMap { $0.pieces.sorted { $0.box.x < $1.box.x } }
  }
}
