#include "script/arguments.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "compose/size.h"

enum {
	TYPE_MIN = 5, /* pt */
	TYPE_MAX = 120,
	HEAD_LINES_MAX = 5,
	VERTICAL_MAX = 200
};

static bool
known(const char *key, const char *const *names)
{
	while (*names && (**names != *key || strcmp(*names, key) != 0))
		names++;
	return *names != NULL;
}

struct arguments
arguments_open(lua_State *L, int table, const char *call, const char *outer,
	       const char *const *names)
{
	struct arguments a = {L, lua_absindex(L, table), call, outer};
	const char *unknown = NULL;

	if (!lua_istable(L, table))
		luaL_error(L, "page:%s: %stable expected, got %s", call, outer,
			   luaL_typename(L, table));
	for (lua_pushnil(L); lua_next(L, a.table); lua_pop(L, 1)) {
		const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "[…]";

		/* The first by its bytes: Lua's own order is another in each run. */
		if (!known(key, names) && (!unknown || strcmp(key, unknown) < 0))
			unknown = key;
	}
	if (unknown)
		luaL_error(L, "page:%s: there is no %s%s", call, outer, unknown);
	return a;
}

/* The value on the stack for a message: a number or text as it is, else its type. */
static const char *
shown(lua_State *L)
{
	return lua_isstring(L, -1) ? lua_tostring(L, -1) : luaL_typename(L, -1);
}

int
arguments_int(const struct arguments *a, const char *name, int min, int max, int fallback)
{
	lua_State *L = a->L;
	lua_Integer n = fallback;
	bool is_integer = true;

	lua_pushstring(L, name);
	if (lua_rawget(L, a->table) != LUA_TNIL) {
		is_integer = lua_isinteger(L, -1);
		n = lua_tointeger(L, -1);
	}
	if (!is_integer || n < min || n > max)
		luaL_error(L, "page:%s: %s%s: a whole number from %d to %d expected, got %s",
			   a->call, a->outer, name, min, max, shown(L));
	lua_pop(L, 1);
	return (int)n;
}

bool
arguments_bool(const struct arguments *a, const char *name, bool fallback)
{
	lua_State *L = a->L;
	int type;
	bool yes;

	lua_pushstring(L, name);
	type = lua_rawget(L, a->table);
	if (type != LUA_TNIL && type != LUA_TBOOLEAN)
		luaL_error(L, "page:%s: %s%s: true or false expected, got %s", a->call, a->outer,
			   name, luaL_typename(L, -1));
	yes = type == LUA_TNIL ? fallback : lua_toboolean(L, -1);
	lua_pop(L, 1);
	return yes;
}

mpt
arguments_points(const struct arguments *a, const char *name, mpt fallback)
{
	lua_State *L = a->L;
	mpt size = fallback;
	int type;

	lua_pushstring(L, name);
	type = lua_rawget(L, a->table);
	if (type == LUA_TSTRING && size_parse(str_from(lua_tostring(L, -1)), &size)) {
		lua_pop(L, 1);
		return size;
	}
	if (type != LUA_TNIL) {
		lua_Number n = lua_tonumber(L, -1);

		if (type != LUA_TNUMBER || !(n >= TYPE_MIN && n <= TYPE_MAX))
			luaL_error(L,
				   "page:%s: %s%s: points from %d to %d or a name such as 小五 "
				   "expected, got %s",
				   a->call, a->outer, name, TYPE_MIN, TYPE_MAX, shown(L));
		size = (mpt)lround(n * 1000);
	}
	lua_pop(L, 1);
	return size;
}

/* The text of field NAME, which stays valid while the table holds it; "": missing. */
static const char *
word(const struct arguments *a, const char *name)
{
	lua_State *L = a->L;
	const char *text = "";
	int type;

	lua_pushstring(L, name);
	type = lua_rawget(L, a->table);
	if (type == LUA_TSTRING)
		text = lua_tostring(L, -1);
	else if (type != LUA_TNIL)
		luaL_error(L, "page:%s: %s%s: text expected, got %s", a->call, a->outer, name,
			   luaL_typename(L, -1));
	lua_pop(L, 1);
	return text;
}

void
arguments_face(const struct arguments *a, const char *name, enum face *out)
{
	const char *face = word(a, name);

	if (*face && !face_parse(str_from(face), out))
		luaL_error(a->L, "page:%s: %s%s: there is no face %s", a->call, a->outer, name,
			   face);
}

/* ORDER GROUND: enum ground */
static const char *const ground_names[] = {"none", "grey", "black"};

static void
read_ground(const struct arguments *a, enum ground *ground)
{
	const char *name = word(a, "ground");

	if (!*name)
		return;
	for (int i = 0; i < 3; i++) {
		if (strcmp(name, ground_names[i]) == 0) {
			*ground = (enum ground)i;
			return;
		}
	}
	luaL_error(a->L, "page:%s: %sground: none, grey or black expected, got %s", a->call,
		   a->outer, name);
}

/* ORDER ALIGN: enum set_align */
static const char *const align_names[] = {"justified", "left", "center", "right"};

static void
read_align(const struct arguments *a, enum set_align *align)
{
	const char *name = word(a, "align");

	if (!*name)
		return;
	for (int i = 0; i < 4; i++) {
		if (strcmp(name, align_names[i]) == 0) {
			*align = (enum set_align)i;
			return;
		}
	}
	luaL_error(a->L, "page:%s: %salign: left, center, right or justified expected, got %s",
		   a->call, a->outer, name);
}

void
arguments_head(const struct arguments *a, const char *name, struct head_line *out)
{
	static const char *const names[] = {"size",	"face",	  "align", "max_lines",
					    "vertical", "ground", NULL};
	lua_State *L = a->L;
	int type;

	lua_pushstring(L, name);
	type = lua_rawget(L, a->table);
	if (type == LUA_TBOOLEAN && !lua_toboolean(L, -1)) {
		out->size = 0;
	} else if (type != LUA_TNIL) {
		const char *outer = lua_pushfstring(L, "%s.", name);
		struct arguments h = arguments_open(L, -2, a->call, outer, names);

		out->size = arguments_points(&h, "size", out->size);
		out->max_lines = arguments_int(&h, "max_lines", 1, HEAD_LINES_MAX, out->max_lines);
		out->vertical = arguments_int(&h, "vertical", 0, VERTICAL_MAX, out->vertical);
		arguments_face(&h, "face", &out->face);
		read_align(&h, &out->align);
		read_ground(&h, &out->ground);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

int
arguments_to_page(const struct arguments *a, const struct page *p)
{
	int number = arguments_int(a, "to_page", 0, INT_MAX, 0);
	const struct issue_page *s = p->spec, *end = p->issue->page + p->issue->npage;

	while (number && s != end && s->number != number)
		s++;
	if (number && s == end)
		luaL_error(a->L, "page:%s: to_page: %d is neither this page nor a later one",
			   a->call, number);
	return number;
}
