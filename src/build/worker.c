#include "build/worker.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LAST_WORDS = 200 }; /* bytes of a failed worker's standard error that are shown */

enum {
	AHEAD = 4,	/* jobs that a process knows of, so that it need not wait for the next */
	SHARES = 8,	/* of each place, or more: all end at about the same time */
	LIFE_MAX = 1024 /* jobs that one process does: what libraries lose comes back at its end */
};

/* A running worker, and the jobs it is to do; what it leaves undone another one does. */
struct worker {
	pid_t pid;	/* 0: the place is free */
	int job[AHEAD]; /* the one it works on now and those that it does then */
	int njob;
	int life;	    /* how many more it may be given */
	int orders;	    /* a socket: the numbers of its jobs */
	int in;		    /* its records */
	int words;	    /* its standard error and output, a file in memory */
	long long deadline; /* milliseconds */
	struct arena mem;   /* of GOT */
	struct out got;
	ptrdiff_t seen; /* whole records at the beginning of GOT */
	bool late, flood;
};

/* What is worked on: N jobs, of which those from NEXT on were given to nobody yet. */
struct shift {
	const struct pool *pool;
	struct job *job;
	int n, next, done;
	int ahead; /* AHEAD at most */
	struct worker worker[WORKER_JOBS_MAX];
};

static long long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void
interrupts(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGHUP);
}

