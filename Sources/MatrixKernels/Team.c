// Threads that share short pieces of work: fork, join, and how they wait in between.
#if defined(__linux__)
#define _GNU_SOURCE  // for sched_getaffinity
#endif

#include "Team.h"

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
static const double longest_lookout = 60e-6;

struct GlassboxTeam {
  ptrdiff_t threads;
  pthread_t *others;
  // With more threads than processors, who looks out keeps others from working.
  bool may_look_out;

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
  GlassboxTeam *team;
  ptrdiff_t index;
} Member;

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

// Looks out until the condition holds, or for too long. Returns whether it holds.
static bool look_out(
    const GlassboxTeam *team, bool (*holds)(const GlassboxTeam *team, uint64_t job),
    uint64_t job) {
  if (holds(team, job)) return true;
  if (!team->may_look_out) return false;
  const double end = seconds_now() + longest_lookout;
  do {
    for (int turn = 0; turn < 64; turn += 1) {
      if (holds(team, job)) return true;
      let_go();
    }
  } while (seconds_now() < end);
  return false;
}

static bool has_begun_another(const GlassboxTeam *team, uint64_t job) {
  return job_of(atomic_load(&team->ticket)) != job || atomic_load(&team->is_ending);
}

static bool is_done(const GlassboxTeam *team, uint64_t job) {
  (void)job;
  return atomic_load(&team->unfinished) == 0;
}

// Takes a part for a job, unless the job, or a later one, has taken it before.
static bool claim(GlassboxTeam *team, ptrdiff_t part, uint64_t job) {
  uint64_t taken = atomic_load(&team->claims[part]);
  return taken < job
         && atomic_compare_exchange_strong(&team->claims[part], &taken, job);
}

// Runs all parts of a job that nobody has begun, from the member's own on.
static void take_part(GlassboxTeam *team, ptrdiff_t index, uint64_t ticket) {
  const ptrdiff_t parts = parts_of(ticket);
  for (ptrdiff_t count = 0; count < parts; count += 1) {
    const ptrdiff_t part = (index + count) % parts;
    if (!claim(team, part, job_of(ticket))) continue;
    team->work(team->context, team->first_part + part);
    if (atomic_fetch_sub(&team->unfinished, 1) == 1 && atomic_load(&team->caller_sleeps)) {
      pthread_mutex_lock(&team->mutex);
      pthread_cond_signal(&team->job_done);
      pthread_mutex_unlock(&team->mutex);
    }
  }
}

static void sleep_until_job(GlassboxTeam *team, uint64_t job) {
  pthread_mutex_lock(&team->mutex);
  atomic_fetch_add(&team->sleepers, 1);
  while (!has_begun_another(team, job)) pthread_cond_wait(&team->job_began, &team->mutex);
  atomic_fetch_sub(&team->sleepers, 1);
  pthread_mutex_unlock(&team->mutex);
}

static void sleep_until_done(GlassboxTeam *team) {
  pthread_mutex_lock(&team->mutex);
  atomic_store(&team->caller_sleeps, true);
  while (!is_done(team, 0)) pthread_cond_wait(&team->job_done, &team->mutex);
  atomic_store(&team->caller_sleeps, false);
  pthread_mutex_unlock(&team->mutex);
}

static void wake_sleepers(GlassboxTeam *team) {
  if (atomic_load(&team->sleepers) == 0) return;
  pthread_mutex_lock(&team->mutex);
  pthread_cond_broadcast(&team->job_began);
  pthread_mutex_unlock(&team->mutex);
}

static void *live(void *argument) {
  const Member member = *(Member *)argument;
  free(argument);
  glassbox_denormals_flush();
  uint64_t job = 0;
  for (;;) {
    if (!look_out(member.team, has_begun_another, job)) sleep_until_job(member.team, job);
    if (atomic_load(&member.team->is_ending)) return NULL;
    const uint64_t ticket = atomic_load(&member.team->ticket);
    job = job_of(ticket);
    take_part(member.team, member.index, ticket);
  }
}

static void run_job(GlassboxTeam *team, ptrdiff_t first, ptrdiff_t parts) {
  const uint64_t job = job_of(atomic_load(&team->ticket)) + 1;
  const uint64_t ticket = make_ticket(job, parts);
  team->first_part = first;
  atomic_store(&team->unfinished, parts);
  atomic_store(&team->ticket, ticket);
  wake_sleepers(team);
  take_part(team, 0, ticket);
  if (!look_out(team, is_done, job)) sleep_until_done(team);
}

// The whole work, on the caller alone or with the others.
static void run_work(GlassboxTeam *team, GlassboxWork work, void *context, ptrdiff_t parts) {
  if (team->threads == 1 || parts == 1) {
    for (ptrdiff_t part = 0; part < parts; part += 1) work(context, part);
    return;
  }
  team->work = work;
  team->context = context;
  for (ptrdiff_t first = 0; first < parts; first += MOST_PARTS) {
    const ptrdiff_t left = parts - first;
    run_job(team, first, left < MOST_PARTS ? left : MOST_PARTS);
  }
}

void glassbox_team_run(
    GlassboxTeam *team, GlassboxWork work, void *context, ptrdiff_t parts) {
  const uint64_t earlier = glassbox_denormals_flush();
  run_work(team, work, context, parts);
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

// Starts the thread of a member. Returns whether the system let us.
static bool start(GlassboxTeam *team, ptrdiff_t index) {
  Member *member = malloc(sizeof *member);
  if (member == NULL) return false;
  *member = (Member){.team = team, .index = index};
  if (pthread_create(&team->others[index - 1], NULL, live, member) != 0) {
    free(member);
    return false;
  }
  return true;
}

GlassboxTeam *glassbox_team_create(ptrdiff_t threads) {
  if (threads < 1) return NULL;
  GlassboxTeam *team = calloc(1, sizeof *team);
  if (team == NULL) return NULL;
  team->threads = 1;
  team->may_look_out = threads <= count_processors();
  pthread_mutex_init(&team->mutex, NULL);
  pthread_cond_init(&team->job_began, NULL);
  pthread_cond_init(&team->job_done, NULL);
  team->others = calloc((size_t)threads, sizeof *team->others);
  while (team->others != NULL && team->threads < threads && start(team, team->threads)) {
    team->threads += 1;
  }
  if (team->threads < threads) {
    glassbox_team_destroy(team);
    return NULL;
  }
  return team;
}

ptrdiff_t glassbox_team_threads(const GlassboxTeam *team) { return team->threads; }

void glassbox_team_destroy(GlassboxTeam *team) {
  atomic_store(&team->is_ending, true);
  wake_sleepers(team);
  for (ptrdiff_t index = 1; index < team->threads; index += 1) {
    pthread_join(team->others[index - 1], NULL);
  }
  pthread_cond_destroy(&team->job_done);
  pthread_cond_destroy(&team->job_began);
  pthread_mutex_destroy(&team->mutex);
  free(team->others);
  free(team);
}
