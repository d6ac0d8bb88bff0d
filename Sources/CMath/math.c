// The functions of calculus, written so that every platform and the browser give the same bits: only
// additions, multiplications and divisions, each rounded once, in the order that is written here.
//
// The ways are known ones: tables and short polynomials for exp and log (P. T. P. Tang, 1989 and
// 1990), the remainder of pi/2 in parts (W. Cody and W. Waite, 1980; M. Payne and R. Hanek, 1983).
// Numbers that a function consists of are carried in two parts, high + low, until the last rounding.
#include "CMath.h"

#include <stdint.h>

#include "tables.h"

// A multiplication and an addition rounded at once would be other bits.
#pragma STDC FP_CONTRACT OFF

static const double infinity = __builtin_inf();
static const double not_a_number = __builtin_nan("");

typedef struct {
  double high, low;
} parts;

static inline uint64_t bits_of(double x) {
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}

static inline double from_bits(uint64_t bits) {
  double x;
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}

static inline double absolute(double x) { return from_bits(bits_of(x) & INT64_MAX); }

// Between 2^52 and 2^53 there are only whole numbers: adding this and taking it off rounds to one.
static const double whole_numbers = 0x1.8p52;

// The sum, and what its rounding has lost (D. Knuth).
static inline parts sum(double a, double b) {
  double high = a + b, of_b = high - a;
  return (parts){high, (a - (high - of_b)) + (b - of_b)};
}

// The product, and what its rounding has lost (T. J. Dekker).
static inline parts product(double a, double b) {
  const double half = 0x1p27 + 1;
  double a1 = a * half, b1 = b * half;
  a1 = a1 - (a1 - a);
  b1 = b1 - (b1 - b);
  double a2 = a - a1, b2 = b - b1, high = a * b;
  return (parts){high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2};
}

// c0 + c1 x + c2 x² + …, the even terms and the odd ones apart, which takes half as long.
static inline double polynomial(const double *c, int count, double x) {
  double square = x * x, even = 0, odd = 0;
  for (int i = (count - 1) & ~1; i >= 0; i -= 2) even = even * square + c[i];
  for (int i = (count & ~1) - 1; i >= 1; i -= 2) odd = odd * square + c[i];
  return even + odd * x;
}

// MARK: - e^x

typedef struct {
  // e^x = 2^power × (scale + scale × rest), with a rest of 0.003 at most.
  double scale, rest;
  int64_t power;
} exponential;

// For x of which e^x is a number.
static inline exponential exponential_of(double x, double low) {
  // The nearest whole number stands in the last bits of the sum.
  double shifted = x * over_log_2 + whole_numbers, steps = shifted - whole_numbers;
  int64_t k = (int64_t)(bits_of(shifted) - bits_of(whole_numbers)), j = k & 127;
  double r = ((x - steps * step_high) - steps * step_low) + low;
  double square = r * r;
  double rest = powers_of_two[j][1] + r + square * (1.0 / 2 + r * (1.0 / 6))
    + square * square * (1.0 / 24 + r * (1.0 / 120));
  return (exponential){powers_of_two[j][0], rest, k >> 7};
}

// A number times 2^power, where that is neither too large nor too small for a number.
static inline double scaled(double x, int64_t power) {
  return from_bits(bits_of(x) + ((uint64_t)power << 52));
}

static inline double assembled(exponential e) {
  if (e.power >= -1000 && e.power <= 1000) {
    double scale = scaled(e.scale, e.power);
    return scale + scale * e.rest;
  }
  // At the ends of the range in two steps, the last of which may round.
  int64_t first = e.power > 0 ? 1000 : -1000;
  double scale = scaled(e.scale, first);
  return (scale + scale * e.rest) * scaled(1, e.power - first);
}

static const double largest_exponent = 0x1.62e42fefa39efp+9, smallest_exponent = -745.2;

double glassbox_exp(double x) {
  if (x > largest_exponent) return infinity;
  if (x < smallest_exponent) return 0;
  if (!(absolute(x) > 0x1p-60)) return 1 + x;
  return assembled(exponential_of(x, 0));
}

double glassbox_expm1(double x) {
  double size = absolute(x);
  if (!(size > 0x1p-54)) return x;
  if (size < 0x1p-6) {
    // The terms of e^x: x^n / n!
    double square = x * x;
    double rest = 1.0 / 120 + x * (1.0 / 720) + square * (1.0 / 5040 + x * (1.0 / 40320));
    return x + square * (1.0 / 2 + x * (1.0 / 6) + square * (1.0 / 24 + x * rest));
  }
  if (x > 700) return glassbox_exp(x);
  if (x < -40) return -1;
  exponential e = exponential_of(x, 0);
  double scale = scaled(e.scale, e.power);
  parts less = sum(scale, -1);
  return less.high + (less.low + scale * e.rest);
}

