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

  /// Four rows at a time, because all rows are mixed alike.
  private static func resizedAlongRows(_ picture: InkPicture, _ mixes: Mixes) -> InkPicture {
    let width = mixes.count
    var result = InkPicture(width: width, height: picture.height)
    result.amounts.withUnsafeMutableBufferPointer { results in
      picture.amounts.withUnsafeBufferPointer { amounts in
        mixes.withUnsafeBuffers { firsts, weights in
          // Where there are fewer than four rows left, the last is mixed more than once.
          func source(_ y: Int) -> UnsafeBufferPointer<Float> {
            amounts.extracting((min(y, picture.height - 1) * picture.width)...)
          }
          func target(_ y: Int) -> UnsafeMutableBufferPointer<Float> {
            results.extracting((min(y, picture.height - 1) * width)...)
          }
          for y in stride(from: 0, to: picture.height, by: 4) {
            let (a, b, c, d) = (source(y), source(y + 1), source(y + 2), source(y + 3))
            let (e, f, g, h) = (target(y), target(y + 1), target(y + 2), target(y + 3))
            for x in 0..<width {
              var sums = SIMD4<Float>.zero
              for offset in 0..<mixes.length {
                let place = firsts[x] &+ offset
                let share = weights[x &* mixes.length &+ offset]
                sums += share * SIMD4(a[place], b[place], c[place], d[place])
              }
              (e[x], f[x], g[x], h[x]) = (sums[0], sums[1], sums[2], sums[3])
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
              let share = weights[y * mixes.length + offset]
              for x in target.indices { target[x] += share * source[x] }
            }
          }
        }
      }
    }
    return result
  }
}
