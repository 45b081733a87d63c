#include "script/print_handle.h"

struct print *
handle_print(lua_State *L)
{
	struct handle *h = luaL_checkudata(L, 1, PAGE_HANDLE);

	if (!h->print->page || h->serial != h->print->serial)
		luaL_error(L, "the page is done already");
	return h->print;
}

struct page *
handle_page(lua_State *L)
{
	return handle_print(L)->page;
}

void
handle_push(lua_State *L, struct print *p, const struct article *art, const char *kind)
{
	struct handle *h = lua_newuserdatauv(L, sizeof *h, 1);

	*h = (struct handle){p, p->serial, art};
	lua_insert(L, -2);
	lua_setiuservalue(L, -2, 1);
	luaL_setmetatable(L, kind);
}

bool
handle_stands_on(const struct article *art, const struct page *p)
{
	if (!art->filler)
		return (art->page ? art->page : 1) == p->spec->number;
	for (; p; p = p->before)
		for (const struct block *b = p->first; b; b = b->next)
			if (b->article == art)
				return false;
	return true;
}

bool
handle_goes_on(const struct page *p, const struct article *art)
{
	const struct block *open = page_open(p, art, NULL);

	return open && open->to_page == p->spec->number;
}

static int
story_index(lua_State *L)
{
	luaL_checkudata(L, 1, STORY_HANDLE);
	lua_getiuservalue(L, 1, 1);
	lua_pushvalue(L, 2);
	lua_rawget(L, -2);
	return 1;
}

/* Upvalue 1: the methods. The fields of the page are its user value. */
static int
page_index(lua_State *L)
{
	handle_page(L);
	lua_getiuservalue(L, 1, 1);
	lua_pushvalue(L, 2);
	if (lua_rawget(L, -2) == LUA_TNIL) {
		lua_pushvalue(L, 2);
		lua_rawget(L, lua_upvalueindex(1));
	}
	return 1;
}

int
handles_open(lua_State *L)
{
	luaL_newmetatable(L, PAGE_HANDLE);
	lua_newtable(L);
	luaL_setfuncs(L, print_story_methods, 0);
	luaL_setfuncs(L, print_area_methods, 0);
	luaL_setfuncs(L, print_cut_methods, 0);
	lua_pushcclosure(L, page_index, 1);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	luaL_newmetatable(L, STORY_HANDLE);
	lua_pushcfunction(L, story_index);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	return 0;
}