// MARK: - Logarithms

// The logarithm of x + low, for positive x.
static inline parts logarithm_of(double x, double low) {
  int64_t power = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p60;
    power = -60;
  }
  // x = 2^power × z, with z from 0.707 to 1.414.
  uint64_t bits = bits_of(x), above = bits - bits_of(0x1.6ap-1);
  power += (int64_t)above >> 52;
  double z = from_bits(bits - (above & 0xfff0000000000000));
  // z = c × (1 + r), with c = j/128 and r in two parts, the first of them short.
  double shifted = z + whole_numbers * 0x1p-7, c = shifted - whole_numbers * 0x1p-7;
  uint64_t j = bits_of(shifted) - bits_of(whole_numbers * 0x1p-7);
  const double *of_c = logarithms[j - 90];
  double difference = z - c, r = difference * of_c[0];
  double high = (r + 0x1.8p12) - 0x1.8p12;
  double rest = (difference - high * c) * of_c[0];
  if (low != 0) {
    double of_low = low * scaled(1, power > 1022 ? -1022 : -power) * of_c[0];
    rest += of_low;
    r += of_low;
  }
  double square = r * r;
  double terms = square
    * ((-1.0 / 2 + r * (1.0 / 3)) + square * ((-1.0 / 4 + r * (1.0 / 5))
      + square * ((-1.0 / 6 + r * (1.0 / 7)) - square * (1.0 / 8))));
  // All of these have 42 bits after the point, so that their sum is exact.
  return (parts){((double)power * log_2_high + of_c[1]) + high,
                 (((double)power * log_2_low + of_c[2]) + rest) + terms};
}

double glassbox_log(double x) {
  if (!(x > 0)) return x == 0 ? -infinity : not_a_number;
  if (x == infinity) return x;
  parts result = logarithm_of(x, 0);
  return result.high + result.low;
}

double glassbox_log1p(double x) {
  if (!(x > -1)) return x == -1 ? -infinity : not_a_number;
  if (x == infinity || absolute(x) < 0x1p-54) return x;
  parts whole = sum(1, x);
  parts result = logarithm_of(whole.high, whole.low);
  return result.high + result.low;
}

// MARK: - Powers

// 0 for what is no whole number, 1 for odd ones, 2 for even ones.
static int wholeness(double x) {
  double size = absolute(x);
  if (size >= 0x1p53) return 2;
  double whole = (double)(int64_t)size;
  return whole != size ? 0 : (int64_t)size % 2 == 1 ? 1 : 2;
}

double glassbox_pow(double base, double exponent) {
  if (exponent == 0 || base == 1) return 1;
  if (base != base || exponent != exponent) return base + exponent;
  int whole = wholeness(exponent);
  double size = absolute(base);
  double sign = (bits_of(base) >> 63) && whole == 1 ? -1 : 1;
  if (size == 0 || size == infinity) return sign * ((size == 0) == (exponent > 0) ? 0 : infinity);
  if (absolute(exponent) == infinity) {
    if (size == 1) return 1;
    return (size < 1) == (exponent > 0) ? 0 : infinity;
  }
  if (base < 0 && whole == 0) return not_a_number;
  if (size == 1) return sign;
  parts of_base = logarithm_of(size, 0);
  of_base = sum(of_base.high, of_base.low);
  double rough = exponent * of_base.high;
  if (rough > 710) return sign * infinity;
  if (rough < -746) return sign * 0;
  parts whole_power = product(exponent, of_base.high);
  return sign * assembled(exponential_of(whole_power.high, whole_power.low + exponent * of_base.low));
}

// MARK: - Hyperbolic tangent

double glassbox_tanh(double x) {
  double size = absolute(x);
  if (size < 0.55) {
    double square = x * x;
    return size < 0x1p-30 ? x : x + x * (square * polynomial(tanh_terms, 12, square));
  }
  if (x != x) return x;
  double result = 1;
  if (size < 22) {
    // 1 − 2 / (e^2x + 1), with the divisor and the difference in two parts.
    exponential e = exponential_of(2 * size, 0);
    double scale = scaled(e.scale, e.power);
    parts more = sum(scale, 1), divisor = sum(more.high, scale * e.rest);
    double quotient = 2 / divisor.high;
    parts difference = sum(1, -quotient);
    double lost = quotient * ((divisor.low + more.low) * (quotient * 0.5));
    result = difference.high + (difference.low + lost);
  }
  return x < 0 ? -result : result;
}

// MARK: - Sine and cosine

