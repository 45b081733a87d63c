#include "fuzz/fuzz.h"

#include <stdio.h>
#include <unistd.h>

#include "convert/stream.h"

/* What is less than a pipe takes at once, so that one process can be at both of its ends. */
enum { PIPE = 4096 };

/* A text from a pipe comes out as the engine alone converts it, and each bad byte is told. */
const char *
check_stream(struct fuzz *f)
{
	str text;
	const struct fuzz_config *c = fuzz_text(f, &text);
	struct engine_notes notes = {.mem = f->mem};
	struct out want = {.mem = f->mem}, got = {.mem = f->mem};
	char buffer[4 * PIPE];
	FILE *out = tmpfile();
	struct diag d;
	int ends[2];
	bool ok;
	size_t n;

	diag_init(&d, f->mem);
	text.n = text.n < PIPE ? text.n : PIPE;
	engine_run(c->engine, text, true, &want, &notes);
	if (!out || pipe(ends) != 0 || write(ends[1], text.p, (size_t)text.n) != text.n)
		return "no pipe";
	close(ends[1]);
	ok = stream_convert(&d, c->engine, STR("fuzz"), ends[0], fileno(out));
	rewind(out);
	while ((n = fread(buffer, 1, sizeof buffer, out)) > 0)
		out_str(&got, (str){buffer, (ptrdiff_t)n});
	close(ends[0]);
	fclose(out);
	if (!ok || !str_eq(out_text(&got), out_text(&want)))
		return fuzz_fault(f, "is converted differently in a stream", text);
	if ((notes.nbad > 0) != (d.first != NULL))
		return fuzz_fault(f, "has bad bytes that are not told", text);
	return NULL;
}
