#include "build/record.h"

#include "base/code.h"
#include "base/write.h"

#include <unistd.h>

enum record { RECORD_MESSAGE, RECORD_FILES, RECORD_SUMMARY, RECORD_END, RECORD_NEXT, RECORD__N };

static void
code_message(struct code *c, struct diag_msg *m)
{
	code_bytes(c, &m->at.file);
	code_int(c, &m->at.line);
	code_int(c, &m->at.col);
	code_int(c, &m->at.width);
	m->scopes = (unsigned)code_choice(c, (int)m->scopes, 1 << DIAG_SCOPES);
	m->id = (enum diag_id)code_choice(c, (int)m->id, D__MAX);
	m->narg = code_choice(c, m->narg, DIAG_ARGS + 1);
	for (int i = 0; i < m->narg; i++)
		code_bytes(c, &m->arg[i]);
	code_str(c, &m->line);
}

void
send_again(struct sender *s, str records)
{
	if (!write_all(s->fd, records))
		_exit(2); /* a parent that is gone has no use for the rest */
}

static void
put(struct out *o, enum record kind, str bytes)
{
	struct code c = {.out = o, .ok = true};

	code_choice(&c, (int)kind, RECORD__N);
	code_bytes(&c, &bytes);
}

static void
send_later(struct sender *s, enum record kind, str bytes)
{
	s->waiting.mem = s->mem;
	put(&s->waiting, kind, bytes);
}

/* In one piece: the parent wakes up for each. */
void
send_messages(struct sender *s, const struct diag *d)
{
	const struct diag_msg *m = s->sent ? s->sent->next : d->first;
	struct arena scratch = {0};
	struct out all = {.mem = &scratch}, one = {.mem = &scratch};

	if (!m)
		return;
	for (; m; m = m->next) {
		struct code c = {.out = &one, .ok = true};
		struct diag_msg copy = *m;

		one.n = 0;
		code_message(&c, &copy);
		put(&all, RECORD_MESSAGE, out_text(&one));
		s->sent = m;
	}
	if (s->waiting.n > 0)
		out_str(&s->waiting, out_text(&all));
	else
		send_again(s, out_text(&all));
	if (s->copy)
		out_str(s->copy, out_text(&all));
	arena_free(&scratch);
}

void
send_files(struct sender *s, const struct files *f, str root)
{
	struct arena scratch = {0};
	struct links links = links_find(&scratch, root, f);
	struct out o = {.mem = &scratch};
	struct code c = {.out = &o, .ok = true};

	links_code(&c, &links);
	send_later(s, RECORD_FILES, out_text(&o));
	if (s->copy)
		put(s->copy, RECORD_FILES, out_text(&o));
	arena_free(&scratch);
}

void
send_summary(struct sender *s, const struct summary *sum)
{
	struct arena scratch = {0};
	struct out o = {.mem = &scratch};

	summary_write(&o, sum);
	send_later(s, RECORD_SUMMARY, out_text(&o));
	arena_free(&scratch);
}

void
send_end(struct sender *s)
{
	send_later(s, RECORD_END, (str){0});
}

void
send_next(struct sender *s)
{
	send_later(s, RECORD_NEXT, (str){0});
	send_again(s, out_text(&s->waiting));
	s->waiting.n = 0;
}

bool
received_next(str bytes, ptrdiff_t *at)
{
	for (;;) {
		struct code c = {.in = str_from_at(bytes, *at), .ok = true};
		enum record kind = (enum record)code_choice(&c, 0, RECORD__N);
		str record;

		code_bytes(&c, &record);
		if (!c.ok)
			return false;
		*at = bytes.n - c.in.n;
		if (kind == RECORD_NEXT)
			return true;
	}
}

static bool
read_message(struct received *r, struct code *c)
{
	struct diag_msg m = {0};

	code_message(c, &m);
	if (c->ok)
		diag_copy(r->diag, &m);
	return c->ok;
}

static bool
read_files(struct received *r, struct code *c)
{
	links_code(c, &r->links);
	return c->ok;
}

/* A summary is read from a copy that stays. */
static bool
read_summary(struct received *r, struct arena *a, str bytes)
{
	return r->has_summary = summary_read(a, str_dup(a, bytes), &r->summary);
}

void
received_read(struct received *r, struct arena *a, str bytes)
{
	struct code outer = {.mem = a, .in = bytes, .ok = true};
	bool ok = true;

	while (ok && !r->ended && outer.in.n > 0) {
		struct code c = {.mem = a, .ok = true};
		enum record kind = (enum record)code_choice(&outer, 0, RECORD__N);

		code_bytes(&outer, &c.in);
		if (!outer.ok)
			return;
		switch (kind) {
		case RECORD_MESSAGE:
			ok = read_message(r, &c);
			break;
		case RECORD_FILES:
			ok = read_files(r, &c);
			break;
		case RECORD_SUMMARY:
			ok = read_summary(r, a, c.in);
			break;
		case RECORD_NEXT:
			return;
		case RECORD_END:
		default:
			r->ended = outer.in.n == 0;
			return;
		}
	}
}
