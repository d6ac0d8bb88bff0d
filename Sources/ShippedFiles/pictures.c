#include "ShippedFiles.h"

// The pictures of Samples/Digits and Samples/Sheets, which the program DrawSampleDigits has drawn:
// first the bytes of each, then the table of them. A test compares it with the folders.

static const unsigned char digit_0_black_on_nothing_100x140[] = {
#embed "../../Samples/Digits/0-black-on-nothing-100x140.png"
};
static const unsigned char digit_0_black_on_white_28x28[] = {
#embed "../../Samples/Digits/0-black-on-white-28x28.png"
};
static const unsigned char digit_0_chalk_on_green_96x96[] = {
#embed "../../Samples/Digits/0-chalk-on-green-96x96.png"
};
static const unsigned char digit_0_white_on_nothing_100x100[] = {
#embed "../../Samples/Digits/0-white-on-nothing-100x100.png"
};
static const unsigned char digit_1_one_bit_64x64[] = {
#embed "../../Samples/Digits/1-one-bit-64x64.png"
};
static const unsigned char digit_1_purple_on_pink_160x120[] = {
#embed "../../Samples/Digits/1-purple-on-pink-160x120.png"
};
static const unsigned char digit_1_red_on_yellow_200x150[] = {
#embed "../../Samples/Digits/1-red-on-yellow-200x150.png"
};
static const unsigned char digit_1_white_on_blue_180x240[] = {
#embed "../../Samples/Digits/1-white-on-blue-180x240.png"
};
static const unsigned char digit_2_blue_on_white_180x240[] = {
#embed "../../Samples/Digits/2-blue-on-white-180x240.png"
};
static const unsigned char digit_2_pencil_on_grey_120x160[] = {
#embed "../../Samples/Digits/2-pencil-on-grey-120x160.png"
};
static const unsigned char digit_2_photo_400x500[] = {
#embed "../../Samples/Digits/2-photo-400x500.png"
};
static const unsigned char digit_2_tiny_16x16[] = {
#embed "../../Samples/Digits/2-tiny-16x16.png"
};
static const unsigned char digit_3_black_on_white_28x28[] = {
#embed "../../Samples/Digits/3-black-on-white-28x28.png"
};
static const unsigned char digit_3_chalk_on_green_96x96[] = {
#embed "../../Samples/Digits/3-chalk-on-green-96x96.png"
};
static const unsigned char digit_3_white_on_black_28x28[] = {
#embed "../../Samples/Digits/3-white-on-black-28x28.png"
};
static const unsigned char digit_3_white_on_nothing_100x100[] = {
#embed "../../Samples/Digits/3-white-on-nothing-100x100.png"
};
static const unsigned char digit_4_black_on_nothing_100x140[] = {
#embed "../../Samples/Digits/4-black-on-nothing-100x140.png"
};
static const unsigned char digit_4_one_bit_64x64[] = {
#embed "../../Samples/Digits/4-one-bit-64x64.png"
};
static const unsigned char digit_4_purple_on_pink_160x120[] = {
#embed "../../Samples/Digits/4-purple-on-pink-160x120.png"
};
static const unsigned char digit_4_white_on_blue_180x240[] = {
#embed "../../Samples/Digits/4-white-on-blue-180x240.png"
};
static const unsigned char digit_5_blue_on_white_180x240[] = {
#embed "../../Samples/Digits/5-blue-on-white-180x240.png"
};
static const unsigned char digit_5_pencil_on_grey_120x160[] = {
#embed "../../Samples/Digits/5-pencil-on-grey-120x160.png"
};
static const unsigned char digit_5_photo_400x500[] = {
#embed "../../Samples/Digits/5-photo-400x500.png"
};
static const unsigned char digit_5_red_on_yellow_200x150[] = {
#embed "../../Samples/Digits/5-red-on-yellow-200x150.png"
};
static const unsigned char digit_6_black_on_white_28x28[] = {
#embed "../../Samples/Digits/6-black-on-white-28x28.png"
};
static const unsigned char digit_6_tiny_16x16[] = {
#embed "../../Samples/Digits/6-tiny-16x16.png"
};
static const unsigned char digit_6_white_on_black_28x28[] = {
#embed "../../Samples/Digits/6-white-on-black-28x28.png"
};
static const unsigned char digit_6_white_on_nothing_100x100[] = {
#embed "../../Samples/Digits/6-white-on-nothing-100x100.png"
};
static const unsigned char digit_7_black_on_nothing_100x140[] = {
#embed "../../Samples/Digits/7-black-on-nothing-100x140.png"
};
static const unsigned char digit_7_chalk_on_green_96x96[] = {
#embed "../../Samples/Digits/7-chalk-on-green-96x96.png"
};
static const unsigned char digit_7_purple_on_pink_160x120[] = {
#embed "../../Samples/Digits/7-purple-on-pink-160x120.png"
};
static const unsigned char digit_7_white_on_blue_180x240[] = {
#embed "../../Samples/Digits/7-white-on-blue-180x240.png"
};
static const unsigned char digit_8_blue_on_white_180x240[] = {
#embed "../../Samples/Digits/8-blue-on-white-180x240.png"
};
static const unsigned char digit_8_one_bit_64x64[] = {
#embed "../../Samples/Digits/8-one-bit-64x64.png"
};
static const unsigned char digit_8_pencil_on_grey_120x160[] = {
#embed "../../Samples/Digits/8-pencil-on-grey-120x160.png"
};
static const unsigned char digit_8_red_on_yellow_200x150[] = {
#embed "../../Samples/Digits/8-red-on-yellow-200x150.png"
};
static const unsigned char digit_9_black_on_white_28x28[] = {
#embed "../../Samples/Digits/9-black-on-white-28x28.png"
};
static const unsigned char digit_9_photo_400x500[] = {
#embed "../../Samples/Digits/9-photo-400x500.png"
};
static const unsigned char digit_9_tiny_16x16[] = {
#embed "../../Samples/Digits/9-tiny-16x16.png"
};
static const unsigned char digit_9_white_on_black_28x28[] = {
#embed "../../Samples/Digits/9-white-on-black-28x28.png"
};
static const unsigned char sheet_phone_number[] = {
#embed "../../Samples/Sheets/sheet-phone-number.png"
};
static const unsigned char sheet_three_lines[] = {
#embed "../../Samples/Sheets/sheet-three-lines.png"
};

