// A small, safe face of libpng for Swift: whole pictures in memory, in and out.
//
// libpng reports an error by longjmp, which must never jump over a Swift frame. So each function
// here does its whole job between one setjmp and its return, frees what it took in every case, and
// says what went wrong with a return value and a text. Nothing here reads or writes files.
#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

// What a decoder accepts; checked against the header before memory for pixels is taken.
typedef struct {
  uint32_t max_width;
  uint32_t max_height;
  uint64_t max_pixels;
} cpng_limits;

// A decoded picture: 8 bits a channel, rows from the top, no padding between rows.
typedef struct {
  uint32_t width;
  uint32_t height;
  // 1: grey without transparency. 4: red, green, blue, alpha (not premultiplied).
  uint32_t channels;
  // width × height × channels bytes, to be handed to cpng_free.
  uint8_t *pixels;
} cpng_picture;

// A picture to be encoded: rows from the top, no padding between rows.
typedef struct {
  // width × height × channels bytes.
  const uint8_t *pixels;
  uint32_t width;
  uint32_t height;
  // 1: grey, or numbers of colours. 3: red, green, blue. 4: and alpha (not premultiplied).
  uint32_t channels;
  // Bits a channel in the file. With 1, 2 or 4, each byte of `pixels` is below 2 to that power.
  uint32_t bits;
  // Red, green, blue of each numbered colour; NULL when pixels are greys or colours themselves.
  const uint8_t *palette;
  uint32_t palette_count;
} cpng_source;

// Bytes of an encoded file, to be handed to cpng_free.
typedef struct {
  uint8_t *bytes;
  size_t count;
} cpng_file;

typedef enum {
  CPNG_OK = 0,
  // The header names more than the limits allow; width and height are filled in.
  CPNG_TOO_LARGE = 1,
  // The data is not a complete, correct PNG; the message says why.
  CPNG_BAD_DATA = 2,
  // Memory ran out.
  CPNG_NO_MEMORY = 3,
} cpng_status;

// Long enough for every message of libpng.
#define CPNG_MESSAGE_CAPACITY 256

// Decodes a whole PNG file: every colour type, bit depth and interlacing; palette, low depths and
// transparency expanded, 16-bit channels scaled to 8; gamma and colour profiles left alone.
// `message` has CPNG_MESSAGE_CAPACITY bytes. On failure `picture->pixels` is NULL.
cpng_status cpng_decode(
    const uint8_t *bytes, size_t count, cpng_limits limits, cpng_picture *picture, char *message);

// Encodes a picture.
// `message` has CPNG_MESSAGE_CAPACITY bytes. On failure `file->bytes` is NULL.
cpng_status cpng_encode(const cpng_source *source, cpng_file *file, char *message);

// Frees what cpng_decode or cpng_encode handed out; NULL is allowed.
void cpng_free(uint8_t *memory);

#if defined(__cplusplus)
}
#endif

#endif
