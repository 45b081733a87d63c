#include "emit/site.h"

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

static bool
read_asset(struct emit *e, str name, str *out)
{
	return file_read(e->mem, e->diag, e->layouts,
			 str_fmt(e->mem, "web/" STR_FMT, STR_ARG(name)), FILE_TEXT_MAX, out);
}

static str
with_imports(struct emit *e, str css)
{
	struct out o = {.mem = e->mem};

	while (css.n > 0) {
		str line = str_cut(&css, STR("\n")), name = imported(line), part = {0};

		if (name.n > 0) {
			if (read_asset(e, name, &part))
				out_str(&o, part);
			continue;
		}
		out_str(&o, line);
		out_char(&o, '\n');
	}
	return out_text(&o);
}

void
site_assets(struct emit *e)
{
	struct file_entry *file;
	str bytes;
	int n;

	if (!file_list(e->mem, e->diag, e->layouts, STR("web"), &file, &n))
		return;
	for (int i = 0; i < n; i++) {
		if (!for_browsers(&file[i]) || !read_asset(e, file[i].name, &bytes))
			continue;
		if (str_ends(file[i].name, STR(".css")))
			bytes = with_imports(e, bytes);
		files_write(e->files, str_fmt(e->mem, "site/" STR_FMT, STR_ARG(file[i].name)),
			    bytes);
	}
}
