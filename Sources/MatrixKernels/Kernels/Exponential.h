// e^x, ln x and what is made of them, each as a short series after x was brought close to 0 or 1.
//
// Errors stay under 2 units in the last place, except where a comment says otherwise.

// x = whole·ln 2 + rest with |rest| ≤ ½ ln 2, hence e^x = 2^whole · e^rest.
typedef struct {
  // 2^whole in two factors: whole alone may be too large, or too small, for one.
  Vector half_power, other_half_power;
  // e^rest − 1, by its Taylor series; what is left out is under a tenth of the last place.
  Vector less_one;
} PowerParts;

// 2^exponent, for exponents of normal numbers.
INLINE Vector power_of_two(Integers exponent) {
  return (Vector)((exponent + EXPONENT_BIAS) << FRACTION_BITS);
}

INLINE PowerParts split_power(Vector x) {
  x = choose(x > LARGEST_EXPONENT, all_lanes(LARGEST_EXPONENT), x);
  x = choose(x < SMALLEST_EXPONENT, all_lanes(SMALLEST_EXPONENT), x);
  // Added to this number, others lose what is behind their point, and lie as integers in its bits.
  const Vector shift = all_lanes((Real)(3LL << (FRACTION_BITS - 1)));
  const Vector shifted = x * (Real)0x1.71547652b82fep0 /* 1 / ln 2 */ + shift;
  const Vector whole = shifted - shift;
  const Vector rest = (x - whole * LN2_HIGH) - whole * LN2_LOW;

  // rest + rest²/2! + rest³/3! + …, from the last term on (Horner).
  Real inverse_factorial[EXPONENTIAL_TERMS + 1];
  inverse_factorial[0] = 1;
  double factorial = 1;
  UNROLLED for (int n = 1; n <= EXPONENTIAL_TERMS; n += 1) {
    factorial *= n;
    inverse_factorial[n] = (Real)(1 / factorial);
  }
  Vector series = all_lanes(inverse_factorial[EXPONENTIAL_TERMS]);
  UNROLLED for (int n = EXPONENTIAL_TERMS - 1; n >= 2; n -= 1) {
    series = series * rest + inverse_factorial[n];
  }
  const Integers exponent = (Integers)shifted - (Integers)shift;
  const Integers half = exponent >> 1;
  return (PowerParts){
      .half_power = power_of_two(half),
      .other_half_power = power_of_two(exponent - half),
      .less_one = series * rest * rest + rest,
  };
}

INLINE Vector exponential_of(Vector x) {
  const PowerParts parts = split_power(x);
  const Vector half = parts.half_power + parts.half_power * parts.less_one;
  return half * parts.other_half_power;
}

// e^x − 1, without loss where x is small. For x ≤ 0.
INLINE Vector exponential_less_one(Vector x) {
  const PowerParts parts = split_power(x);
  const Vector power = parts.half_power * parts.other_half_power;
  return power * parts.less_one + (power - 1);
}

INLINE Vector sigmoid_of(Vector x) { return 1 / (1 + exponential_of(-x)); }

// tanh |x| = (1 − e^−2|x|) / (1 + e^−2|x|), and the sign of x; within 4 units in the last place.
INLINE Vector tanh_of(Vector x) {
  const Vector size = absolute(x);
  const Vector less_one = exponential_less_one(-2 * size);
  const Vector result = -less_one / (less_one + 2);
  return (Vector)((Integers)result | ((Integers)x ^ (Integers)size));
}

// 2·artanh z = 2(z + z³/3 + z⁵/5 + …) with so many terms.
INLINE Vector twice_artanh(Vector z, const int terms) {
  const Vector square = z * z;
  Vector series = all_lanes((Real)(2.0 / (2 * terms - 1)));
  UNROLLED for (int n = terms - 1; n >= 2; n -= 1) {
    series = series * square + (Real)(2.0 / (2 * n - 1));
  }
  return series * square * z + 2 * z;
}

