#include "script/web_state.h"

#include <assert.h>

/* A page that is wanted. */
struct order {
	struct web *web;
	str layout;
	struct data *ctx;
	struct known_text page;
};

static int
make_page(lua_State *L)
{
	struct order *o = lua_touserdata(L, 1);
	struct web *w = o->web;

	sandbox_use(L, o->layout);
	if (!lua_isfunction(L, -1))
		return luaL_error(L, "%s.lua returns no function", str_z(w->mem, o->layout));
	o->ctx->calls = true;
	web_push_data(L, w, o->ctx);
	lua_call(L, 1, 1);
	o->page = web_tree(L, w, o->layout);
	return 0;
}

static int
set_up(lua_State *L)
{
	web_open_calls(L, lua_touserdata(L, 1));
	return 0;
}

struct web *
web_new(struct arena *a, const struct root *layouts)
{
	struct web *w = NEW(a, struct web, 1);
	struct diag quiet;
	bool opened;

	w->own = a;
	diag_init(&quiet, a);
	w->box = sandbox_new(a, &quiet, layouts, STR("web"));
	opened = sandbox_run(w->box, set_up, w, STR("Lua"));
	assert(opened);
	(void)opened;
	sandbox_compile(w->box);
	sandbox_keep(w->box, 0);
	return w;
}

static void
begin(struct web *w, struct arena *a, struct diag *d, const struct root *layouts, int state)
{
	w->kept = w->mem = a;
	w->diag = d;
	w->page = 0;
	web_forget_data(w);
	memset(w->worded, 0, sizeof w->worded);
	w->text = (struct out){.mem = a};
	sandbox_begin(w->box, state, a, d, layouts);
}

/* Which state of the sandbox an edition begins with: 0 is that in which nothing was run. */
static int
state_of(struct web *w, const struct root *layouts, const str *first, int edition)
{
	enum web_ready *ready = &w->ready[edition];
	const struct root silent = {layouts->fd, NULL};
	struct diag quiet;

	assert(0 <= edition && edition < WEB_EDITIONS);
	if (first->n == 0)
		return 0;
	if (*ready == WEB_NOT_TRIED) {
		diag_init(&quiet, w->own);
		begin(w, w->own, &quiet, &silent, 0);
		*ready = sandbox_run_all(w->box, first, edition + 1) ? WEB_READY : WEB_FAILED;
	}
	return *ready == WEB_READY ? edition + 1 : 0;
}

void
web_begin(struct web *w, struct arena *a, struct diag *d, const struct root *layouts,
	  const struct web_host *host, const str *first, int edition)
{
	w->host = host;
	begin(w, a, d, layouts, state_of(w, layouts, first, edition));
}

void
web_free(struct web *w)
{
	icu_words_close(&w->words);
	sandbox_free(w->box);
}

struct known_text
web_page(struct web *w, struct arena *a, str layout, struct data *ctx, str what)
{
	struct order o = {.web = w, .layout = layout, .ctx = ctx};

	w->page++;
	w->mem = a;
	web_forget_data(w);
	return sandbox_run(w->box, make_page, &o, what) ? o.page : (struct known_text){0};
}
