#include <stdlib.h>
#include <string.h>

#include "CPNG.h"
#include "messages.h"

// Ancillary chunks are skipped, but palettes and transparency still pass through libpng's buffers.
static const png_alloc_size_t largest_chunk = 8 << 20;

// Deflate cannot pack more than 1,032 bytes into one (zlib's technical notes).
static const uint64_t largest_deflate_ratio = 1032;

typedef struct {
  const uint8_t *bytes;
  size_t count;
  size_t position;
} byte_source;

// Everything the job takes and must give back.
typedef struct {
  png_structp png;
  png_infop info;
  png_bytepp rows;
  byte_source source;
  cpng_escape escape;
  cpng_status status;
} decode_job;

static void take_bytes(png_structp png, png_bytep target, size_t wanted) {
  byte_source *source = png_get_io_ptr(png);
  if (wanted > source->count - source->position) {
    png_error(png, "the data ends before the picture does");
  }
  memcpy(target, source->bytes + source->position, wanted);
  source->position += wanted;
}

// Asks for 8-bit grey, or red, green, blue and alpha; returns the number of channels.
static uint32_t choose_channels(png_structp png, png_infop info) {
  png_byte type = png_get_color_type(png, info);
  int transparent =
      (type & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  png_set_expand(png);
  png_set_scale_16(png);
  if (type == PNG_COLOR_TYPE_GRAY && !transparent) return 1;
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
  return 4;
}

static int within_limits(uint32_t width, uint32_t height, cpng_limits limits) {
  return width <= limits.max_width && height <= limits.max_height &&
         (uint64_t)width * height <= limits.max_pixels;
}

// What may come of the pixels' chunks after the last row; as a rule, a few bytes do.
static const size_t most_left_over = 1 << 16;

// Where the last chunk with pixels ends, as far as the lengths of chunks can be followed.
static size_t end_of_pixel_chunks(byte_source source) {
  size_t end = 0;
  size_t start = 8;
  while (source.count - start >= 12) {
    const uint8_t *chunk = source.bytes + start;
    size_t length = (size_t)chunk[0] << 24 | chunk[1] << 16 | chunk[2] << 8 | chunk[3];
    if (length > source.count - start - 12) break;
    start += 12 + length;
    if (memcmp(chunk + 4, "IDAT", 4) == 0) end = start;
  }
  return end;
}

// Refuses more data than the last row can take: with that row, libpng unpacks all that is left only to
// throw it away, and a gigabyte fits into little.
static void refuse_surplus(decode_job *job, uint64_t packed_row) {
  size_t end = end_of_pixel_chunks(job->source);
  // Bytes that cannot be packed are stored, with a few more for every 16 kilobytes.
  uint64_t most = packed_row + packed_row / 8 + most_left_over;
  if (end > job->source.position && end - job->source.position > most) {
    png_error(job->png, "there is more data than the picture has pixels");
  }
}

// The part that may jump: every call into libpng after the structures exist.
static void read_picture(decode_job *job, cpng_limits limits, cpng_picture *picture) {
  png_structp png = job->png;
  png_infop info = job->info;
  // Only the pixels matter: text, profiles, times and unknown chunks are not even unpacked.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_chunk_malloc_max(png, largest_chunk);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // ours are checked below
  png_set_read_fn(png, &job->source, take_bytes);
  png_read_info(png, info);

  picture->width = png_get_image_width(png, info);
  picture->height = png_get_image_height(png, info);
  if (!within_limits(picture->width, picture->height, limits)) {
    job->status = CPNG_TOO_LARGE;
    png_error(png, "the picture is larger than the limits");
  }
  uint64_t packed_row = png_get_rowbytes(png, info);
  if (packed_row * picture->height > job->source.count * largest_deflate_ratio) {
    png_error(png, "the file is too short for the size its header states");
  }

  picture->channels = choose_channels(png, info);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  size_t row = (size_t)picture->width * picture->channels;
  if (png_get_rowbytes(png, info) != row) png_error(png, "unexpected row size");

  // Rows are written from end to end or the whole is an error, so nothing needs to be cleared.
  picture->pixels = malloc(picture->height * row);
  job->rows = malloc(picture->height * sizeof(png_bytep));
  if (picture->pixels == NULL || job->rows == NULL) {
    job->status = CPNG_NO_MEMORY;
    png_error(png, "no memory for the pixels");
  }
  for (uint32_t y = 0; y < picture->height; y += 1) job->rows[y] = picture->pixels + y * row;
  for (int pass = 0; pass < passes; pass += 1) {
    for (uint32_t y = 0; y < picture->height; y += 1) {
      if (pass == passes - 1 && y == picture->height - 1) refuse_surplus(job, packed_row);
      png_read_row(png, job->rows[y], NULL);
    }
  }
  png_read_end(png, NULL);  // a file cut off after its pixels is still a broken file
}

// Runs the job under its setjmp. The job belongs to the caller: a variable of this very frame could
// be anything after a longjmp (C11 7.13.2.1), one behind a pointer cannot.
static void attempt(decode_job *job, cpng_limits limits, cpng_picture *picture) {
  if (setjmp(job->escape.rescue) != 0) return;
  job->png = png_create_read_struct(
      PNG_LIBPNG_VER_STRING, &job->escape, cpng_on_error, cpng_on_warning);
  if (job->png != NULL) job->info = png_create_info_struct(job->png);
  if (job->info == NULL) {
    job->status = CPNG_NO_MEMORY;
    return;
  }
  read_picture(job, limits, picture);
  job->status = CPNG_OK;
}

cpng_status cpng_decode(
    const uint8_t *bytes, size_t count, cpng_limits limits, cpng_picture *picture, char *message) {
  message[0] = 0;
  *picture = (cpng_picture){0};
  decode_job job = {.source = {bytes, count, 0}, .status = CPNG_BAD_DATA};
  job.escape.message = message;
  attempt(&job, limits, picture);
  png_destroy_read_struct(&job.png, &job.info, NULL);
  free(job.rows);
  if (job.status != CPNG_OK) {
    free(picture->pixels);
    picture->pixels = NULL;
  }
  return job.status;
}