static const GlassboxShippedFile pictures[] = {
  {"0-black-on-nothing-100x140.png", digit_0_black_on_nothing_100x140,
   sizeof digit_0_black_on_nothing_100x140},
  {"0-black-on-white-28x28.png", digit_0_black_on_white_28x28, sizeof digit_0_black_on_white_28x28},
  {"0-chalk-on-green-96x96.png", digit_0_chalk_on_green_96x96, sizeof digit_0_chalk_on_green_96x96},
  {"0-white-on-nothing-100x100.png", digit_0_white_on_nothing_100x100,
   sizeof digit_0_white_on_nothing_100x100},
  {"1-one-bit-64x64.png", digit_1_one_bit_64x64, sizeof digit_1_one_bit_64x64},
  {"1-purple-on-pink-160x120.png", digit_1_purple_on_pink_160x120,
   sizeof digit_1_purple_on_pink_160x120},
  {"1-red-on-yellow-200x150.png", digit_1_red_on_yellow_200x150,
   sizeof digit_1_red_on_yellow_200x150},
  {"1-white-on-blue-180x240.png", digit_1_white_on_blue_180x240,
   sizeof digit_1_white_on_blue_180x240},
  {"2-blue-on-white-180x240.png", digit_2_blue_on_white_180x240,
   sizeof digit_2_blue_on_white_180x240},
  {"2-pencil-on-grey-120x160.png", digit_2_pencil_on_grey_120x160,
   sizeof digit_2_pencil_on_grey_120x160},
  {"2-photo-400x500.png", digit_2_photo_400x500, sizeof digit_2_photo_400x500},
  {"2-tiny-16x16.png", digit_2_tiny_16x16, sizeof digit_2_tiny_16x16},
  {"3-black-on-white-28x28.png", digit_3_black_on_white_28x28, sizeof digit_3_black_on_white_28x28},
  {"3-chalk-on-green-96x96.png", digit_3_chalk_on_green_96x96, sizeof digit_3_chalk_on_green_96x96},
  {"3-white-on-black-28x28.png", digit_3_white_on_black_28x28, sizeof digit_3_white_on_black_28x28},
  {"3-white-on-nothing-100x100.png", digit_3_white_on_nothing_100x100,
   sizeof digit_3_white_on_nothing_100x100},
  {"4-black-on-nothing-100x140.png", digit_4_black_on_nothing_100x140,
   sizeof digit_4_black_on_nothing_100x140},
  {"4-one-bit-64x64.png", digit_4_one_bit_64x64, sizeof digit_4_one_bit_64x64},
  {"4-purple-on-pink-160x120.png", digit_4_purple_on_pink_160x120,
   sizeof digit_4_purple_on_pink_160x120},
  {"4-white-on-blue-180x240.png", digit_4_white_on_blue_180x240,
   sizeof digit_4_white_on_blue_180x240},
  {"5-blue-on-white-180x240.png", digit_5_blue_on_white_180x240,
   sizeof digit_5_blue_on_white_180x240},
  {"5-pencil-on-grey-120x160.png", digit_5_pencil_on_grey_120x160,
   sizeof digit_5_pencil_on_grey_120x160},
  {"5-photo-400x500.png", digit_5_photo_400x500, sizeof digit_5_photo_400x500},
  {"5-red-on-yellow-200x150.png", digit_5_red_on_yellow_200x150,
   sizeof digit_5_red_on_yellow_200x150},
  {"6-black-on-white-28x28.png", digit_6_black_on_white_28x28, sizeof digit_6_black_on_white_28x28},
  {"6-tiny-16x16.png", digit_6_tiny_16x16, sizeof digit_6_tiny_16x16},
  {"6-white-on-black-28x28.png", digit_6_white_on_black_28x28, sizeof digit_6_white_on_black_28x28},
  {"6-white-on-nothing-100x100.png", digit_6_white_on_nothing_100x100,
   sizeof digit_6_white_on_nothing_100x100},
  {"7-black-on-nothing-100x140.png", digit_7_black_on_nothing_100x140,
   sizeof digit_7_black_on_nothing_100x140},
  {"7-chalk-on-green-96x96.png", digit_7_chalk_on_green_96x96, sizeof digit_7_chalk_on_green_96x96},
  {"7-purple-on-pink-160x120.png", digit_7_purple_on_pink_160x120,
   sizeof digit_7_purple_on_pink_160x120},
  {"7-white-on-blue-180x240.png", digit_7_white_on_blue_180x240,
   sizeof digit_7_white_on_blue_180x240},
  {"8-blue-on-white-180x240.png", digit_8_blue_on_white_180x240,
   sizeof digit_8_blue_on_white_180x240},
  {"8-one-bit-64x64.png", digit_8_one_bit_64x64, sizeof digit_8_one_bit_64x64},
  {"8-pencil-on-grey-120x160.png", digit_8_pencil_on_grey_120x160,
   sizeof digit_8_pencil_on_grey_120x160},
  {"8-red-on-yellow-200x150.png", digit_8_red_on_yellow_200x150,
   sizeof digit_8_red_on_yellow_200x150},
  {"9-black-on-white-28x28.png", digit_9_black_on_white_28x28, sizeof digit_9_black_on_white_28x28},
  {"9-photo-400x500.png", digit_9_photo_400x500, sizeof digit_9_photo_400x500},
  {"9-tiny-16x16.png", digit_9_tiny_16x16, sizeof digit_9_tiny_16x16},
  {"9-white-on-black-28x28.png", digit_9_white_on_black_28x28, sizeof digit_9_white_on_black_28x28},
  {"sheet-phone-number.png", sheet_phone_number, sizeof sheet_phone_number},
  {"sheet-three-lines.png", sheet_three_lines, sizeof sheet_three_lines},
};

size_t glassbox_shipped_picture_count(void) { return sizeof pictures / sizeof pictures[0]; }

GlassboxShippedFile glassbox_shipped_picture(size_t index) {
  GlassboxShippedFile none = {"", NULL, 0};
  return index < glassbox_shipped_picture_count() ? pictures[index] : none;
}
