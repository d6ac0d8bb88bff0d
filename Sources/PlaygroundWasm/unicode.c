// What the engine asks of Unicode's characters, without the tables of all scripts, which take a tenth of
// it: which of them cannot be seen, which part words, which are letters, and capitals of the alphabets
// that have them in a row. It asks for no more; `.ci/wasm` would not link otherwise.
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t first, last;
} range;

#define HAS(ranges, c) is_in(ranges, sizeof ranges / sizeof *ranges, c)

static int is_in(const range *ranges, size_t count, uint32_t c) {
  for (size_t i = 0; i < count; i++)
    if (c >= ranges[i].first && c <= ranges[i].last) return 1;
  return 0;
}

static const range controls[] = {{0, 0x1f}, {0x7f, 0x9f}};
static const range formats[] = {
  {0xad, 0xad},       {0x600, 0x605},     {0x61c, 0x61c},     {0x6dd, 0x6dd},     {0x70f, 0x70f},
  {0x890, 0x891},     {0x8e2, 0x8e2},     {0x180e, 0x180e},   {0x200b, 0x200f},   {0x202a, 0x202e},
  {0x2060, 0x2064},   {0x2066, 0x206f},   {0xfeff, 0xfeff},   {0xfff9, 0xfffb},   {0x110bd, 0x110bd},
  {0x110cd, 0x110cd}, {0x13430, 0x1343f}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0001, 0xe0001},
  {0xe0020, 0xe007f},
};
static const range spaces[] = {
  {9, 0xd},         {0x20, 0x20},     {0x85, 0x85},     {0xa0, 0xa0},     {0x1680, 0x1680},
  {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000},
};
// Up to Latin-1 these are all; beyond, whatever is no sign.
static const range letters[] = {
  {'A', 'Z'},       {'a', 'z'},       {0xaa, 0xaa},       {0xb5, 0xb5},       {0xba, 0xba},
  {0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x2c1},      {0x370, 0x1fff},    {0x2c00, 0x2dff},
  {0x3041, 0xd7ff}, {0xf900, 0xfdff}, {0x10000, 0x1ffff}, {0x20000, 0x3ffff},
};
// Small letters, each as far from its capital as the others of its row.
static const struct {
  range small;
  int32_t distance;
} rows[] = {
  {{'a', 'z'}, 32},       {{0xe0, 0xf6}, 32},     {{0xf8, 0xfe}, 32},    {{0x3b1, 0x3c1}, 32},
  {{0x3c3, 0x3cb}, 32},   {{0x430, 0x44f}, 32},   {{0x450, 0x45f}, 80},
};

// The numbers of Unicode.GeneralCategory that are asked for; others are letters.
uint8_t _swift_stdlib_getGeneralCategory(uint32_t c) {
  if (c == 0x2028) return 23;
  if (c == 0x2029) return 24;
  return HAS(controls, c) ? 25 : HAS(formats, c) ? 26 : 4;
}

// The bits of Unicode.Scalar.Properties that are asked for.
uint64_t _swift_stdlib_getBinaryProperties(uint32_t c) {
  return (uint64_t)HAS(spaces, c) << 45 | (uint64_t)HAS(letters, c) << 7;
}

// A decimal digit, or no number.
uint8_t _swift_stdlib_getNumericType(uint32_t c) { return c >= '0' && c <= '9' ? 2 : UINT8_MAX; }

// How far it is to the capital (0, 2), or to the small letter (1).
int32_t _swift_stdlib_getMapping(uint32_t c, uint8_t mapping) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int32_t distance = rows[i].distance;
    uint32_t small = mapping == 1 ? c + (uint32_t)distance : c;
    if (small >= rows[i].small.first && small <= rows[i].small.last)
      return mapping == 1 ? distance : -distance;
  }
  return 0;
}

const uint8_t *_swift_stdlib_getSpecialMapping(uint32_t c, uint8_t mapping, ptrdiff_t *length) {
  *length = 0;
  return NULL;
}
