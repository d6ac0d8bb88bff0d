/// Changing the size of a picture without losing ink between the pixels.
///
/// Smaller: each new pixel is the mean of the area it covers, which is what anti-aliasing means.
/// Larger: linear interpolation between pixel centres. Same size: nothing changes. Columns and rows
/// are done one after the other, so a picture of n pixels takes about 2n steps.
enum Resampling {
  /// Reduces a picture so that its longer side has at most the given length.
  static func reduced(_ picture: InkPicture, toSide side: Int) -> InkPicture {
    let reduction = Double(max(picture.width, picture.height)) / Double(side)
    guard reduction > 1 else { return picture }
    return resized(
      picture, width: max(Int(Double(picture.width) / reduction), 1),
      height: max(Int(Double(picture.height) / reduction), 1))
  }

  static func resized(_ picture: InkPicture, width: Int, height: Int) -> InkPicture {
    let narrow = resizedAlongRows(picture, Mixes(from: picture.width, to: width))
    return resizedAlongColumns(narrow, Mixes(from: picture.height, to: height))
  }

  private static func resizedAlongRows(_ picture: InkPicture, _ mixes: Mixes) -> InkPicture {
    let width = mixes.count
    var result = InkPicture(width: width, height: picture.height)
    result.amounts.withUnsafeMutableBufferPointer { results in
      picture.amounts.withUnsafeBufferPointer { amounts in
        mixes.withUnsafeBuffers { firsts, weights in
          for y in 0..<picture.height {
            let target = results.extracting((y * width)..<((y + 1) * width))
            for offset in 0..<mixes.length {
              let source = amounts.extracting((y * picture.width + offset)...)
              let shares = weights.extracting((offset * width)...)
              for x in target.indices { target[x] += shares[x] * source[firsts[x]] }
            }
          }
        }
      }
    }
    return result
  }

  private static func resizedAlongColumns(_ picture: InkPicture, _ mixes: Mixes) -> InkPicture {
    let width = picture.width
    var result = InkPicture(width: width, height: mixes.count)
    result.amounts.withUnsafeMutableBufferPointer { results in
      picture.amounts.withUnsafeBufferPointer { amounts in
        mixes.withUnsafeBuffers { firsts, weights in
          for y in 0..<mixes.count {
            let target = results.extracting((y * width)..<((y + 1) * width))
            for offset in 0..<mixes.length {
              let source = amounts.extracting(((firsts[y] + offset) * width)...)
              let share = weights[offset * mixes.count + y]
              for x in target.indices { target[x] += share * source[x] }
            }
          }
        }
      }
    }
    return result
  }
}
