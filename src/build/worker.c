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
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LAST_WORDS = 200 }; /* bytes of a failed worker's standard error that are shown */

enum {
	SHARE_MAX = 64, /* jobs that one process does, one after the other */
	SHARES = 8	/* of each place, or more: all end at about the same time */
};

/* A running worker, and the jobs it is to do; what it leaves undone another one does. */
struct worker {
	pid_t pid;	    /* 0: the place is free */
	int job, last;	    /* from the one it works on now to LAST, not included */
	int in;		    /* its records */
	int words;	    /* its standard error and output, a file in memory */
	long long deadline; /* milliseconds */
	struct arena mem;   /* of GOT */
	struct out got;
	ptrdiff_t seen; /* whole records at the beginning of GOT */
	bool late, flood;
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
do_jobs(const struct pool *p, const struct worker *w, int fd)
{
	for (int j = w->job; j < w->last; j++) {
		struct arena mem = {0};
		struct sender s = {.fd = fd, .mem = &mem};

		limit_time();
		if (ftruncate(w->words, 0) == 0)
			lseek(w->words, 0, SEEK_SET);
		p->work(p->ctx, j, &s);
		send_next(&s);
		arena_free(&mem);
	}
}

/* A process for the jobs of W. False with errno. */
static bool
start(const struct pool *p, struct worker *w)
{
	int ends[2];

	w->got = (struct out){.mem = &w->mem};
	w->seen = 0;
	w->late = w->flood = false;
	w->deadline = now() + p->seconds * 1000LL;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	w->words = memfd_create("words", MFD_CLOEXEC);
	w->pid = fork();
	if (w->pid == 0) {
		close(ends[0]);
		become_worker(w);
		do_jobs(p, w, ends[1]);
		_exit(0);
	}
	close(ends[1]);
	w->in = ends[0];
	if (w->pid > 0)
		return true;
	close(w->in);
	close(w->words);
	w->pid = 0;
	return false;
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
finish(const struct pool *p, struct worker *w, struct job *all)
{
	int status = 0;

	kill(w->pid, SIGKILL);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (w->job < w->last) {
		struct job *job = &all[w->job++];

		take(p, w, job, (ptrdiff_t)w->got.n);
		if (w->late || w->flood)
			job->got.ended = false;
		if (!job->got.ended)
			blame(p, job, w, status);
	}
	close(w->in);
	close(w->words);
	arena_free(&w->mem);
	w->pid = 0;
}

/* The jobs that are done by now. */
static void
take_done(const struct pool *p, struct worker *w, struct job *all)
{
	while (w->job < w->last && received_next(out_text(&w->got), &w->seen)) {
		struct job *job = &all[w->job];

		take(p, w, job, w->seen - RECEIVED_NEXT);
		if (!job->got.ended)
			blame(p, job, w, 0);
		w->got.n -= (size_t)w->seen;
		memmove(w->got.p, w->got.p + w->seen, w->got.n);
		w->seen = 0;
		w->job++;
		w->deadline = now() + p->seconds * 1000LL;
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
wait_for_some(const struct pool *p, struct worker *w, struct pollfd *fds)
{
	long long first = now() + 3600 * 1000LL, t;

	fds[p->jobs] = (struct pollfd){p->signals, POLLIN, 0};
	for (int i = 0; i < p->jobs; i++) {
		fds[i] = (struct pollfd){w[i].pid ? w[i].in : -1, POLLIN, 0};
		if (w[i].pid && w[i].deadline < first)
			first = w[i].deadline;
	}
	t = first - now();
	if (poll(fds, (nfds_t)p->jobs + 1, t > 0 ? (int)t : 0) < 0)
		for (int i = 0; i <= p->jobs; i++)
			fds[i].revents = 0;
	return !fds[p->jobs].revents;
}

static void
stop(struct worker *w, int n)
{
	for (int i = 0; i < n; i++) {
		if (w[i].pid) {
			kill(w[i].pid, SIGKILL);
			waitpid(w[i].pid, NULL, 0);
			close(w[i].in);
			close(w[i].words);
			arena_free(&w[i].mem);
		}
	}
}

/* How many of N jobs a process is given at once. */
static int
share(const struct pool *p, int n)
{
	int jobs = n / (p->jobs * SHARES);

	return jobs < 1 ? 1 : jobs > SHARE_MAX ? SHARE_MAX : jobs;
}

/* A process for every free place; the number of them that run then. */
static int
fill(const struct pool *p, struct worker *w, struct job *job, int n, int *next, int *done)
{
	int running = 0;

	for (int i = 0; i < p->jobs; i++) {
		while (!w[i].pid && (w[i].job < w[i].last || *next < n)) {
			if (w[i].job == w[i].last) {
				w[i].job = *next;
				*next += share(p, n);
				if (*next > n)
					*next = n;
				w[i].last = *next;
			}
			if (start(p, &w[i]))
				break;
			diag(job[w[i].job].got.diag, D_WORKER_START,
			     ((struct pos){.file = job[w[i].job].name}), str_from(strerror(errno)));
			w[i].job++;
			p->tell(p->to, ++*done, n);
		}
		running += w[i].pid != 0;
	}
	return running;
}

bool
worker_run(const struct pool *p, struct job *job, int n)
{
	struct worker w[WORKER_JOBS_MAX] = {0};
	struct pollfd fds[WORKER_JOBS_MAX + 1];
	int next = 0, done = 0;

	assert(0 < p->jobs && p->jobs <= WORKER_JOBS_MAX);
	while (fill(p, w, job, n, &next, &done) > 0) {
		if (!wait_for_some(p, w, fds)) {
			stop(w, p->jobs);
			return false;
		}
		for (int i = 0; i < p->jobs; i++) {
			int before = w[i].job;
			bool over;

			if (!w[i].pid)
				continue;
			over = fds[i].revents && receive(&w[i]);
			take_done(p, &w[i], job);
			w[i].late = now() >= w[i].deadline;
			if (over || w[i].late || w[i].job == w[i].last)
				finish(p, &w[i], job);
			for (; before < w[i].job; before++)
				p->tell(p->to, ++done, n);
		}
	}
	return true;
}
