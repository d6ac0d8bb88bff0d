#include <stdlib.h>
#include <string.h>

#include "CPNG.h"
#include "messages.h"

typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} byte_sink;

// Everything the job takes and must give back; see decode_job in decode.c.
typedef struct {
  png_structp png;
  png_infop info;
  byte_sink sink;
  cpng_escape escape;
  cpng_status status;
} encode_job;

static void give_bytes(png_structp png, png_bytep bytes, size_t count) {
  encode_job *job = png_get_io_ptr(png);
  byte_sink *sink = &job->sink;
  if (count > sink->capacity - sink->count) {
    size_t wanted = (sink->count + count) * 2;
    uint8_t *larger = wanted > sink->count ? realloc(sink->bytes, wanted) : NULL;
    if (larger == NULL) {
      job->status = CPNG_NO_MEMORY;
      png_error(png, "no memory for the file");
    }
    sink->bytes = larger;
    sink->capacity = wanted;
  }
  memcpy(sink->bytes + sink->count, bytes, count);
  sink->count += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static int colour_type(const cpng_source *source) {
  if (source->palette != NULL) return PNG_COLOR_TYPE_PALETTE;
  switch (source->channels) {
    case 1: return PNG_COLOR_TYPE_GRAY;
    case 3: return PNG_COLOR_TYPE_RGB;
    default: return PNG_COLOR_TYPE_RGB_ALPHA;
  }
}

// The part that may jump: every call into libpng after the structures exist.
static void write_picture(encode_job *job, const cpng_source *source) {
  png_structp png = job->png;
  png_set_write_fn(png, job, give_bytes, flush_nothing);
  png_set_IHDR(
      png, job->info, source->width, source->height, (int)source->bits, colour_type(source),
      PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (source->palette != NULL) {
    // A png_color is three bytes, too: red, green, blue.
    png_set_PLTE(
        png, job->info, (png_const_colorp)source->palette, (int)source->palette_count);
  }
  png_write_info(png, job->info);
  if (source->bits < 8) png_set_packing(png);
  size_t row = (size_t)source->width * source->channels;
  for (uint32_t y = 0; y < source->height; y += 1) png_write_row(png, source->pixels + y * row);
  png_write_end(png, NULL);
}

// Runs the job under its setjmp; see attempt in decode.c.
static void attempt(encode_job *job, const cpng_source *source) {
  if (setjmp(job->escape.rescue) != 0) return;
  job->png = png_create_write_struct(
      PNG_LIBPNG_VER_STRING, &job->escape, cpng_on_error, cpng_on_warning);
  if (job->png != NULL) job->info = png_create_info_struct(job->png);
  if (job->info == NULL) {
    job->status = CPNG_NO_MEMORY;
    return;
  }
  write_picture(job, source);
  job->status = CPNG_OK;
}

cpng_status cpng_encode(const cpng_source *source, cpng_file *file, char *message) {
  message[0] = 0;
  *file = (cpng_file){0};
  uint32_t channels = source->channels;
  if (channels != 1 && channels != 3 && channels != 4) {
    cpng_set_message(message, "a picture to be written has 1, 3 or 4 channels");
    return CPNG_BAD_DATA;
  }
  encode_job job = {.status = CPNG_BAD_DATA};
  job.escape.message = message;
  attempt(&job, source);
  png_destroy_write_struct(&job.png, &job.info);
  if (job.status == CPNG_OK) {
    file->bytes = job.sink.bytes;
    file->count = job.sink.count;
  } else {
    free(job.sink.bytes);
  }
  return job.status;
}