// x less a multiple of pi/2, in two parts, and that multiple's last two bits.
static parts quarter_of(double x, int *turns) {
  double size = absolute(x), sign = x < 0 ? -1 : 1;
  if (size < 0x1p20) {
    double n = (size * over_half_pi + whole_numbers) - whole_numbers;
    parts second = sum(size - n * half_pi[0], -n * half_pi[1]);
    parts third = sum(second.high, -n * half_pi[2]);
    parts rest = sum(third.high, (second.low + third.low) - n * half_pi[3]);
    *turns = (int)(sign * n) & 3;
    return (parts){sign * rest.high, sign * rest.low};
  }
  // Of the product with 2/pi only the last two bits before the point and what follows are needed.
  uint64_t bits = bits_of(size), mantissa = (bits & 0xfffffffffffff) | 0x10000000000000;
  int power = (int)(bits >> 52) - 1075;
  int first = power < 34 ? 0 : (power - 2) / 32, shift = power - 32 * first;
  uint32_t words[10] = {0};
  uint64_t lower = mantissa & 0xffffffff, upper = mantissa >> 32, carry = 0;
  for (int i = 7; i >= -2; i -= 1) {
    // Words beyond the table's end are too small to matter.
    uint64_t here = i >= 0 && first + i < 38 ? two_over_pi[first + i] : 0;
    uint64_t behind = i + 1 >= 0 && i + 1 < 8 && first + i + 1 < 38 ? two_over_pi[first + i + 1] : 0;
    uint64_t a = lower * here, b = upper * behind;
    uint64_t low = (a & 0xffffffff) + (b & 0xffffffff) + (carry & 0xffffffff);
    words[i + 2] = (uint32_t)low;
    carry = (a >> 32) + (b >> 32) + (carry >> 32) + (low >> 32);
  }
  // words[0] and words[1] stand before the point, which moves to the right by the shift.
  uint32_t moved[8];
  int whole = shift >= 0 ? shift / 32 : -((31 - shift) / 32), part = shift - 32 * whole;
  for (int i = -1; i < 7; i += 1) {
    int at = 2 + i + whole;
    uint64_t high = at >= 0 && at < 10 ? words[at] : 0;
    uint64_t low = at + 1 >= 0 && at + 1 < 10 ? words[at + 1] : 0;
    moved[i + 1] = (uint32_t)(((high << 32 | low) << part) >> 32);
  }
  int n = (int)(moved[0] & 3);
  int isAbove = moved[1] >> 31;
  parts fraction = {0, 0};
  double weight = 0x1p-224;
  for (int i = 7; i >= 1; i -= 1) {
    double word = isAbove ? (double)(uint32_t)~moved[i] : (double)moved[i];
    parts longer = sum(word * weight, fraction.high);
    fraction = (parts){longer.high, longer.low + fraction.low};
    weight *= 0x1p32;
  }
  if (isAbove) {
    fraction = (parts){-fraction.high, -fraction.low};
    n += 1;
  }
  parts angle = product(fraction.high, half_pi_high);
  angle = sum(angle.high, angle.low + (fraction.high * half_pi_low + fraction.low * half_pi_high));
  *turns = (int)(sign * n) & 3;
  return (parts){sign * angle.high, sign * angle.low};
}

// From −pi/4 to pi/4.
static double sine_of(parts angle) {
  double x = angle.high, square = x * x;
  double terms = square * polynomial(sine_terms, 7, square);
  // The slope at x is nearly 1 − x²/2.
  return x + (x * terms + angle.low * (1 - 0.5 * square));
}

static double cosine_of(parts angle) {
  double x = angle.high, square = x * x, half = 0.5 * square, rest = 1 - half;
  double terms = square * square * polynomial(cosine_terms, 7, square);
  return rest + (((1 - rest) - half) + (terms - x * angle.low));
}

static double sine_after(double x, int moreTurns) {
  if (!(absolute(x) < infinity)) return not_a_number;
  int turns = 0;
  parts angle = quarter_of(x, &turns);
  turns += moreTurns;
  double result = turns % 2 == 0 ? sine_of(angle) : cosine_of(angle);
  return turns % 4 < 2 ? result : -result;
}

double glassbox_sin(double x) { return absolute(x) < 0x1p-30 ? x : sine_after(x, 0); }

double glassbox_cos(double x) { return sine_after(x, 1); }

// MARK: - Error function

double glassbox_erfc(double x) {
  if (x != x) return x;
  if (x > 28 || x < -6) return x > 0 ? 0 : 2;
  double size = absolute(x), share = 1 / (1 + 0.5 * size);
  parts square = product(size, size);
  double scaled = share * polynomial(erfc_terms, 26, 2 * share - 1);
  double result = assembled(exponential_of(-square.high, -square.low)) * scaled;
  return x < 0 ? 2 - result : result;
}
