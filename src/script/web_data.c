/*
 * Data, as scripts see it: a table of data is one light userdata, the number that it was given
 * when it was first asked for on this page. Nothing is made of what no script asks for, and no
 * number leads to data of a page that was made before.
 */
#include "script/web_state.h"

enum { INDEX_WORK = 20 /* of the sandbox's budget: about what finding a field costs */ };

static struct web *
web_of(lua_State *L)
{
	return lua_touserdata(L, lua_upvalueindex(1));
}

void
web_forget_data(struct web *w)
{
	w->first_shown += (uintptr_t)w->nshown;
	w->shown = NULL;
	w->nshown = w->shown_room = 0;
}

static void
show(struct web *w, struct data *t)
{
	if (w->nshown == w->shown_room) {
		int room = w->shown_room ? 2 * w->shown_room : 32;
		struct data **more = NEW(w->mem, struct data *, (size_t)room);

		if (w->nshown > 0)
			memcpy(more, w->shown, (size_t)w->nshown * sizeof *more);
		w->shown = more;
		w->shown_room = room;
	}
	t->shown = w->first_shown + (uintptr_t)w->nshown;
	w->shown[w->nshown++] = t;
}

/* What number N was given to on this page; NULL: nothing. */
static struct data *
shown_as(const struct web *w, uintptr_t n)
{
	return n - w->first_shown < (uintptr_t)w->nshown ? w->shown[n - w->first_shown] : NULL;
}

void
web_push_data(lua_State *L, struct web *w, struct data *t)
{
	if (shown_as(w, t->shown) != t)
		show(w, t);
	lua_pushlightuserdata(L, (void *)t->shown);
}

/* The data whose number is at AT. */
static struct data *
shown_at(lua_State *L, struct web *w, int at)
{
	struct data *t = shown_as(w, (uintptr_t)lua_touserdata(L, at));

	if (!t)
		luaL_error(L, "data of another page");
	return t;
}

struct data *
web_data_at(lua_State *L, struct web *w, int at)
{
	return lua_islightuserdata(L, at) ? shown_at(L, w, at) : NULL;
}

static void
push_content(lua_State *L, struct web *w, struct data_entry *e)
{
	struct web_content *h = lua_newuserdatauv(L, sizeof *h, 0);

	*h = (struct web_content){.kind = WEB_BODY, .body = e, .page = w->page};
	luaL_setmetatable(L, WEB_CONTENT);
}

void
web_push_entry(lua_State *L, struct web *w, struct data_entry *e)
{
	switch (e->type) {
	case DATA_TEXT:
		web_push_str(L, e->text);
		break;
	case DATA_NUMBER:
		lua_pushinteger(L, e->number);
		break;
	case DATA_TRUE:
		lua_pushboolean(L, 1);
		break;
	case DATA_TABLE:
		web_push_data(L, w, e->table);
		break;
	case DATA_CONTENT:
		push_content(L, w, e);
		break;
	}
}

/***
 * The way from this page to another one of the edition.
 * @function ctx.link
 * @tparam string path "" (home), "archive/", "2024-07-17/", or what data gives as path
 * @treturn string a relative address
 */
static int
link_to(lua_State *L)
{
	struct web *w = web_of(L);
	str path = web_check_text(L, 1);

	sandbox_charge(L, 100 + (size_t)path.n);
	web_push_str(L, w->host->link(w->host->ctx, w->mem, str_dup(w->mem, path)));
	return 1;
}

/***
 * The way from this page to a file that the site has once: a style sheet, script or picture of
 * `layouts/web/`, a picture of an issue.
 * @function ctx.asset
 * @tparam string name "search.js"
 * @treturn string a relative address
 */
static int
asset(lua_State *L)
{
	struct web *w = web_of(L);
	str name = web_check_text(L, 1);

	sandbox_charge(L, 100 + (size_t)name.n);
	web_push_str(L, w->host->asset(w->host->ctx, w->mem, str_dup(w->mem, name)));
	return 1;
}

/* Which upvalue is the function of the NAME; 0: there is none. */
static int
call_named(str name)
{
	return str_eq(name, STR("link")) ? 2 : str_eq(name, STR("asset")) ? 3 : 0;
}

/* The field of T that is named at 2. Upvalues: the web, link, asset. */
static int
push_named(lua_State *L, struct web *w, const struct data *t)
{
	struct data_entry *e;
	size_t n;
	str name;

	name.p = lua_tolstring(L, 2, &n);
	name.n = (ptrdiff_t)n;
	if (t->calls && call_named(name) > 0) {
		lua_pushvalue(L, lua_upvalueindex(call_named(name)));
		return 1;
	}
	e = data_find(t, name, &w->hint[data_slot(name)]);
	if (!e)
		return 0;
	web_push_entry(L, w, e);
	return 1;
}

static int
data_index(lua_State *L)
{
	struct web *w = web_of(L);
	const struct data *t = shown_at(L, w, 1);
	struct data_entry *e;
	int whole = 0;
	lua_Integer at;

	sandbox_charge(L, INDEX_WORK);
	if (lua_type(L, 2) == LUA_TSTRING)
		return push_named(L, w, t);
	at = lua_tointegerx(L, 2, &whole);
	e = whole ? data_member(t, at) : NULL;
	if (!e)
		return 0;
	web_push_entry(L, w, e);
	return 1;
}

static int
data_newindex(lua_State *L)
{
	return luaL_error(L, "what a layout is given cannot be changed");
}

static int
data_len(lua_State *L)
{
	lua_pushinteger(L, data_length(shown_at(L, web_of(L), 1)));
	return 1;
}

/* A table with the same values, for functions of the library. Upvalues: as above. */
static int
data_table_of(lua_State *L)
{
	struct web *w = web_of(L);
	const struct data *t = shown_at(L, w, 1);

	sandbox_charge(L, INDEX_WORK * (size_t)(t->n + 1));
	lua_createtable(L, data_length(t), t->n - data_length(t));
	for (int i = 0; i < t->n; i++) {
		struct data_entry *e = &t->entry[i];

		if (e->n > 0)
			lua_pushlstring(L, e->name, (size_t)e->n);
		web_push_entry(L, w, e);
		if (e->n > 0)
			lua_rawset(L, -3);
		else
			lua_rawseti(L, -2, i + 1);
	}
	if (t->calls) {
		lua_pushvalue(L, lua_upvalueindex(2));
		lua_setfield(L, -2, "link");
		lua_pushvalue(L, lua_upvalueindex(3));
		lua_setfield(L, -2, "asset");
	}
	return 1;
}

void
web_open_data(lua_State *L, struct web *w)
{
	static const luaL_Reg methods[] = {{"__index", data_index},
					   {"__newindex", data_newindex},
					   {"__len", data_len},
					   {"__plain", data_table_of},
					   {NULL, NULL}};

	/* Of all light userdata: no script is given one of another kind. */
	lua_pushlightuserdata(L, w);
	lua_newtable(L);
	lua_pushlightuserdata(L, w);
	lua_pushvalue(L, -1);
	lua_pushcclosure(L, link_to, 1);
	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, asset, 1);
	luaL_setfuncs(L, methods, 3);
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
	lua_pop(L, 1);
}
