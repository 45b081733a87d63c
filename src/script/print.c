/***
 * Print layouts.
 *
 * A print layout is a file of `layouts/print/` that returns a table of functions. A page of an
 * issue (`1 要闻: front`) names one; it is called with the page and places everything on it.
 * Columns and lines are counted from 1; sizes of type are in points, or have their names (字号):
 * 初号 42, 小初 36, 一号 28, 小一 24, 二号 21, 小二 18, 三号 15.75, 小三 15, 四号 14, 小四 12,
 * 五号 10.5, 小五 9, 六号 7.875, 小六 6.5, 七号 5.25, 八号 5. None below 六号 is fit for text
 * (R27).
 * @section print
 */
#include "script/print.h"

#include "script/print_handle.h"

#include <assert.h>

struct print *
print_new(struct arena *a, const struct root *layouts)
{
	struct print *p = NEW(a, struct print, 1);
	struct diag quiet;
	bool opened;

	diag_init(&quiet, a);
	p->box = sandbox_new(a, &quiet, layouts, STR("print"));
	opened = sandbox_run(p->box, handles_open, NULL, STR("Lua"));
	assert(opened);
	(void)opened;
	sandbox_compile(p->box);
	sandbox_keep(p->box, 0);
	return p;
}

bool
print_begin(struct print *p, struct arena *a, struct diag *d, const struct root *layouts,
	    str layout)
{
	*p = (struct print){.mem = a, .diag = d, .box = p->box, .serial = p->serial};
	sandbox_begin(p->box, 0, a, d, layouts);
	return sandbox_load(p->box, layout, layout);
}

void
print_free(struct print *p)
{
	sandbox_free(p->box);
}

/* Arguments: the print, and the layout's table, which print_begin left on the stack. */
static int
call_layout(lua_State *L)
{
	struct print *p = lua_touserdata(L, 1);
	str function = p->page->spec->function;

	if (!lua_istable(L, 2))
		return luaL_error(L, "the layout must return a table of functions");
	lua_pushlstring(L, function.p, (size_t)function.n);
	if (lua_rawget(L, 2) != LUA_TFUNCTION) {
		diag(p->diag, D_LAYOUT_FUNCTION, p->page->spec->at, function,
		     p->page->issue->layout);
		return 0;
	}
	fields_push_page(L, p);
	handle_push(L, p, NULL, PAGE_HANDLE);
	lua_call(L, 1, 0);
	return 0;
}

bool
print_page(struct print *p, struct page *page)
{
	lua_State *L = sandbox_lua(p->box);
	str what = str_fmt(p->mem, "第%d版", page->spec->number);
	bool ok;

	p->page = page;
	p->serial++;
	p->noted = p->noted && page->before;
	p->first_fit = NULL;
	p->last_fit = &p->first_fit;
	lua_pushcfunction(L, call_layout);
	lua_pushlightuserdata(L, p);
	lua_pushvalue(L, 1);
	ok = sandbox_call(p->box, 2, 0, what);
	p->page = NULL;
	return ok;
}

const struct print_fit *
print_fits(const struct print *p)
{
	return p->first_fit;
}
