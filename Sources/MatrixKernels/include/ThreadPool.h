// Threads that share short pieces of work.
#ifndef GLASSBOX_THREAD_POOL_H
#define GLASSBOX_THREAD_POOL_H

#include <stddef.h>

#pragma clang assume_nonnull begin

// A number of threads, the caller's among them, that wait for work.
//
// Between two pieces of work the threads first look for the next one without pause, because steps
// of training are as short as 20 µs, and waking a thread takes longer. When nothing comes for
// some 50 µs they go to sleep. With more threads than processors they sleep at once.
typedef struct GlassboxThreadPool GlassboxThreadPool;

// One part of some work; parts run in any order, at the same time, on any of the threads: on that of
// the given number, the caller's being 0.
typedef void (*GlassboxWork)(void *_Nullable context, ptrdiff_t part, ptrdiff_t thread);

// Starts threads − 1 threads; NULL if threads < 1, or the system has no more to give.
GlassboxThreadPool *_Nullable glassbox_thread_pool_create(ptrdiff_t threads);

// How many threads work, the caller's included.
ptrdiff_t glassbox_thread_pool_threads(const GlassboxThreadPool *pool);

// Runs work(context, 0, …) … work(context, parts − 1, …), and returns when all are done.
//
// Each thread begins with its own share of the parts, so that the same part of each step finds its data
// in the same processor's cache; who is done early takes over what nobody has begun. So there should be a
// few parts for each thread: one that is held up, by another program or by memory, has fewer of them done.
// One caller at a time.
// On every thread, the caller's too, denormal numbers count as zero meanwhile (Denormals.h), so
// that it does not matter which thread runs what.
void glassbox_thread_pool_run(
    GlassboxThreadPool *pool, GlassboxWork work, void *_Nullable context, ptrdiff_t parts);

// Ends the threads. No work may be running.
void glassbox_thread_pool_destroy(GlassboxThreadPool *pool);

#pragma clang assume_nonnull end

#endif
