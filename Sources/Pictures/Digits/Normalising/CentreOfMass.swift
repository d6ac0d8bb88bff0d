/// Placing a digit so that its ink balances on the middle of the 28×28 field.
enum CentreOfMass {
  /// The mean column and row of the ink, counted in pixels from 0; nil without ink.
  static func of(_ picture: InkPicture) -> (x: Double, y: Double)? {
    var mass = 0.0
    var sumX = 0.0
    var sumY = 0.0
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let amount = Double(picture[x, y])
        mass += amount
        sumX += amount * Double(x)
        sumY += amount * Double(y)
      }
    }
    return mass > 0 ? (sumX / mass, sumY / mass) : nil
  }

  /// Moves a digit by whole pixels so that its centre of mass lies nearest to pixel (14, 14).
  ///
  /// Whole pixels, because MNIST's makers moved theirs so: their centres lie evenly spread over the
  /// pixel 14, from 13.5 to 14.5. The digit is kept inside of the field.
  static func placed(_ digit: InkPicture) -> InkPicture {
    let side = DigitNormaliser.side
    var field = InkPicture(width: side, height: side)
    let centre = of(digit) ?? (Double(digit.width - 1) / 2, Double(digit.height - 1) / 2)
    let left = offset(centre.x, size: digit.width)
    let top = offset(centre.y, size: digit.height)
    for y in 0..<digit.height {
      for x in 0..<digit.width { field[left + x, top + y] = digit[x, y] }
    }
    return field
  }

  private static func offset(_ centre: Double, size: Int) -> Int {
    // A digit whose centre lies halfway between two pixels always goes to the same side, so that
    // placing it again does not move it.
    let wanted = Int((Double(DigitNormaliser.side / 2) - centre + 0.501).rounded(.down))
    return min(max(wanted, 0), DigitNormaliser.side - size)
  }
}
