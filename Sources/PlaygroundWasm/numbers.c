// Decimal numbers to doubles, rounded to nearest as IEEE 754 asks, for Swift's Double(_: String); and
// what WebAssembly has no instructions for.
#include <stddef.h>
#include <stdint.h>

// Digits beyond these cannot change the rounding except by being there.
enum { most_digits = 800, words = 160 };

// A natural number, its lowest 32 bits first.
typedef struct {
  int count;
  uint32_t word[words];
} natural;

static void multiply_add(natural *n, uint32_t factor, uint32_t summand) {
  uint64_t carry = summand;
  for (int i = 0; i < n->count; i++) {
    carry += (uint64_t)n->word[i] * factor;
    n->word[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry) n->word[n->count++] = (uint32_t)carry;
}

static void multiply_by_ten_to_the(natural *n, int exponent) {
  for (; exponent >= 9; exponent -= 9) multiply_add(n, 1000000000, 0);
  for (; exponent > 0; exponent--) multiply_add(n, 10, 0);
}

static void shift_left(natural *n, int bits) {
  int whole = bits / 32, rest = bits % 32;
  if (n->count == 0) return;
  for (int i = n->count - 1; i >= 0; i--) n->word[i + whole] = n->word[i];
  for (int i = 0; i < whole; i++) n->word[i] = 0;
  n->count += whole;
  if (rest) multiply_add(n, (uint32_t)1 << rest, 0);
}

static int bit_count(const natural *n) {
  return n->count == 0 ? 0 : n->count * 32 - __builtin_clz(n->word[n->count - 1]);
}

static int is_less(const natural *a, const natural *b) {
  if (a->count != b->count) return a->count < b->count;
  for (int i = a->count - 1; i >= 0; i--)
    if (a->word[i] != b->word[i]) return a->word[i] < b->word[i];
  return 0;
}

static void subtract(natural *a, const natural *b) {
  uint64_t borrow = 0;
  for (int i = 0; i < a->count; i++) {
    uint64_t taken = (i < b->count ? b->word[i] : 0) + borrow;
    borrow = a->word[i] < taken;
    a->word[i] = (uint32_t)(a->word[i] - taken);
  }
  while (a->count > 0 && a->word[a->count - 1] == 0) a->count--;
}

// top / bottom, rounded to the nearest double, ties to even.
static double quotient(natural *top, natural *bottom) {
  // Scaled so that the quotient has 64 or 65 bits; its value is quotient · 2^-scale.
  int scale = 64 - (bit_count(top) - bit_count(bottom));
  if (scale > 0) shift_left(top, scale);
  else shift_left(bottom, -scale);
  int doublings = 65;
  shift_left(bottom, doublings);
  unsigned __int128 result = 0;
  // Long division, a bit at a time: the remainder doubles instead of the divisor halving.
  for (int i = 0; i <= doublings; i++) {
    result <<= 1;
    if (!is_less(top, bottom)) {
      subtract(top, bottom);
      result |= 1;
    }
    if (i < doublings) multiply_add(top, 2, 0);
  }
  int is_inexact = top->count > 0;
  int bits = result >> 64 ? 65 : 64;
  int exponent = bits - 1 - scale;  // of the leading bit
  int kept = exponent < -1022 ? 53 - (-1022 - exponent) : 53;
  if (kept < 0) return 0;
  if (exponent > 1023) return __builtin_inf();
  int dropped = bits - kept;
  unsigned __int128 half = (unsigned __int128)1 << (dropped - 1);
  unsigned __int128 rest = result & ((half << 1) - 1);
  uint64_t mantissa = dropped >= 128 ? 0 : (uint64_t)(result >> dropped);
  if (rest > half || (rest == half && (is_inexact || (mantissa & 1)))) mantissa++;
  // A mantissa that has grown by a bit carries over into the exponent, as it should.
  uint64_t encoded = exponent < -1022 ? mantissa
                                      : ((uint64_t)(exponent + 1022) << 52) + mantissa;
  double number;
  __builtin_memcpy(&number, &encoded, sizeof number);
  return number;
}

// Reads a decimal number; returns where it ends, or null where there is none.
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
  static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const char *next = text;
  int is_negative = *next == '-';
  if (*next == '-' || *next == '+') next++;
  natural top = {0, {0}};
  uint64_t small = 0;
  int digits = 0, exponent = 0, has_digits = 0, is_after_point = 0, is_cut = 0;
  for (;; next++) {
    if (*next == '.' && !is_after_point) {
      is_after_point = 1;
      continue;
    }
    unsigned digit = (unsigned)(*next - '0');
    if (digit > 9) break;
    has_digits = 1;
    if (digits == 0 && digit == 0) {
      exponent -= is_after_point;
      continue;
    }
    if (digits < most_digits) {
      digits++;
      small = digits <= 19 ? small * 10 + digit : small;
      if (top.count == 0) {
        top.word[0] = digit;
        top.count = 1;
      } else {
        multiply_add(&top, 10, digit);
      }
      exponent -= is_after_point;
    } else {
      is_cut |= digit != 0;
      exponent += !is_after_point;
    }
  }
  if (!has_digits) return NULL;
  if (*next == 'e' || *next == 'E') {
    const char *after = next + 1;
    int is_small = *after == '-';
    if (*after == '-' || *after == '+') after++;
    if ((unsigned)(*after - '0') > 9) return NULL;
    int typed = 0;
    for (; (unsigned)(*after - '0') <= 9; after++)
      if (typed < 100000) typed = typed * 10 + (*after - '0');
    exponent += is_small ? -typed : typed;
    next = after;
  }
  double number;
  if (digits == 0 || exponent + digits < -400) {
    number = 0;
  } else if (exponent + digits > 400) {
    number = __builtin_inf();
  } else if (digits <= 15 && exponent >= -22 && exponent <= 22) {
    // Both numbers are exact, so that one rounding is all there is.
    number = exponent < 0 ? (double)small / tens[-exponent] : (double)small * tens[exponent];
  } else {
    // What was cut off only has to break ties.
    if (is_cut) multiply_add(&top, 10, 1), exponent--;
    natural bottom = {1, {1}};
    if (exponent > 0) multiply_by_ten_to_the(&top, exponent);
    else multiply_by_ten_to_the(&bottom, -exponent);
    number = quotient(&top, &bottom);
  }
  *result = is_negative ? -number : number;
  return next;
}