int
worker_signals(void)
{
	sigset_t set;

	interrupts(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool
worker_interrupted(int signals)
{
	struct pollfd p = {signals, POLLIN, 0};

	return signals >= 0 && poll(&p, 1, 0) > 0;
}

static void
limit(int what, rlim_t soft, rlim_t hard)
{
	struct rlimit l;

	if (getrlimit(what, &l) != 0)
		return;
	l.rlim_cur = soft;
	if (hard < l.rlim_max)
		l.rlim_max = hard;
	if (l.rlim_cur > l.rlim_max)
		l.rlim_cur = l.rlim_max;
	setrlimit(what, &l);
}

static void
limit_all(void)
{
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_FSIZE, WORKER_FILE_MAX, WORKER_FILE_MAX);
#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes of addresses */
	limit(RLIMIT_AS, 2UL << 30, 2UL << 30);
#endif
}

/* Of the next job alone. SIGXCPU names the cause. */
static void
limit_time(void)
{
	struct rusage used = {0};

	getrusage(RUSAGE_SELF, &used);
	limit(RLIMIT_CPU, (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + WORKER_CPU,
	      RLIM_INFINITY);
}

static void
become_worker(const struct worker *w)
{
	sigset_t set;
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	interrupts(&set);
	dup2(null, STDIN_FILENO);
	dup2(w->words, STDOUT_FILENO);
	dup2(w->words, STDERR_FILENO);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	limit_all();
	arena_large();
}

/* In the worker. What one job said on its standard error is not held against the next. */
static void
do_jobs(const struct pool *p, const struct worker *w, int orders, int fd)
{
	int job;

	while (recv(orders, &job, sizeof job, MSG_WAITALL) == (ssize_t)sizeof job) {
		struct arena mem = {0};
		struct sender s = {.fd = fd, .mem = &mem};

		limit_time();
		if (ftruncate(w->words, 0) == 0)
			lseek(w->words, 0, SEEK_SET);
		p->work(p->ctx, job, &s);
		send_next(&s);
		arena_free(&mem);
	}
}

/* One that is gone has closed its records, too, which is where that is seen. */
static void
order(const struct worker *w, int job)
{
	while (send(w->orders, &job, sizeof job, MSG_NOSIGNAL) < 0 && errno == EINTR)
		;
}

/* Both ways to a worker, its own ends in THEIRS. False with errno. */
static bool
open_ways(struct worker *w, int theirs[2])
{
	int orders[2], records[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, orders) < 0)
		return false;
	if (pipe2(records, O_CLOEXEC) < 0) {
		close(orders[0]);
		close(orders[1]);
		return false;
	}
	w->orders = orders[0];
	theirs[0] = orders[1];
	w->in = records[0];
	theirs[1] = records[1];
	return true;
}

static void
close_ways(const struct worker *w)
{
	close(w->orders);
	close(w->in);
	close(w->words);
}

/* A process for the jobs of W, which may be given more. False with errno. */
static bool
start(const struct pool *p, struct worker *w)
{
	int theirs[2];

	w->got = (struct out){.mem = &w->mem};
	w->seen = 0;
	w->late = w->flood = false;
	w->life = LIFE_MAX;
	w->deadline = now() + p->seconds * 1000LL;
	if (!open_ways(w, theirs))
		return false;
	w->words = memfd_create("words", MFD_CLOEXEC);
	w->pid = fork();
	if (w->pid == 0) {
		close(w->orders);
		close(w->in);
		become_worker(w);
		do_jobs(p, w, theirs[0], theirs[1]);
		_exit(0);
	}
	close(theirs[0]);
	close(theirs[1]);
	for (int i = 0; w->pid > 0 && i < w->njob; i++)
		order(w, w->job[i]);
	if (w->pid > 0)
		return true;
	close_ways(w);
	w->pid = 0;
	return false;
}

/* The one job that is over, whatever its end. */
static int
pass_on(struct worker *w)
{
	int job = w->job[0];

	w->njob--;
	memmove(w->job, w->job + 1, (size_t)w->njob * sizeof *w->job);
	return job;
}

/* The last line a worker wrote on its standard error: an assertion, a library's complaint. */
static str
last_words(struct arena *a, int fd)
{
	char *buf = NEW(a, char, LAST_WORDS);
	off_t end = lseek(fd, 0, SEEK_END);
	ssize_t n = pread(fd, buf, LAST_WORDS, end > LAST_WORDS ? end - LAST_WORDS : 0);
	str text = str_trim((str){buf, n > 0 ? n : 0});

	while (str_find(text, STR("\n")) >= 0)
		str_cut(&text, STR("\n"));
	return text;
}

/* Why the worker did not come to its end. */
static void
blame(const struct pool *p, struct job *job, const struct worker *w, int status)
{
	struct diag *d = job->got.diag;
	struct pos at = {job->name, 0, 0, 0};
	str words = last_words(p->mem, w->words);
	int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (w->late)
		diag(d, D_WORKER_LATE, at, diag_int(d, p->seconds));
	else if (sig == SIGXCPU)
		diag(d, D_WORKER_LATE, at, diag_int(d, WORKER_CPU));
	else if (w->flood)
		diag(d, D_WORKER_GARBAGE, at, STR("too many records"));
	else if (str_find(words, STR("out of memory")) >= 0 ||
		 str_find(words, STR("bad_alloc")) >= 0)
		diag(d, D_WORKER_MEMORY, at);
	else if (sig)
		diag(d, D_WORKER_SIGNAL, at, str_from(strsignal(sig)), words);
	else
		diag(d, D_WORKER_GARBAGE, at, words);
}

/* The first N bytes that came are those of the job that is done now. */
static void
take(const struct pool *p, struct worker *w, struct job *job, ptrdiff_t n)
{
	received_read(&job->got, p->mem, str_sub(out_text(&w->got), 0, n));
}

/* The process is over, or is ended: a worker that has closed its pipe has nothing to add, so it
 * need not be waited for. Its last job may be left undone. */
static void
finish(struct shift *t, struct worker *w)
{
	int status = 0;

	shutdown(w->orders, SHUT_RDWR); /* it may be waiting for the next */
	kill(w->pid, SIGKILL);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (w->njob > 0) {
		struct job *job = &t->job[pass_on(w)];

		take(t->pool, w, job, (ptrdiff_t)w->got.n);
		if (w->late || w->flood)
			job->got.ended = false;
		if (!job->got.ended)
			blame(t->pool, job, w, status);
		t->pool->tell(t->pool->to, ++t->done, t->n);
	}
	close_ways(w);
	arena_free(&w->mem);
	w->pid = 0;
}

/* More to do, as long as there is any. */
static void
feed(struct shift *t, struct worker *w)
{
	for (; w->njob < t->ahead && w->life > 0 && t->next < t->n; w->life--) {
		order(w, t->next);
		w->job[w->njob++] = t->next++;
	}
}

/* The jobs that are done by now. */
static void
take_done(struct shift *t, struct worker *w)
{
	while (w->njob > 0 && received_next(out_text(&w->got), &w->seen)) {
		struct job *job = &t->job[pass_on(w)];

		take(t->pool, w, job, w->seen - RECEIVED_NEXT);
		if (!job->got.ended)
			blame(t->pool, job, w, 0);
		w->got.n -= (size_t)w->seen;
		memmove(w->got.p, w->got.p + w->seen, w->got.n);
		w->seen = 0;
		w->deadline = now() + t->pool->seconds * 1000LL;
		t->pool->tell(t->pool->to, ++t->done, t->n);
		feed(t, w);
	}
}

/* True when there is nothing more to come. */
static bool
receive(struct worker *w)
{
	char buf[1 << 16];
	ssize_t n = read(w->in, buf, sizeof buf);

	if (n < 0)
		return errno != EINTR && errno != EAGAIN;
	out_str(&w->got, (str){buf, n});
	w->flood = w->got.n > WORKER_SENT_MAX;
	return n == 0 || w->flood;
}

/* Wait until a worker has something to say, is late, or the user interrupts (false). */
static bool
wait_for_some(const struct shift *t, struct pollfd *fds)
{
	const struct pool *p = t->pool;
	const struct worker *w = t->worker;
	long long first = now() + 3600 * 1000LL, left;

	fds[p->jobs] = (struct pollfd){p->signals, POLLIN, 0};
	for (int i = 0; i < p->jobs; i++) {
		fds[i] = (struct pollfd){w[i].pid ? w[i].in : -1, POLLIN, 0};
		if (w[i].pid && w[i].deadline < first)
			first = w[i].deadline;
	}
	left = first - now();
	if (poll(fds, (nfds_t)p->jobs + 1, left > 0 ? (int)left : 0) < 0)
		for (int i = 0; i <= p->jobs; i++)
			fds[i].revents = 0;
	return !fds[p->jobs].revents;
}

static void
stop(struct shift *t)
{
	for (int i = 0; i < t->pool->jobs; i++) {
		struct worker *w = &t->worker[i];

		if (w->pid) {
			kill(w->pid, SIGKILL);
			waitpid(w->pid, NULL, 0);
			close_ways(w);
			arena_free(&w->mem);
		}
	}
}

/* How many jobs a process is told of at once: few jobs must not lie with one of them. */
static int
jobs_ahead(const struct pool *p, int n)
{
	int jobs = n / (p->jobs * SHARES);

	return jobs < 1 ? 1 : jobs > AHEAD ? AHEAD : jobs;
}

/* A process for place W, if there is anything left to do. */
static void
start_next(struct shift *t, struct worker *w)
{
	while (!w->pid && (w->njob > 0 || t->next < t->n)) {
		struct job *job;

		if (w->njob == 0)
			w->job[w->njob++] = t->next++;
		if (start(t->pool, w)) {
			feed(t, w);
			return;
		}
		job = &t->job[pass_on(w)];
		diag(job->got.diag, D_WORKER_START, ((struct pos){.file = job->name}),
		     str_from(strerror(errno)));
		t->pool->tell(t->pool->to, ++t->done, t->n);
	}
}

/* A process for every free place; the number of them that run then. */
static int
fill(struct shift *t)
{
	int running = 0;

	for (int i = 0; i < t->pool->jobs; i++) {
		start_next(t, &t->worker[i]);
		running += t->worker[i].pid != 0;
	}
	return running;
}

bool
worker_run(const struct pool *p, struct job *job, int n)
{
	struct shift t = {.pool = p, .job = job, .n = n, .ahead = jobs_ahead(p, n)};
	struct pollfd fds[WORKER_JOBS_MAX + 1];

	assert(0 < p->jobs && p->jobs <= WORKER_JOBS_MAX);
	while (fill(&t) > 0) {
		if (!wait_for_some(&t, fds)) {
			stop(&t);
			return false;
		}
		for (int i = 0; i < p->jobs; i++) {
			struct worker *w = &t.worker[i];
			bool over;

			if (!w->pid)
				continue;
			over = fds[i].revents && receive(w);
			take_done(&t, w);
			w->late = now() >= w->deadline;
			if (over || w->late || w->njob == 0)
				finish(&t, w);
		}
	}
	return true;
}
