#include "convert/command.h"

#include "base/write.h"
#include "convert/engine.h"
#include "convert/explain.h"
#include "convert/plain.h"
#include "convert/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* -- what fits together ---------------------------------------------------- */

static str
last_name(const char *path)
{
	str s = str_from(path);

	while (str_find(s, STR("/")) >= 0)
		str_cut(&s, STR("/"));
	return s;
}

static bool
from_standard_input(const struct command *c)
{
	for (int i = 0; i < c->nfile; i++)
		if (strcmp(c->file[i], "-") == 0)
			return true;
	return c->nfile == 0;
}

static bool
same_names(const struct command *c)
{
	for (int i = 0; i < c->nfile; i++)
		for (int k = 0; k < i; k++)
			if (str_eq(last_name(c->file[i]), last_name(c->file[k])))
				return true;
	return false;
}

const str *
command_fault(const struct command *c)
{
	static const str with_config[] = {
	    STR_INIT("-c 是 OpenCC 的办法，不能和 --from、--to、--phrases、--quotes、--glossary、"
		     "--markdown 一起用"),
	    STR_INIT("-c is OpenCC's way: not with --from, --to, --phrases, --quotes, --glossary, "
		     "--markdown")};
	static const str one_place[] = {STR_INIT("-o、--out、--in-place 只能用一个"),
					STR_INIT("only one of -o, --out and --in-place")};
	static const str no_names[] = {
	    STR_INIT("--out 和 --in-place 要有文件，不能读标准输入"),
	    STR_INIT("--out and --in-place need files, not standard input")};
	static const str twice[] = {STR_INIT("有两个文件同名，--out 会丢掉一个"),
				    STR_INIT("two files have the same name: --out would lose one")};
	static const str explained[] = {
	    STR_INIT("--explain 不能和 --markdown、--out、--in-place 一起用"),
	    STR_INIT("--explain: not with --markdown, --out, --in-place")};

	if (c->config &&
	    (c->has_from || c->has_to || c->phrases || c->has_quotes || c->glossary || c->markdown))
		return with_config;
	if ((c->out != NULL) + (c->folder != NULL) + c->in_place > 1)
		return one_place;
	if (c->explain && (c->markdown || c->folder || c->in_place))
		return explained;
	if ((c->folder || c->in_place) && from_standard_input(c))
		return no_names;
	return c->folder && same_names(c) ? twice : NULL;
}

static bool
has_corners(enum script s)
{
	return s == SCRIPT_HANT_TW || s == SCRIPT_HANT_HK;
}

struct convert_options
command_options(const struct command *c, const struct glossary *glossary)
{
	struct convert_options o = {.glossary = glossary, .phrases = c->phrases};

	o.to = c->has_to ? c->to : c->from == SCRIPT_HANS ? SCRIPT_HANT : SCRIPT_HANS;
	o.from = c->has_from ? c->from : o.to == SCRIPT_HANS ? SCRIPT_HANT : SCRIPT_HANS;
	if (c->has_quotes)
		o.quotes = c->quotes;
	else if (has_corners(o.to) != has_corners(o.from))
		o.quotes = has_corners(o.to) ? QUOTES_CORNER : QUOTES_CURLY;
	return o;
}

str
command_names(struct arena *a)
{
	struct out o = {.mem = a};

	for (int i = 0; engine_name(i); i++)
		out_fmt(&o, "%s%s", i > 0 ? " " : "", engine_name(i));
	return out_text(&o);
}

/* -- files ----------------------------------------------------------------- */

static void
tell(struct diag *d, enum diag_id id, const char *file)
{
	diag_with_(d, id, (struct pos){.file = str_from(file)},
		   (const str[]){str_from(strerror(errno)), {NULL, -1}});
}

static int
open_input(struct diag *d, const char *file)
{
	int fd = strcmp(file, "-") == 0 ? dup(STDIN_FILENO) : open(file, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		tell(d, D_FILE_UNREADABLE, file);
	return fd;
}

/* FILE through FN into OUT. */
static bool
convert_into(struct diag *d, const char *file, int out, command_fn *fn, void *ctx)
{
	int in = open_input(d, file);
	bool ok;

	if (in < 0)
		return true;
	ok = fn(ctx, d, str_from(file), in, out);
	close(in);
	return ok;
}

/* FILE through FN into a file at PATH, if it can be read to its end. */
static bool
convert_to(struct diag *d, const char *file, const char *path, command_fn *fn, void *ctx)
{
	struct arena mem = {0};
	struct write_file w;
	int in = open_input(d, file);
	bool ok = true;

	if (in >= 0 && !write_open(&mem, &w, path)) {
		tell(d, D_CONVERT_WRITE, path);
		ok = false;
	} else if (in >= 0) {
		ok = fn(ctx, d, str_from(file), in, w.fd);
		if (!write_close(&w, ok)) {
			tell(d, D_CONVERT_WRITE, path);
			ok = false;
		}
	}
	if (in >= 0)
		close(in);
	arena_free(&mem);
	return ok;
}

static bool
convert_all(const struct command *c, struct diag *d, int out, command_fn *fn, void *ctx)
{
	bool ok = c->nfile > 0 || convert_into(d, "-", out, fn, ctx);

	for (int i = 0; ok && i < c->nfile; i++)
		ok = convert_into(d, c->file[i], out, fn, ctx);
	return ok;
}

static void
convert_each(const struct command *c, struct diag *d, command_fn *fn, void *ctx)
{
	struct arena mem = {0};
	bool ok = true;

	for (int i = 0; ok && i < c->nfile; i++) {
		const char *to = c->file[i];

		if (c->folder)
			to = str_fmt(&mem, "%s/" STR_FMT, c->folder, STR_ARG(last_name(to))).p;
		ok = convert_to(d, c->file[i], to, fn, ctx);
	}
	arena_free(&mem);
}

void
command_files(const struct command *c, struct diag *d, command_fn *fn, void *ctx)
{
	struct arena mem = {0};
	struct write_file w;

	if (c->folder || c->in_place) {
		convert_each(c, d, fn, ctx);
	} else if (!c->out || strcmp(c->out, "-") == 0) {
		convert_all(c, d, STDOUT_FILENO, fn, ctx);
	} else if (!write_open(&mem, &w, c->out)) {
		tell(d, D_CONVERT_WRITE, c->out);
	} else {
		bool ok = convert_all(c, d, w.fd, fn, ctx);

		if (!write_close(&w, ok))
			tell(d, D_CONVERT_WRITE, c->out);
	}
	arena_free(&mem);
}

/* -- text ------------------------------------------------------------------ */

/* One of them. */
struct way {
	const struct engine *engine;
	struct convert *convert;
	const struct explain *explain;
};

static bool
convert_text_file(void *ctx, struct diag *d, str file, int in, int out)
{
	const struct way *w = ctx;

	if (w->explain)
		return explain_convert(d, w->explain, file, in, out);
	if (w->engine)
		return stream_convert(d, w->engine, file, in, out);
	return plain_convert(d, w->convert, file, in, out);
}

bool
command_text(const struct command *c, struct diag *d, const struct glossary *glossary)
{
	struct convert_options o = command_options(c, glossary);
	struct explain x = {.options = o, .lang = c->lang};
	struct way w = {.explain = c->explain ? &x : NULL};

	if (c->config) {
		/* OpenCC's command takes a path as well: what the file is called counts */
		w.engine = engine_find(last_name(c->config));
		x.engine = w.engine;
		if (!w.engine)
			return false;
	} else {
		w.convert = convert_new(&o);
	}
	command_files(c, d, convert_text_file, &w);
	convert_free(w.convert);
	return true;
}