// The lower 128 bits of a product of 128-bit integers, from halves of halves.
__int128 __multi3(__int128 a, __int128 b) {
  uint64_t a_low = (uint64_t)a, b_low = (uint64_t)b;
  uint64_t a_high = (uint64_t)((unsigned __int128)a >> 64);
  uint64_t b_high = (uint64_t)((unsigned __int128)b >> 64);
  uint64_t a0 = a_low & UINT32_MAX, a1 = a_low >> 32, b0 = b_low & UINT32_MAX, b1 = b_low >> 32;
  uint64_t low = a0 * b0;
  uint64_t middle = a1 * b0 + (low >> 32);
  uint64_t other = a0 * b1 + (middle & UINT32_MAX);
  uint64_t high = a1 * b1 + (middle >> 32) + (other >> 32);
  high += a_low * b_high + a_high * b_low;
  return (__int128)((unsigned __int128)high << 64 | (other << 32 | (low & UINT32_MAX)));
}

typedef struct {
  uint64_t low, high;
} halves;

__int128 __ashlti3(__int128 a, int count) {
  halves parts;
  __builtin_memcpy(&parts, &a, sizeof parts);
  if (count >= 64) {
    parts.high = parts.low << (count - 64);
    parts.low = 0;
  } else if (count > 0) {
    parts.high = parts.high << count | parts.low >> (64 - count);
    parts.low <<= count;
  }
  __builtin_memcpy(&a, &parts, sizeof a);
  return a;
}

__int128 __lshrti3(__int128 a, int count) {
  halves parts;
  __builtin_memcpy(&parts, &a, sizeof parts);
  if (count >= 64) {
    parts.low = parts.high >> (count - 64);
    parts.high = 0;
  } else if (count > 0) {
    parts.low = parts.low >> count | parts.high << (64 - count);
    parts.high >>= count;
  }
  __builtin_memcpy(&a, &parts, sizeof a);
  return a;
}

// To the nearest whole number, halves away from 0.
double round(double x) {
  double whole = __builtin_trunc(x);
  double rest = x - whole;
  if (rest >= 0.5) return whole + 1;
  if (rest <= -0.5) return whole - 1;
  return __builtin_copysign(whole, x);
}
