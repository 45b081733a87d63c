#include "emit/site_assets.h"

#include "base/sum.h"
#include "emit/site.h"
#include "emit/squeeze.h"

/* What browsers are given; all else in the folder is for Lilong or for the designer. */
static const str suffixes[] = {STR_INIT(".css"), STR_INIT(".js"),  STR_INIT(".svg"),
			       STR_INIT(".png"), STR_INIT(".ico"), STR_INIT(".webmanifest")};

static bool
for_browsers(const struct file_entry *f)
{
	if (f->kind != FILE_REGULAR)
		return false;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (str_ends(f->name, suffixes[i]))
			return true;
	return false;
}

/* "style/base.css" of the line @import "style/base.css"; empty: it is no such line. */
static str
imported(str line)
{
	str rest = str_trim(line);

	if (!str_eat(&rest, STR("@import \"")) || !str_ends(rest, STR("\";")))
		return (str){0};
	rest.n -= 2;
	return str_find(rest, STR("\"")) < 0 ? rest : (str){0};
}

/* What is read, and where to. */
struct reader {
	struct arena *mem;
	struct diag *diag;
	const struct root *layouts;
};

static bool
read_asset(const struct reader *r, str name, str *out)
{
	return file_read(r->mem, r->diag, r->layouts,
			 str_fmt(r->mem, "web/" STR_FMT, STR_ARG(name)), FILE_TEXT_MAX, out);
}

static str
with_imports(const struct reader *r, str css)
{
	struct out o = {.mem = r->mem};

	while (css.n > 0) {
		str line = str_cut(&css, STR("\n")), name = imported(line), part = {0};

		if (name.n > 0) {
			if (read_asset(r, name, &part))
				out_str(&o, part);
			continue;
		}
		out_str(&o, line);
		out_char(&o, '\n');
	}
	return out_text(&o);
}

/* "style.css" with these BYTES: "style-0a1b2c3d4e.css". */
static str
path_of(struct arena *a, str name, str bytes)
{
	bool script = str_ends(name, STR(".js")) && !str_eq(name, STR("sw.js"));
	char sum[SUM_NAME + 1];
	ptrdiff_t dot = name.n;

	if (!script && !str_ends(name, STR(".css")))
		return name;
	while (name.p[dot - 1] != '.')
		dot--;
	sum_name(sum_add(0, bytes), sum);
	return str_fmt(a, STR_FMT "-%s." STR_FMT, STR_ARG(str_sub(name, 0, dot - 1)), sum,
		       STR_ARG(str_from_at(name, dot)));
}

void
site_assets_read(struct arena *a, struct diag *d, const struct root *layouts,
		 struct site_assets *out)
{
	struct reader r = {a, d, layouts};
	struct file_entry *file;
	str bytes;
	int n;

	*out = (struct site_assets){0};
	if (!file_list(a, d, layouts, STR("web"), &file, &n))
		return;
	out->v = NEW(a, struct site_asset, (size_t)n + 1);
	for (int i = 0; i < n; i++) {
		if (!for_browsers(&file[i]) || !read_asset(&r, file[i].name, &bytes))
			continue;
		if (str_ends(file[i].name, STR(".css")))
			bytes = with_imports(&r, bytes);
		else if (str_ends(file[i].name, STR(".js")))
			bytes = squeeze_script(a, bytes);
		out->v[out->n++] = (struct site_asset){file[i].name,
						       path_of(a, file[i].name, bytes), bytes};
	}
}

const struct site_asset *
site_assets_find(const struct site_assets *t, str name)
{
	for (int i = 0; t && i < t->n; i++)
		if (str_eq(t->v[i].name, name))
			return &t->v[i];
	return NULL;
}

void
site_assets_write(struct emit *e)
{
	const struct site_assets *t = e->assets;

	for (int i = 0; i < t->n; i++)
		files_write(e->files, str_fmt(e->mem, "site/" STR_FMT, STR_ARG(t->v[i].path)),
			    t->v[i].bytes);
}
