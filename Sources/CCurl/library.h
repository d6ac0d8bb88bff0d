// What this target knows of libcurl. The declarations are our own, after the documentation of
// https://curl.se/libcurl/c/ — see `library.c` for why they can be relied upon.
#ifndef CCURL_LIBRARY_H
#define CCURL_LIBRARY_H

#include <stddef.h>
#include <stdint.h>

// A transfer that is being prepared or made; what is in it is libcurl's business.
typedef struct easy_handle easy_handle;

// Option numbers: the kind of the argument plus a number that is never used again. A number in
// the ten thousands takes a pointer, in the twenty thousands a function, below them a long.
typedef enum {
  OPTION_WRITEDATA = 10001,
  OPTION_URL = 10002,
  OPTION_RANGE = 10007,
  OPTION_ERRORBUFFER = 10010,
  OPTION_WRITEFUNCTION = 20011,
  OPTION_USERAGENT = 10018,
  OPTION_HEADERDATA = 10029,
  OPTION_NOPROGRESS = 43,
  OPTION_FOLLOWLOCATION = 52,
  OPTION_XFERINFODATA = 10057,
  OPTION_SSL_VERIFYPEER = 64,
  OPTION_MAXREDIRS = 68,
  OPTION_HEADERFUNCTION = 20079,
  OPTION_SSL_VERIFYHOST = 81,
  OPTION_NOSIGNAL = 99,
  // Since libcurl 7.85 there are also forms that take text, which older ones lack.
  OPTION_PROTOCOLS = 181,
  OPTION_REDIR_PROTOCOLS = 182,
  OPTION_XFERINFOFUNCTION = 20219,
} easy_option;

enum {
  // CURLE_OK, which every function here returns when all went well.
  CODE_OK = 0,
  // CURLINFO_RESPONSE_CODE: the HTTP status, as a long.
  INFO_RESPONSE_CODE = 0x200002,
  // CURL_GLOBAL_DEFAULT.
  GLOBAL_DEFAULT = 3,
  // CURLPROTO_HTTP and CURLPROTO_HTTPS.
  PROTOCOLS_HTTP_AND_HTTPS = 1 | 2,
};

// curl_off_t, which has 64 bits on every system.
typedef int64_t curl_offset;

// The types of the functions that libcurl calls.
typedef size_t (*bytes_function)(char *bytes, size_t size, size_t count, void *context);
typedef int (*progress_function)(
    void *context, curl_offset down_total, curl_offset down_now, curl_offset up_total,
    curl_offset up_now);

// The functions that are looked up by name: curl_easy_init and so on. Those that take a variable
// number of arguments must be declared so, or arm64 would pass the last one in another place.
struct ccurl_library {
  easy_handle *(*easy_init)(void);
  int (*easy_setopt)(easy_handle *handle, easy_option option, ...);
  int (*easy_perform)(easy_handle *handle);
  int (*easy_getinfo)(easy_handle *handle, int info, ...);
  const char *(*easy_strerror)(int code);
  void (*easy_cleanup)(easy_handle *handle);
};

#endif
