#include "fuzz/fuzz.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "convert/plain.h"
#include "convert/stream.h"

/* What a socket takes before anybody reads, so that one process can be at both of its ends. */
enum { TEXT_MAX = 8192, PACKETS_MAX = 100 };

/* TEXT in packets, each of which is one read at the other end; the last are short. */
static bool
send_packets(struct random *r, int to, str text)
{
	uint32_t most = random_below(r, 2) ? 1 : 1 + random_below(r, 2000);
	ptrdiff_t first = text.n - PACKETS_MAX * (ptrdiff_t)most;

	while (text.n > 0) {
		ptrdiff_t n = first > 0 ? first : 1 + (ptrdiff_t)random_below(r, most);

		first = 0;
		n = n < text.n ? n : text.n;
		if (write(to, text.p, (size_t)n) != n)
			return false;
		text = str_from_at(text, n);
	}
	return true;
}

/* A program from one descriptor to another: through an engine, or else a converter. */
struct filter {
	const struct engine *engine;
	struct convert *convert;
	struct diag diag;
};

static bool
run(struct filter *p, int in, int out)
{
	return p->engine ? stream_convert(&p->diag, p->engine, STR("fuzz"), in, out)
			 : plain_convert(&p->diag, p->convert, STR("fuzz"), in, out);
}

/* All that it writes of TEXT, which comes IN PARTS, or at once; p NULL: it failed. */
static str
received(struct fuzz *f, struct filter *p, str text, bool in_parts)
{
	struct out o = {.mem = f->mem};
	FILE *out = tmpfile();
	char buffer[TEXT_MAX];
	bool ok = false;
	int ends[2];
	size_t n;

	diag_init(&p->diag, f->mem);
	if (!out || socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0)
		return (str){0};
	if (in_parts ? send_packets(&f->random, ends[1], text)
		     : text.n == 0 || write(ends[1], text.p, (size_t)text.n) == text.n) {
		close(ends[1]);
		ok = run(p, ends[0], fileno(out));
	}
	rewind(out);
	while ((n = fread(buffer, 1, sizeof buffer, out)) > 0)
		out_str(&o, (str){buffer, (ptrdiff_t)n});
	close(ends[0]);
	fclose(out);
	return ok ? out_text(&o) : (str){0};
}

/* A text that comes in parts goes out as it does in one, and its bad bytes are told. */
const char *
check_stream(struct fuzz *f)
{
	str text;
	const struct fuzz_config *c = fuzz_text(f, &text);
	struct engine_notes notes = {.mem = f->mem};
	struct out want = {.mem = f->mem};
	struct filter p = {.engine = c->engine};

	text.n = text.n < TEXT_MAX ? text.n : TEXT_MAX;
	engine_run(c->engine, text, true, &want, &notes);
	if (!str_eq(received(f, &p, text, true), out_text(&want)))
		return fuzz_fault(f, "is converted differently in a stream", text);
	if ((notes.nbad > 0) != (p.diag.first != NULL))
		return fuzz_fault(f, "has bad bytes that are not told", text);
	return NULL;
}

/* Paragraphs: the same, and from a script into itself nothing changes where there are no marks. */
const char *
check_plain(struct fuzz *f)
{
	struct random *r = &f->random;
	struct convert_options options = {.from = random_below(r, SCRIPT__N),
					  .to = random_below(r, SCRIPT__N),
					  .pure = random_below(r, 2)};
	const char *fault = NULL;
	struct filter p = {.engine = NULL};
	str text, want;

	fuzz_text(f, &text);
	text.n = text.n < TEXT_MAX ? text.n : TEXT_MAX;
	p.convert = convert_new(&options);
	want = received(f, &p, text, false);
	if (!str_eq(received(f, &p, text, true), want))
		fault = fuzz_fault(f, "is converted differently when it comes in parts", text);
	else if (options.pure && options.from == options.to && !fuzz_has_mark(text) &&
		 !str_eq(text, want))
		fault = fuzz_fault(f, "is changed though it is in its script", text);
	convert_free(p.convert);
	return fault;
}
