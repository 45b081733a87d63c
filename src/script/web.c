#include "script/web_state.h"

#include <assert.h>

/* A page that is wanted. */
struct order {
	struct web *web;
	str layout;
	const struct data *ctx;
	str page;
};

static int
make_page(lua_State *L)
{
	struct order *o = lua_touserdata(L, 1);
	struct web *w = o->web;

	sandbox_use(L, o->layout);
	if (!lua_isfunction(L, -1))
		return luaL_error(L, "%s.lua returns no function", str_z(w->mem, o->layout));
	web_push_context(L, w, o->ctx);
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

	diag_init(&quiet, a);
	w->box = sandbox_new(a, &quiet, layouts, STR("web"));
	opened = sandbox_run(w->box, set_up, w, STR("Lua"));
	assert(opened);
	(void)opened;
	w->words = icu_words_open();
	sandbox_keep(w->box);
	return w;
}

void
web_begin(struct web *w, struct arena *a, struct diag *d, const struct root *layouts,
	  const struct web_host *host)
{
	*w = (struct web){.kept = a,
			  .mem = a,
			  .diag = d,
			  .host = host,
			  .box = w->box,
			  .words = w->words,
			  .text = {.mem = a}};
	sandbox_begin(w->box, a, d, layouts);
}

void
web_free(struct web *w)
{
	icu_words_close(w->words);
	sandbox_free(w->box);
}

str
web_page(struct web *w, struct arena *a, str layout, const struct data *ctx, str what)
{
	struct order o = {.web = w, .layout = layout, .ctx = ctx};

	w->page++;
	w->mem = a;
	return sandbox_run(w->box, make_page, &o, what) ? o.page : (str){0};
}
