// The system's libcurl, loaded while the program runs and only when something is downloaded.
//
// Linking a library costs every run of a program the time to load it and all that it needs; for
// libcurl that is more than most of our commands take. So nothing here is linked, and no header of
// curl is needed to build it: `library.c` says what makes that safe.
//
// curl_easy_setopt takes a variable number of arguments, which Swift cannot call. Here it becomes
// one function with a struct for what is wanted and functions for what arrives.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

// A loaded libcurl.
typedef struct ccurl_library ccurl_library;

// Loads the library of a name or path; NULL when it is not there or not libcurl. It stays loaded
// until the program ends, because the TLS libraries below it do not like to be unloaded.
// Not to be called by two threads at once: old libcurls are not made for that when they start.
ccurl_library *ccurl_open(const char *name);

// Frees what ccurl_open handed out; NULL is allowed.
void ccurl_close(ccurl_library *library);

// What is asked for, and who is told of the answer. The functions are called during
// ccurl_transfer, on its thread, with `context` as their first argument.
typedef struct {
  // An address that begins with http:// or https://.
  const char *url;
  // How many bytes at the file's beginning are not wanted.
  int64_t offset;
  // The name the program gives itself.
  const char *user_agent;
  // Seconds without a byte, when connecting or later, until the server is given up; headers that
  // drip in are waited for CCURL_HEADER_PATIENCES times as long, all in all.
  double patience;
  void *context;
  // Called once, when an answer that is no redirection begins. `content_range` is that header's
  // text, empty without one. False ends the transfer.
  bool (*answered)(void *context, long status, const char *content_range);
  // Called with the bytes of the file, after `answered`. False ends the transfer.
  bool (*arrived)(void *context, const uint8_t *bytes, size_t count);
  // Called about once a second, and whenever something happens. True ends the transfer.
  bool (*cancelled)(void *context);
} ccurl_request;

typedef enum {
  // The server has sent all it wanted to send.
  CCURL_DONE = 0,
  // One of the request's functions ended the transfer.
  CCURL_STOPPED = 1,
  // Nothing came for as long as the request's patience.
  CCURL_SILENT = 2,
  // Anything else; the message says what.
  CCURL_FAILED = 3,
  // For as long as the request's patience, fewer than CCURL_SLOWEST bytes a second came.
  CCURL_SLOW = 4,
  // Something came all the time, but not the file.
  CCURL_LATE = 5,
} ccurl_ending;

// The fewest bytes a second that are waited for: with them, MNIST would take more than a day.
#define CCURL_SLOWEST 100

// How many times the request's patience may pass until the first byte of the file.
#define CCURL_HEADER_PATIENCES 4

// Long enough for every message of libcurl (CURL_ERROR_SIZE).
#define CCURL_MESSAGE_CAPACITY 256

// Makes one request, follows up to ten redirections to http and https, and returns when all has
// been said. Certificates are checked, and nothing is unpacked. `message` has
// CCURL_MESSAGE_CAPACITY bytes; it is one printable line, empty unless the transfer failed.
ccurl_ending ccurl_transfer(
    const ccurl_library *library, const ccurl_request *request, char *message);

#if defined(__cplusplus)
}
#endif

#endif
