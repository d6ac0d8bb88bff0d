// Threads that share short pieces of work: fork, join, and how they wait in between.
#if defined(__linux__)
#define _GNU_SOURCE  // for sched_getaffinity
#endif

#include "ThreadPool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "Clock.h"
#include "Denormals.h"

// More parts than this are run in several goes.
enum { MOST_PARTS = 256 };

// How long to look out for work before going to sleep.
static const double longest_spin = 60e-6;

struct GlassboxThreadPool {
  ptrdiff_t threads;
  pthread_t *others;
  // With more threads than processors, who looks out keeps others from working.
  bool may_spin;

  // The present job as a ticket: its number and how many parts it has, in one, so that a thread
  // sees both at once.
  _Atomic uint64_t ticket;
  // The number of the last job that has taken part p.
  _Atomic uint64_t claims[MOST_PARTS];
  _Atomic ptrdiff_t unfinished;
  // Only looked at by who has claimed a part: until that is done they do not change.
  GlassboxWork work;
  void *context;
  ptrdiff_t first_part;

  pthread_mutex_t mutex;
  pthread_cond_t job_began;
  pthread_cond_t job_done;
  // How many threads sleep, or are about to, until a job begins; and whether the caller does until
  // it is done. Whoever changes `ticket` or `unfinished` looks here next, and whoever sleeps looks
  // there after having said so here; so one of the two sees the other.
  _Atomic ptrdiff_t sleepers;
  _Atomic bool caller_sleeps;
  _Atomic bool is_ending;
};

typedef struct {
  GlassboxThreadPool *pool;
  ptrdiff_t index;
} Worker;

enum { PARTS_BITS = 16 };

static uint64_t make_ticket(uint64_t job, ptrdiff_t parts) {
  return job << PARTS_BITS | (uint64_t)parts;
}

static uint64_t job_of(uint64_t ticket) { return ticket >> PARTS_BITS; }

static ptrdiff_t parts_of(uint64_t ticket) {
  return (ptrdiff_t)(ticket & ((1u << PARTS_BITS) - 1));
}

