#include "build/record.h"

#include "base/code.h"
#include "base/write.h"

#include <unistd.h>

enum record { RECORD_MESSAGE, RECORD_FILE, RECORD_SUMMARY, RECORD_END, RECORD_NEXT, RECORD__N };

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

static void
code_link(struct code *c, struct verify_link *l)
{
	code_bytes(c, &l->target);
	code_int(c, &l->line);
}

static void
code_file(struct code *c, struct files_entry *e)
{
	struct verify_result *seen = &e->seen;
	int bytes = (int)e->bytes;
	str sum = {e->sha256, sizeof e->sha256 - 1};

	code_str(c, &e->path);
	code_int(c, &bytes);
	e->bytes = (size_t)bytes;
	code_str(c, &sum);
	if (!c->out && sum.n == sizeof e->sha256 - 1)
		memcpy(e->sha256, sum.p, sizeof e->sha256 - 1);
	code_strs(c, &seen->ids);
	seen->link = code_list(c, seen->link, &seen->nlink, sizeof *seen->link, 8);
	for (int i = 0; i < seen->nlink; i++)
		code_link(c, &seen->link[i]);
}

void
send_again(struct sender *s, str records)
{
	if (!write_all(s->fd, records))
		_exit(2); /* a parent that is gone has no use for the rest */
}

static void
send(struct sender *s, enum record kind, str bytes)
{
	struct out o = {.mem = s->mem};
	struct code c = {.out = &o, .ok = true};

	code_choice(&c, (int)kind, RECORD__N);
	code_bytes(&c, &bytes);
	send_again(s, out_text(&o));
	if (s->copy && (kind == RECORD_MESSAGE || kind == RECORD_FILE))
		out_str(s->copy, out_text(&o));
}

void
send_messages(struct sender *s, const struct diag *d)
{
	const struct diag_msg *m = s->sent ? s->sent->next : d->first;

	for (; m; m = m->next) {
		struct arena_mark mark = arena_mark(s->mem);
		struct out o = {.mem = s->mem};
		struct code c = {.out = &o, .ok = true};
		struct diag_msg copy = *m;

		code_message(&c, &copy);
		send(s, RECORD_MESSAGE, out_text(&o));
		arena_rewind(s->mem, mark);
		s->sent = m;
	}
}

void
send_files(struct sender *s, const struct files *f)
{
	for (int i = 0; i < files_count(f); i++) {
		struct arena_mark mark = arena_mark(s->mem);
		struct out o = {.mem = s->mem};
		struct code c = {.out = &o, .ok = true};
		struct files_entry copy = *files_at(f, i);

		code_file(&c, &copy);
		send(s, RECORD_FILE, out_text(&o));
		arena_rewind(s->mem, mark);
	}
}

void
send_summary(struct sender *s, const struct summary *sum)
{
	struct out o = {.mem = s->mem};

	summary_write(&o, sum);
	send(s, RECORD_SUMMARY, out_text(&o));
}

void
send_end(struct sender *s)
{
	send(s, RECORD_END, (str){0});
}

void
send_next(struct sender *s)
{
	send(s, RECORD_NEXT, (str){0});
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

/* ROOM doubles as records come: their number is not told beforehand. */
static bool
read_file(struct received *r, struct arena *a, struct code *c, int *room)
{
	struct files_entry e = {0};

	code_file(c, &e);
	if (!c->ok || !files_path_ok(e.path))
		return false;
	if (r->nfile == *room) {
		int more = *room ? 2 * *room : 64;
		struct files_entry *p = NEW(a, struct files_entry, (size_t)more);

		if (r->nfile > 0)
			memcpy(p, r->file, (size_t)r->nfile * sizeof *p);
		r->file = p;
		*room = more;
	}
	r->file[r->nfile++] = e;
	return true;
}

void
received_read(struct received *r, struct arena *a, str bytes)
{
	struct code outer = {.mem = a, .in = bytes, .ok = true};
	int room = 0;
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
		case RECORD_FILE:
			ok = read_file(r, a, &c, &room);
			break;
		case RECORD_SUMMARY:
			ok = r->has_summary = summary_read(a, c.in, &r->summary);
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
