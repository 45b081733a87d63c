/*
 * pictures.c - lilong-pictures, the program that decodes pictures: a worker of lilong-paper starts
 * it when it needs one, with a socket as its standard input, and asks (emit/darkroom.h). It opens
 * no file of the project and ends with the worker.
 */
#include "emit/darkroom.h"
#include "emit/picture_vips.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

static void
make(struct arena *a, const struct darkroom_order *order, struct darkroom_result *r)
{
	str *out = NEW(a, str, (size_t)order->n + 1);

	r->ok = picture_vips_make(a, &order->picture, order->bytes, order->want, order->n, out,
				  &r->why);
	r->n = r->ok ? order->n : 0;
	r->made = NEW(a, struct darkroom_made, (size_t)r->n + 1);
	for (int i = 0; i < r->n; i++) {
		r->made[i].bytes = out[i];
		if (order->want[i].ink_found)
			r->made[i].ink = *order->want[i].ink_found;
	}
}

static void
profile(struct arena *a, struct darkroom_result *r)
{
	r->made = NEW(a, struct darkroom_made, 1);
	r->made->bytes = picture_vips_profile(a);
	r->ok = r->made->bytes.n > 0;
	r->n = 1;
}

/* False when there is nothing more to do. */
static bool
answer(int fd)
{
	struct arena mem = {0};
	struct out o = {.mem = &mem};
	struct code read = {.mem = &mem, .ok = true}, write = {.out = &o, .ok = true};
	struct darkroom_order order = {0};
	struct darkroom_result r = {0};
	bool ok = darkroom_receive(fd, &mem, &read.in);

	if (ok)
		darkroom_code_order(&read, &order);
	ok = ok && read.ok;
	if (ok && picture_vips_start(&mem, &r.why)) {
		if (order.task == DARKROOM_PROFILE)
			profile(&mem, &r);
		else
			make(&mem, &order, &r);
	}
	if (ok) {
		darkroom_code_result(&write, &r);
		ok = darkroom_send(fd, out_text(&o));
	}
	arena_free(&mem);
	return ok;
}

int
main(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (answer(STDIN_FILENO))
		;
	/* libraries that nobody needs any more are not tidied up */
	_exit(0);
}
