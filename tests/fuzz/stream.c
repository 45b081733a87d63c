#include "fuzz/fuzz.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

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

/* All that stream_convert writes of it. */
static bool
received(struct fuzz *f, const struct fuzz_config *c, struct diag *d, str text, struct out *o)
{
	FILE *out = tmpfile();
	char buffer[TEXT_MAX];
	bool ok = false;
	int ends[2];
	size_t n;

	if (!out || socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0)
		return false;
	if (send_packets(&f->random, ends[1], text)) {
		close(ends[1]);
		ok = stream_convert(d, c->engine, STR("fuzz"), ends[0], fileno(out));
	}
	rewind(out);
	while ((n = fread(buffer, 1, sizeof buffer, out)) > 0)
		out_str(o, (str){buffer, (ptrdiff_t)n});
	close(ends[0]);
	fclose(out);
	return ok;
}

/* A text that comes in parts goes out as it does in one, and its bad bytes are told. */
const char *
check_stream(struct fuzz *f)
{
	str text;
	const struct fuzz_config *c = fuzz_text(f, &text);
	struct engine_notes notes = {.mem = f->mem};
	struct out want = {.mem = f->mem}, got = {.mem = f->mem};
	struct diag d;

	diag_init(&d, f->mem);
	text.n = text.n < TEXT_MAX ? text.n : TEXT_MAX;
	engine_run(c->engine, text, true, &want, &notes);
	if (!received(f, c, &d, text, &got) || !str_eq(out_text(&got), out_text(&want)))
		return fuzz_fault(f, "is converted differently in a stream", text);
	if ((notes.nbad > 0) != (d.first != NULL))
		return fuzz_fault(f, "has bad bytes that are not told", text);
	return NULL;
}
