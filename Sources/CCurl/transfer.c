// One transfer with libcurl's easy interface: https://curl.se/libcurl/c/libcurl-easy.html
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "CCurl.h"
#include "library.h"
#include "quiet_pipe.h"

// What the functions that libcurl calls have to know.
typedef struct {
  const ccurl_library *library;
  const ccurl_request *request;
  easy_handle *handle;
  // Of the answer whose headers came last.
  char content_range[80];
  double start;
  double last_byte;
  // Since when the file's bytes are counted, 0 before the first of them, and how many came since.
  double count_start;
  double byte_count;
  bool has_answered;
  bool is_stopped;
  bool is_silent;
  bool is_slow;
  bool is_late;
} transfer_state;

static void set_message(char *message, const char *text) {
  snprintf(message, CCURL_MESSAGE_CAPACITY, "%s", text);
}

// What a server sends may find its way into a message for people.
static void make_printable(char *text) {
  for (char *byte = text; *byte != 0; byte += 1) {
    if (*byte < 32 || *byte > 126) *byte = '?';
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// Tells of the answer, unless that has been done. False when it is not wanted.
static bool answer(transfer_state *transfer) {
  if (transfer->has_answered) return !transfer->is_stopped;
  long status = 0;
  transfer->library->easy_getinfo(transfer->handle, INFO_RESPONSE_CODE, &status);
  transfer->has_answered = true;
  transfer->is_stopped = !transfer->request->answered(
      transfer->request->context, status, transfer->content_range);
  return !transfer->is_stopped;
}

// Called with each line of the headers of each answer, redirections included.
static size_t on_header(char *line, size_t size, size_t count, void *context) {
  static const char name[] = "content-range:";
  const size_t name_length = sizeof name - 1;
  transfer_state *transfer = context;
  size_t length = size * count;
  transfer->last_byte = now();
  if (length >= 5 && memcmp(line, "HTTP/", 5) == 0) transfer->content_range[0] = 0;
  if (length > name_length && strncasecmp(line, name, name_length) == 0) {
    size_t start = name_length;
    while (start < length && (line[start] == ' ' || line[start] == '\t')) start += 1;
    while (length > start && strchr(" \t\r\n", line[length - 1]) != NULL) length -= 1;
    snprintf(
        transfer->content_range, sizeof transfer->content_range, "%.*s", (int)(length - start),
        line + start);
    make_printable(transfer->content_range);
  }
  return size * count;
}

// Called with bytes of the file; libcurl leaves out the pages that come with redirections.
// Anything but the number of bytes ends the transfer.
static size_t on_bytes(char *bytes, size_t size, size_t count, void *context) {
  transfer_state *transfer = context;
  if (!answer(transfer)) return 0;
  transfer->is_stopped = !transfer->request->arrived(
      transfer->request->context, (const uint8_t *)bytes, size * count);
  transfer->last_byte = now();
  if (transfer->count_start == 0) transfer->count_start = transfer->last_byte;
  transfer->byte_count += (double)(size * count);
  return transfer->is_stopped ? 0 : size * count;
}

// Whether so little came, for as long as the patience lasts, that the file would take days.
static bool is_dripping(transfer_state *transfer) {
  double time = now();
  double duration = time - transfer->count_start;
  if (transfer->count_start == 0 || duration < transfer->request->patience) return false;
  bool is_too_little = transfer->byte_count < CCURL_SLOWEST * duration;
  transfer->count_start = time;
  transfer->byte_count = 0;
  return is_too_little;
}

// Called about once a second, also while connecting. Anything but 0 ends the transfer.
//
// libcurl can look out for silence itself (CURLOPT_LOW_SPEED_TIME), but it takes the mean of
// several seconds, so that a burst before the silence makes it wait longer than it was told to.
static int on_progress(
    void *context, curl_offset down_total, curl_offset down_now, curl_offset up_total,
    curl_offset up_now) {
  (void)down_total, (void)down_now, (void)up_total, (void)up_now;
  transfer_state *transfer = context;
  if (transfer->request->cancelled(transfer->request->context)) transfer->is_stopped = true;
  transfer->is_silent = now() - transfer->last_byte >= transfer->request->patience;
  transfer->is_slow = is_dripping(transfer);
  // Headers, of redirections too, could come a byte at a time for ever.
  transfer->is_late = transfer->count_start == 0
      && now() - transfer->start >= CCURL_HEADER_PATIENCES * transfer->request->patience;
  return transfer->is_stopped || transfer->is_silent || transfer->is_slow || transfer->is_late;
}

// Sets all options. False when libcurl does not take one.
static bool prepare(transfer_state *transfer, char *message) {
  easy_handle *handle = transfer->handle;
  const ccurl_request *request = transfer->request;
  int (*set)(easy_handle *, easy_option, ...) = transfer->library->easy_setopt;
  bytes_function header_function = on_header;
  bytes_function write_function = on_bytes;
  progress_function every_second = on_progress;
  char range[32];
  snprintf(range, sizeof range, "%" PRId64 "-", request->offset);
  long protocols = PROTOCOLS_HTTP_AND_HTTPS;
  return set(handle, OPTION_ERRORBUFFER, message) == CODE_OK
      // Signals are the program's; without this libcurl would use SIGALRM to look up names.
      && set(handle, OPTION_NOSIGNAL, 1L) == CODE_OK
      && set(handle, OPTION_URL, request->url) == CODE_OK
      // RESUME_FROM would make an error of a server that sends the whole file instead.
      && set(handle, OPTION_RANGE, request->offset > 0 ? range : NULL) == CODE_OK
      && set(handle, OPTION_USERAGENT, request->user_agent) == CODE_OK
      && set(handle, OPTION_FOLLOWLOCATION, 1L) == CODE_OK
      && set(handle, OPTION_MAXREDIRS, 10L) == CODE_OK
      && set(handle, OPTION_PROTOCOLS, protocols) == CODE_OK
      && set(handle, OPTION_REDIR_PROTOCOLS, protocols) == CODE_OK
      // The certificate must be good (1), and be that of the host that was asked (2).
      && set(handle, OPTION_SSL_VERIFYPEER, 1L) == CODE_OK
      && set(handle, OPTION_SSL_VERIFYHOST, 2L) == CODE_OK
      && set(handle, OPTION_HEADERFUNCTION, header_function) == CODE_OK
      && set(handle, OPTION_HEADERDATA, (void *)transfer) == CODE_OK
      && set(handle, OPTION_WRITEFUNCTION, write_function) == CODE_OK
      && set(handle, OPTION_WRITEDATA, (void *)transfer) == CODE_OK
      && set(handle, OPTION_XFERINFOFUNCTION, every_second) == CODE_OK
      && set(handle, OPTION_XFERINFODATA, (void *)transfer) == CODE_OK
      && set(handle, OPTION_NOPROGRESS, 0L) == CODE_OK;
}

// Makes the transfer that has been prepared.
static ccurl_ending perform(transfer_state *transfer, char *message) {
  quiet_pipe before = quiet_pipe_begin();
  int code = transfer->library->easy_perform(transfer->handle);
  quiet_pipe_end(before);
  // An answer without a single byte has not been told of yet.
  if (code == CODE_OK) answer(transfer);
  if (transfer->is_stopped) return CCURL_STOPPED;
  if (transfer->is_silent) return CCURL_SILENT;
  if (transfer->is_slow) return CCURL_SLOW;
  if (transfer->is_late) return CCURL_LATE;
  if (code == CODE_OK) return CCURL_DONE;
  if (message[0] == 0) set_message(message, transfer->library->easy_strerror(code));
  return CCURL_FAILED;
}

ccurl_ending ccurl_transfer(
    const ccurl_library *library, const ccurl_request *request, char *message) {
  double start = now();
  transfer_state transfer = {
      .library = library, .request = request, .start = start, .last_byte = start};
  ccurl_ending ending = CCURL_FAILED;
  set_message(message, "");
  transfer.handle = library->easy_init();
  if (transfer.handle != NULL && prepare(&transfer, message)) {
    ending = perform(&transfer, message);
  } else {
    set_message(message, "libcurl cannot prepare the transfer");
  }
  if (transfer.handle != NULL) library->easy_cleanup(transfer.handle);
  if (ending != CCURL_FAILED) set_message(message, "");
  make_printable(message);
  return ending;
}
