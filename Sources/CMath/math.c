// The C library's functions, handed on as they are.
#include "CMath.h"

#include <math.h>

double glassbox_exp(double x) { return exp(x); }
double glassbox_expm1(double x) { return expm1(x); }
double glassbox_log(double x) { return log(x); }
double glassbox_log1p(double x) { return log1p(x); }
double glassbox_pow(double base, double exponent) { return pow(base, exponent); }
double glassbox_tanh(double x) { return tanh(x); }
double glassbox_cos(double x) { return cos(x); }
double glassbox_erfc(double x) { return erfc(x); }
