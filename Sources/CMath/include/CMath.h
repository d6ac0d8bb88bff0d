// The functions of calculus that networks need, under names that clash with nothing.
//
// Every platform and the browser give the same bits. The error is below one unit in the last place,
// for the error function below six (CMathTests measures it).
#ifndef GLASSBOX_CMATH_H
#define GLASSBOX_CMATH_H

// e^x, and e^x − 1 without loss where x is small.
double glassbox_exp(double x);
double glassbox_expm1(double x);

// The natural logarithm of x, and of 1 + x without loss where x is small.
double glassbox_log(double x);
double glassbox_log1p(double x);

// base to the power of exponent.
double glassbox_pow(double base, double exponent);

double glassbox_tanh(double x);
double glassbox_sin(double x);
double glassbox_cos(double x);

// 1 − erf x, without loss where erf x is nearly 1.
double glassbox_erfc(double x);

#endif
