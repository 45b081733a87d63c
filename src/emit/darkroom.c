#include "emit/darkroom.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/identity.h"

/* Where the program is, seen from the folder of this one: beside it, or above benchmarks. */
static const char *const places[] = {"lilong-pictures", "../../lilong-pictures"};

enum { MESSAGE_MAX = 512 << 20, LENGTH = 4 };

/* -- records ------------------------------------------------------------------------ */

static void
code_press(struct code *c, struct picture_want *w)
{
	struct picture_press *press = NULL;

	if (w->ink != PICTURE_CMYK)
		return;
	if (c->out) {
		struct picture_press copy = *w->press;

		code_bytes(c, &copy.profile);
		code_int(c, &copy.ink);
		return;
	}
	press = NEW(c->mem, struct picture_press, 1);
	code_bytes(c, &press->profile);
	code_int(c, &press->ink);
	w->press = press;
	w->ink_found = NEW(c->mem, int, 1);
}

static void
code_want(struct code *c, struct picture_want *w)
{
	code_int(c, &w->width);
	code_int(c, &w->height);
	code_bool(c, &w->cover);
	w->format = (enum picture_format)code_choice(c, (int)w->format, PICTURE_FORMAT__N);
	code_int(c, &w->quality);
	code_bool(c, &w->lossless);
	w->ink = (enum picture_ink)code_choice(c, (int)w->ink, PICTURE_INK__N);
	code_press(c, w);
}

void
darkroom_code_order(struct code *c, struct darkroom_order *o)
{
	struct picture *p = &o->picture;

	o->task = (enum darkroom_task)code_choice(c, (int)o->task, DARKROOM_TASK__N);
	p->format = (enum picture_format)code_choice(c, (int)p->format, PICTURE_FORMAT__N);
	code_int(c, &p->width);
	code_int(c, &p->height);
	code_bytes(c, &o->bytes);
	o->want = code_list(c, o->want, &o->n, sizeof *o->want, 24);
	for (int i = 0; i < o->n; i++)
		code_want(c, &o->want[i]);
}

void
darkroom_code_result(struct code *c, struct darkroom_result *r)
{
	code_bool(c, &r->ok);
	code_str(c, &r->why);
	r->made = code_list(c, r->made, &r->n, sizeof *r->made, 8);
	for (int i = 0; i < r->n; i++) {
		code_bytes(c, &r->made[i].bytes);
		code_int(c, &r->made[i].ink);
	}
}

/* -- messages ----------------------------------------------------------------------- */

static bool
send_all(int fd, str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = send(fd, bytes.p, (size_t)bytes.n, MSG_NOSIGNAL);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			bytes = str_from_at(bytes, n);
	}
	return true;
}

static bool
receive_all(int fd, char *p, ptrdiff_t n)
{
	while (n > 0) {
		ssize_t got = recv(fd, p, (size_t)n, 0);

		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		if (got > 0) {
			p += got;
			n -= got;
		}
	}
	return true;
}

bool
darkroom_send(int fd, str message)
{
	char length[LENGTH];

	if (message.n > MESSAGE_MAX)
		return false;
	for (int i = 0; i < LENGTH; i++)
		length[i] = (char)(message.n >> 8 * i & 0xFF);
	return send_all(fd, (str){length, LENGTH}) && send_all(fd, message);
}

bool
darkroom_receive(int fd, struct arena *a, str *message)
{
	unsigned char length[LENGTH];
	ptrdiff_t n = 0;
	char *p;

	if (!receive_all(fd, (char *)length, LENGTH))
		return false;
	for (int i = 0; i < LENGTH; i++)
		n |= (ptrdiff_t)length[i] << 8 * i;
	if (n > MESSAGE_MAX)
		return false;
	p = NEW(a, char, (size_t)n + 1);
	*message = (str){p, n};
	return receive_all(fd, p, n);
}

/* -- the process -------------------------------------------------------------------- */

/* The folder of this program, with "/" at its end; empty if the system does not tell. */
static str
own_folder(char path[PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX);

	while (n > 0 && path[n - 1] != '/')
		n--;
	return (str){path, n > 0 ? n : 0};
}

