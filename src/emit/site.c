#include "emit/site.h"

#include "base/sum.h"

static str
host_text(void *ctx, struct arena *a, struct diag *d, struct pos at, str words)
{
	struct emit *e = ((struct site *)ctx)->e;

	return edition_text(a, d, e->editions, at, words, SCRIPT_HANS, e->edition);
}

static str
host_link(void *ctx, struct arena *a, str path)
{
	struct site *s = ctx;

	return site_link(s, a, s->e->edition, path);
}

static str
host_asset(void *ctx, struct arena *a, str name)
{
	(void)a;
	return site_asset(ctx, name);
}

/* Pages of an issue lie in its folder and in folders of that. */
static struct data *
host_somewhere(void *ctx, struct arena *a, int depth)
{
	/* by depth; nothing else lies in such folders */
	static const str folders[] = {{0}, STR_INIT("-/"), STR_INIT("-/-/")};
	struct site *s = ctx, somewhere = *s;

	if (depth == 1)
		s->before = s->here;
	if (depth >= (int)(sizeof folders / sizeof *folders)) {
		s->here = s->before;
		return NULL;
	}
	s->here = somewhere.here = folders[depth];
	somewhere.mem = a;
	return site_context(&somewhere);
}

str
site_words(struct site *s, str words)
{
	return s->host.text(s->host.ctx, s->mem, s->e->diag, (struct pos){0}, words);
}

void
site_open(struct site *s, struct emit *e, const str *first)
{
	*s = (struct site){.e = e, .mem = e->mem};
	s->host = (struct web_host){host_text, host_link, host_asset, host_somewhere, s};
	s->has_script = site_assets_find(e->assets, STR("script.js")) != NULL;
	web_begin(e->web, e->mem, e->diag, e->layouts, &s->host, first, (int)e->edition);
}

void
site_close(struct site *s)
{
	arena_free(&s->page);
}

bool
site_write(struct site *s, str layout, struct data *ctx)
{
	str folder = site_folder(s->mem, s->e->paper, s->e->edition);
	str path = str_fmt(s->e->mem, "site/" STR_FMT STR_FMT "%s", STR_ARG(folder),
			   STR_ARG(s->here), str_ends(s->here, STR(".html")) ? "" : "index.html");
	struct known_text page = web_page(s->e->web, &s->page, layout, ctx, path);

	if (page.bytes.n > 0) {
		files_write_known(s->e->files, path, &page);
		if (s->e->paper->offline)
			s->written = sum_add(s->written, page.bytes);
	}
	arena_clear(&s->page);
	return page.bytes.n > 0;
}
