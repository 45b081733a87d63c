#include "convert/stream.h"

#include "base/write.h"

#include <errno.h>
#include <unistd.h>

enum {
	BLOCK = 1 << 16, /* bytes read at a time */
	REPORTS_MAX = 20 /* bad bytes that are listed */
};

/* A conversion under way. */
struct stream {
	struct diag *diag;
	const struct engine *engine;
	str file;
	int in, out;
	char *buf;	/* what was read and is not converted yet */
	ptrdiff_t n;	/* bytes of it */
	size_t cap;	/* of buf */
	ptrdiff_t done; /* bytes of the input before buf */
	int reports;
};

const struct engine *
stream_engine(enum script from, enum script to)
{
	/* ORDER SCRIPT */
	static const char *const name[SCRIPT__N][SCRIPT__N] = {
	    {NULL, "s2t", "s2tw", "s2hk"},
	    {"t2s", NULL, "t2tw", "t2hk"},
	    {"tw2s", "tw2t", NULL, NULL},
	    {"hk2s", "hk2t", NULL, NULL},
	};

	return name[from][to] ? engine_find(str_from(name[from][to])) : NULL;
}

/* Bytes read, 0 at the end, -1 after a message. */
static ssize_t
read_more(struct stream *s)
{
	ssize_t n;

	do
		n = read(s->in, s->buf + s->n, s->cap - (size_t)s->n);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		diag(s->diag, D_FILE_UNREADABLE, ((struct pos){.file = s->file}),
		     str_from(strerror(errno)));
	return n;
}

static bool
put(struct stream *s, str text)
{
	bool ok = write_all(s->out, text);

	if (!ok && errno != EPIPE)
		diag(s->diag, D_CONVERT_WRITE, ((struct pos){.file = s->file}),
		     str_from(strerror(errno)));
	return ok;
}

static void
report_bad(struct stream *s, const struct engine_notes *notes)
{
	for (int i = 0; i < notes->nbad && s->reports < REPORTS_MAX; i++, s->reports++)
		diag(s->diag, D_CONVERT_BAD, ((struct pos){.file = s->file}),
		     diag_int(s->diag, (long)(s->done + notes->bad[i])));
}

/*
 * Whether the text that was read ends with a whole line: no word goes over its end, so whoever
 * sends line by line has each at once. A sequence of ideographic description may go on behind it.
 */
static bool
ends_line(const struct stream *s)
{
	enum { SEQUENCE_MAX = 256 }; /* bytes */
	ptrdiff_t from = s->n > SEQUENCE_MAX ? s->n - SEQUENCE_MAX : 0;

	return s->n > 0 && s->buf[s->n - 1] == '\n' &&
	       str_find((str){s->buf + from, s->n - from}, STR("\xE2\xBF")) < 0;
}

/* Convert what can be, and keep the rest for the next time. */
static bool
step(struct stream *s, bool last)
{
	struct arena mem = {0};
	struct out o = {.mem = &mem};
	struct engine_notes notes = {.mem = &mem};
	ptrdiff_t used = engine_run(s->engine, (str){s->buf, s->n}, last, &o, &notes);
	bool ok = put(s, out_text(&o));

	report_bad(s, &notes);
	s->done += used;
	s->n -= used;
	memmove(s->buf, s->buf + used, (size_t)s->n);
	arena_free(&mem);
	return ok;
}

/* Room for another block behind what is left. */
static void
make_room(struct stream *s, struct arena *mem)
{
	char *more;

	if (s->cap - (size_t)s->n >= BLOCK)
		return;
	s->cap = (size_t)s->n + 2 * BLOCK;
	more = NEW(mem, char, s->cap);
	if (s->n > 0)
		memcpy(more, s->buf, (size_t)s->n);
	s->buf = more;
}

bool
stream_convert(struct diag *d, const struct engine *e, str file, int in, int out)
{
	struct arena mem = {0};
	struct stream s = {.diag = d, .engine = e, .file = file, .in = in, .out = out};
	ssize_t n;
	bool ok = true;

	do {
		make_room(&s, &mem);
		n = read_more(&s);
		if (n > 0)
			s.n += n;
		ok = n >= 0 && step(&s, n == 0 || ends_line(&s));
	} while (ok && n > 0);
	arena_free(&mem);
	return ok;
}