void
darkroom_identity(struct out *o)
{
	char exe[PATH_MAX], path[PATH_MAX + 64];
	str folder = own_folder(exe);

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		snprintf(path, sizeof path, STR_FMT "%s", STR_ARG(folder), places[i]);
		identity_file(o, path);
	}
}

/* The program with FD as its standard input. 0 or an error. */
static int
spawn(pid_t *pid, int fd)
{
	char exe[PATH_MAX], path[PATH_MAX + 64], name[] = "lilong-pictures";
	char *argv[] = {name, NULL};
	posix_spawn_file_actions_t actions;
	str folder = own_folder(exe);
	int why = ENOENT;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return ENOMEM;
	posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO);
	for (size_t i = 0; i < sizeof places / sizeof *places && why == ENOENT; i++) {
		snprintf(path, sizeof path, STR_FMT "%s", STR_ARG(folder), places[i]);
		why = posix_spawn(pid, path, &actions, NULL, argv, environ);
	}
	posix_spawn_file_actions_destroy(&actions);
	return why;
}

bool
darkroom_start(struct darkroom *room, struct arena *a, str *why)
{
	int ends[2], err;

	if (room->pid > 0)
		return true;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
		*why = str_dup(a, str_from(strerror(errno)));
		return false;
	}
	err = spawn(&room->pid, ends[1]);
	close(ends[1]);
	room->fd = ends[0];
	if (err == 0)
		return true;
	close(room->fd);
	room->pid = 0;
	*why = str_fmt(a, "lilong-pictures: %s", strerror(err));
	return false;
}

/* It has nothing to write down, so it need not come to an end of its own. Its status. */
static int
stop(struct darkroom *room, int sig)
{
	int status = 0;

	if (room->pid <= 0)
		return 0;
	close(room->fd);
	if (sig)
		kill(room->pid, sig);
	while (waitpid(room->pid, &status, 0) < 0 && errno == EINTR)
		;
	room->pid = 0;
	return status;
}

void
darkroom_close(struct darkroom *room)
{
	stop(room, SIGKILL);
}

/* What became of a process that does not answer. */
static str
last_words(struct darkroom *room, struct arena *a)
{
	int status = stop(room, 0);

	if (WIFSIGNALED(status))
		return str_fmt(a, "lilong-pictures: %s", strsignal(WTERMSIG(status)));
	return str_fmt(a, "lilong-pictures: exit %d", WEXITSTATUS(status));
}

static bool
ask(struct darkroom *room, struct arena *a, struct darkroom_order *order, struct darkroom_result *r)
{
	struct arena mem = {0};
	struct out o = {.mem = &mem};
	struct code write = {.out = &o, .ok = true}, read = {.mem = a, .ok = true};
	bool sent;

	darkroom_code_order(&write, order);
	sent = darkroom_send(room->fd, out_text(&o)) && darkroom_receive(room->fd, a, &read.in);
	arena_free(&mem);
	if (!sent) {
		r->why = last_words(room, a);
		return false;
	}
	darkroom_code_result(&read, r);
	return read.ok && r->ok;
}

bool
darkroom_make(struct darkroom *room, struct arena *a, const struct picture *p, str bytes,
	      const struct picture_want *want, int n, str *out, str *why)
{
	struct picture_want copy[PICTURE_WANTS_MAX];
	struct darkroom_order order = {DARKROOM_MAKE, *p, bytes, copy, n};
	struct darkroom_result r = {0};

	assert(n <= PICTURE_WANTS_MAX);
	memcpy(copy, want, (size_t)n * sizeof *want);
	if (!ask(room, a, &order, &r) || r.n != n) {
		*why = r.why;
		return false;
	}
	for (int i = 0; i < n; i++) {
		out[i] = r.made[i].bytes;
		if (want[i].ink_found)
			*want[i].ink_found = r.made[i].ink;
	}
	return true;
}

str
darkroom_profile(struct darkroom *room, struct arena *a)
{
	struct darkroom_order order = {.task = DARKROOM_PROFILE};
	struct darkroom_result r = {0};

	if (!darkroom_start(room, a, &r.why) || !ask(room, a, &order, &r) || r.n != 1)
		return (str){0};
	return r.made[0].bytes;
}
