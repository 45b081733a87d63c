#include "base/asked.h"

#include "base/file.h"

#include <stdlib.h>

static struct asked_entry *
add(struct asked *a)
{
	if (a->n == a->room) {
		int room = a->room ? 2 * a->room : 64;
		struct asked_entry *more = NEW(a->mem, struct asked_entry, (size_t)room);

		if (a->n > 0)
			memcpy(more, a->entry, (size_t)a->n * sizeof *more);
		a->entry = more;
		a->room = room;
	}
	return &a->entry[a->n++];
}

void
asked_note(struct asked *a, enum asked_what what, str path, str answer)
{
	struct asked_entry *e;

	if (!a)
		return;
	e = add(a);
	*e = (struct asked_entry){.what = what, .path = str_dup(a->mem, path)};
	digest_of(answer, e->answer);
}

void
asked_again(struct asked *a, const struct asked *from)
{
	for (int i = 0; a && i < from->n; i++) {
		struct asked_entry *e = add(a);

		*e = from->entry[i];
		e->path = str_dup(a->mem, e->path);
	}
	if (from->unsure)
		asked_unsure(a);
}

void
asked_unsure(struct asked *a)
{
	if (a)
		a->unsure = true;
}

static int
by_question(const void *a, const void *b)
{
	const struct asked_entry *x = a, *y = b;

	return x->what != y->what ? (int)x->what - (int)y->what : str_cmp(x->path, y->path);
}

static bool
same_answer(const struct asked_entry *a, const struct asked_entry *b)
{
	return memcmp(a->answer, b->answer, DIGEST_BYTES) == 0;
}

void
asked_settle(struct asked *a)
{
	int n = 0;

	if (a->n > 1)
		qsort(a->entry, (size_t)a->n, sizeof *a->entry, by_question);
	for (int i = 0; i < a->n; i++) {
		const struct asked_entry *e = &a->entry[i];

		if (n == 0 || by_question(&a->entry[n - 1], e) != 0)
			a->entry[n++] = *e;
		else if (!same_answer(&a->entry[n - 1], e))
			a->unsure = true;
	}
	a->n = n;
}

void
asked_code(struct code *c, struct asked *a)
{
	a->entry = code_list(c, a->entry, &a->n, sizeof *a->entry, 12);
	for (int i = 0; i < a->n; i++) {
		struct asked_entry *e = &a->entry[i];
		str sum = {(const char *)e->answer, DIGEST_BYTES};

		e->what = (enum asked_what)code_choice(c, (int)e->what, ASKED__N);
		code_str(c, &e->path);
		code_bytes(c, &sum);
		c->ok = c->ok && sum.n == DIGEST_BYTES;
		if (!c->out && c->ok)
			memcpy(e->answer, sum.p, DIGEST_BYTES);
	}
}

/* Ask E of R again, which notes the answer. */
static void
ask(struct arena *scratch, const struct root *r, const struct asked_entry *e)
{
	struct diag quiet;
	struct file_entry *list;
	enum file_kind kind;
	str bytes;
	int n;

	diag_init(&quiet, scratch);
	if (e->what == ASKED_KIND)
		file_kind(r, e->path, &kind);
	else if (e->what == ASKED_BYTES)
		file_read(scratch, &quiet, r, e->path, FILE_PICTURE_MAX, &bytes);
	else
		file_list(scratch, &quiet, r, e->path, &list, &n);
}

bool
asked_same(struct arena *scratch, const struct root *r, const struct asked *a)
{
	bool same = true;

	for (int i = 0; same && i < a->n; i++) {
		struct arena_mark m = arena_mark(scratch);
		struct asked again = {.mem = scratch};
		struct root noting = {r->fd, &again};

		ask(scratch, &noting, &a->entry[i]);
		same = again.n == 1 && !again.unsure && same_answer(again.entry, &a->entry[i]);
		arena_rewind(scratch, m);
	}
	return same;
}