// ln x = exponent·ln 2 + ln m with √½ ≤ m < √2, and ln m = 2·artanh((m − 1)/(m + 1)).
INLINE Vector logarithm_of(Vector x) {
  const Integers is_small = x < SMALLEST_NORMAL;
  const Vector normal = choose(is_small, x * (Real)(1ull << (NORMALIZING_BITS / 2))
                                             * (Real)(1ull << (NORMALIZING_BITS / 2)), x);
  // Counting exponents from √½ on: what is taken off here, m has above √½.
  const Integers root_half = (Integers)all_lanes((Real)0x1.6a09e667f3bcdp-1);
  const Integers exponent = ((Integers)normal - root_half) >> FRACTION_BITS;
  const Vector m = (Vector)((Integers)normal - (exponent << FRACTION_BITS));
  const Vector count = __builtin_convertvector(
      exponent - (is_small & (Integer)NORMALIZING_BITS), Vector);
  const Vector logarithm =
      twice_artanh((m - 1) / (m + 1), LOGARITHM_TERMS) + count * LN2_LOW + count * LN2_HIGH;

  const Vector infinity = all_lanes((Real)__builtin_inf());
  Vector result = choose(x < infinity, logarithm, x);
  result = choose(x == 0, -infinity, result);
  return choose(x < 0, all_lanes((Real)__builtin_nan("")), result);
}

// ln(1 + x) for 0 ≤ x ≤ 1, without loss where x is small: 2·artanh(x / (2 + x)).
INLINE Vector logarithm_of_one_plus(Vector x) { return twice_artanh(x / (2 + x), LOG1P_TERMS); }

// ln(1 − x) for 0 ≤ x ≤ 1, without loss where x is small.
INLINE Vector logarithm_of_one_minus(Vector x) {
  return choose(
      x < (Real)0.5, twice_artanh(-x / (2 - x), LOG1P_TERMS), logarithm_of(1 - x));
}

// 1 − erf x for x ≥ 0: t·e^(−x² + P(2t − 1)) with t = 2/(2 + x) and a Chebyshev series P, whose sum
// is taken by Clenshaw's recurrence. Its error is that of the exponent, about x² units in the last
// place.
INLINE Vector complementary_error(Vector x) {
  static const double series[27] = {
      -0x1.4d7ab6d479a61p+0, 0x1.48b043be61cf8p-1, 0x1.3f1a3fdd047b2p-6, -0x1.394fcca79fc6cp-7,
      -0x1.f049e06073f95p-11, 0x1.80a8ba56aa79fp-12, 0x1.64b62509d78e2p-15, -0x1.5437d46df3674p-16,
      -0x1.b4045bf3ab82ep-20, 0x1.5df28bff56fe4p-20, 0x1.0c75d14776c3ep-26, -0x1.6e18471000f52p-24,
      0x1.c0ac572395fb0p-28, 0x1.5bace97b36ccfp-28, -0x1.10810cfbab426p-30, -0x1.f3fb2f5c75c6cp-33,
      0x1.a8453647a8215p-34, 0x1.50ee4fe907594p-39, -0x1.e48fa4ddcffcfp-38, 0x1.f78d4bbe8305dp-41,
      0x1.6082aa4eb3ddfp-42, -0x1.fb97bc18977ccp-44, 0x1.b75e11fe90ba6p-52, 0x1.00062e98e5a55p-47,
      -0x1.b6fba552f88ccp-50, -0x1.b4266370b4162p-54, 0x1.170fcb52ea588p-53,
  };
  const Vector t = 2 / (2 + x);
  const Vector twice = 2 * (2 * t - 1);
  Vector sum = {0};
  Vector before = {0};
  UNROLLED for (int n = ERFC_TERMS - 1; n >= 1; n -= 1) {
    const Vector next = twice * sum - before + (Real)series[n];
    before = sum;
    sum = next;
  }
  const Vector exponent = (Real)0.5 * (twice * sum + (Real)series[0]) - before;
  return t * exponential_of(exponent - x * x);
}

// The share of a normal distribution (mean 0, deviation 1) that lies below x: ½(1 + erf(x/√2)).
INLINE Vector normal_share(Vector x) {
  const Vector beyond = (Real)0.5 * complementary_error(absolute(x) * (Real)0x1.6a09e667f3bcdp-1);
  return choose(x < 0, beyond, 1 - beyond);
}

// The density of that distribution: e^(−x²/2) / √(2π).
INLINE Vector normal_density(Vector x) {
  return (Real)0x1.9884533d43651p-2 * exponential_of((Real)-0.5 * x * x);
}

// results (count) = e^numbers
static void exponential(ptrdiff_t count, const Real *numbers, Real *results) {
  FOR_EACH_VECTOR(count, {
    store(results + i, exponential_of(load(numbers + i, lanes)), lanes);
  });
}

// results (count) = ln numbers
static void logarithm(ptrdiff_t count, const Real *numbers, Real *results) {
  FOR_EACH_VECTOR(count, {
    store(results + i, logarithm_of(load(numbers + i, lanes)), lanes);
  });
}