static void let_go(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Spins until the condition holds, or for too long. Returns whether it holds.
static bool spin(
    const GlassboxThreadPool *pool, bool (*holds)(const GlassboxThreadPool *pool, uint64_t job),
    uint64_t job) {
  if (holds(pool, job)) return true;
  if (!pool->may_spin) return false;
  const double end = seconds_now() + longest_spin;
  do {
    for (int turn = 0; turn < 64; turn += 1) {
      if (holds(pool, job)) return true;
      let_go();
    }
  } while (seconds_now() < end);
  return false;
}

static bool has_begun_another(const GlassboxThreadPool *pool, uint64_t job) {
  return job_of(atomic_load(&pool->ticket)) != job || atomic_load(&pool->is_ending);
}

static bool is_done(const GlassboxThreadPool *pool, uint64_t job) {
  (void)job;
  return atomic_load(&pool->unfinished) == 0;
}

// Takes a part for a job, unless the job, or a later one, has taken it before.
static bool claim(GlassboxThreadPool *pool, ptrdiff_t part, uint64_t job) {
  uint64_t taken = atomic_load(&pool->claims[part]);
  return taken < job
         && atomic_compare_exchange_strong(&pool->claims[part], &taken, job);
}

// Runs all parts of a job that nobody has begun, from the worker's own share on.
static void take_part(GlassboxThreadPool *pool, ptrdiff_t index, uint64_t ticket) {
  const ptrdiff_t parts = parts_of(ticket);
  const ptrdiff_t first = parts * index / pool->threads;
  for (ptrdiff_t count = 0; count < parts; count += 1) {
    const ptrdiff_t part = (first + count) % parts;
    if (!claim(pool, part, job_of(ticket))) continue;
    pool->work(pool->context, pool->first_part + part, index);
    if (atomic_fetch_sub(&pool->unfinished, 1) == 1 && atomic_load(&pool->caller_sleeps)) {
      pthread_mutex_lock(&pool->mutex);
      pthread_cond_signal(&pool->job_done);
      pthread_mutex_unlock(&pool->mutex);
    }
  }
}

static void sleep_until_job(GlassboxThreadPool *pool, uint64_t job) {
  pthread_mutex_lock(&pool->mutex);
  atomic_fetch_add(&pool->sleepers, 1);
  while (!has_begun_another(pool, job)) pthread_cond_wait(&pool->job_began, &pool->mutex);
  atomic_fetch_sub(&pool->sleepers, 1);
  pthread_mutex_unlock(&pool->mutex);
}

static void sleep_until_done(GlassboxThreadPool *pool) {
  pthread_mutex_lock(&pool->mutex);
  atomic_store(&pool->caller_sleeps, true);
  while (!is_done(pool, 0)) pthread_cond_wait(&pool->job_done, &pool->mutex);
  atomic_store(&pool->caller_sleeps, false);
  pthread_mutex_unlock(&pool->mutex);
}

static void wake_sleepers(GlassboxThreadPool *pool) {
  if (atomic_load(&pool->sleepers) == 0) return;
  pthread_mutex_lock(&pool->mutex);
  pthread_cond_broadcast(&pool->job_began);
  pthread_mutex_unlock(&pool->mutex);
}

static void *live(void *argument) {
  const Worker worker = *(Worker *)argument;
  free(argument);
  glassbox_denormals_flush();
  uint64_t job = 0;
  for (;;) {
    if (!spin(worker.pool, has_begun_another, job)) sleep_until_job(worker.pool, job);
    if (atomic_load(&worker.pool->is_ending)) return NULL;
    const uint64_t ticket = atomic_load(&worker.pool->ticket);
    job = job_of(ticket);
    take_part(worker.pool, worker.index, ticket);
  }
}

static void run_job(GlassboxThreadPool *pool, ptrdiff_t first, ptrdiff_t parts) {
  const uint64_t job = job_of(atomic_load(&pool->ticket)) + 1;
  const uint64_t ticket = make_ticket(job, parts);
  pool->first_part = first;
  atomic_store(&pool->unfinished, parts);
  atomic_store(&pool->ticket, ticket);
  wake_sleepers(pool);
  take_part(pool, 0, ticket);
  if (!spin(pool, is_done, job)) sleep_until_done(pool);
}

// The whole work, on the caller alone or with the others.
static void run_work(GlassboxThreadPool *pool, GlassboxWork work, void *context, ptrdiff_t parts) {
  if (pool->threads == 1 || parts == 1) {
    for (ptrdiff_t part = 0; part < parts; part += 1) work(context, part, 0);
    return;
  }
  pool->work = work;
  pool->context = context;
  for (ptrdiff_t first = 0; first < parts; first += MOST_PARTS) {
    const ptrdiff_t left = parts - first;
    run_job(pool, first, left < MOST_PARTS ? left : MOST_PARTS);
  }
}

void glassbox_thread_pool_run(
    GlassboxThreadPool *pool, GlassboxWork work, void *context, ptrdiff_t parts) {
  const uint64_t earlier = glassbox_denormals_flush();
  run_work(pool, work, context, parts);
  glassbox_denormals_restore(earlier);
}

// How many processors this process may use.
static ptrdiff_t count_processors(void) {
#if defined(__linux__)
  cpu_set_t usable;
  if (sched_getaffinity(0, sizeof usable, &usable) == 0) return CPU_COUNT(&usable);
#endif
  return sysconf(_SC_NPROCESSORS_ONLN);
}

// Starts the thread of a worker. Returns whether the system let us.
static bool start(GlassboxThreadPool *pool, ptrdiff_t index) {
  Worker *worker = malloc(sizeof *worker);
  if (worker == NULL) return false;
  *worker = (Worker){.pool = pool, .index = index};
  if (pthread_create(&pool->others[index - 1], NULL, live, worker) != 0) {
    free(worker);
    return false;
  }
  return true;
}

GlassboxThreadPool *glassbox_thread_pool_create(ptrdiff_t threads) {
  if (threads < 1) return NULL;
  GlassboxThreadPool *pool = calloc(1, sizeof *pool);
  if (pool == NULL) return NULL;
  pool->threads = 1;
  pool->may_spin = threads <= count_processors();
  pthread_mutex_init(&pool->mutex, NULL);
  pthread_cond_init(&pool->job_began, NULL);
  pthread_cond_init(&pool->job_done, NULL);
  pool->others = calloc((size_t)threads, sizeof *pool->others);
  while (pool->others != NULL && pool->threads < threads && start(pool, pool->threads)) {
    pool->threads += 1;
  }
  if (pool->threads < threads) {
    glassbox_thread_pool_destroy(pool);
    return NULL;
  }
  return pool;
}

ptrdiff_t glassbox_thread_pool_threads(const GlassboxThreadPool *pool) { return pool->threads; }

void glassbox_thread_pool_destroy(GlassboxThreadPool *pool) {
  atomic_store(&pool->is_ending, true);
  wake_sleepers(pool);
  for (ptrdiff_t index = 1; index < pool->threads; index += 1) {
    pthread_join(pool->others[index - 1], NULL);
  }
  pthread_cond_destroy(&pool->job_done);
  pthread_cond_destroy(&pool->job_began);
  pthread_mutex_destroy(&pool->mutex);
  free(pool->others);
  free(pool);
}
