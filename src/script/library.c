#include "script/library.h"

#include <string.h>

enum { UNPACK_MAX = 10000, REP_MAX = SANDBOX_STRING };

/* -- what tostring shows ------------------------------------------------- */

void
library_tostring(lua_State *L, int idx)
{
	idx = lua_absindex(L, idx);
	switch (lua_type(L, idx)) {
	case LUA_TNUMBER:
	case LUA_TSTRING:
		lua_pushvalue(L, idx);
		lua_tolstring(L, -1, NULL);
		break;
	case LUA_TBOOLEAN:
		lua_pushstring(L, lua_toboolean(L, idx) ? "true" : "false");
		break;
	default:
		if (luaL_callmeta(L, idx, "__tostring")) {
			if (lua_type(L, -1) != LUA_TSTRING)
				luaL_error(L, "'__tostring' must return a string");
		} else {
			lua_pushstring(L, luaL_typename(L, idx));
		}
	}
}

static int
base_tostring(lua_State *L)
{
	luaL_checkany(L, 1);
	library_tostring(L, 1);
	return 1;
}

/* %p would show an address, and so would %s of a table. */
static int
string_format(lua_State *L)
{
	int n = lua_gettop(L);
	size_t size;
	const char *f = luaL_checklstring(L, 1, &size), *end = f + size;

	while ((f = memchr(f, '%', (size_t)(end - f))) != NULL) {
		f++;
		if (*f == '%') {
			f++;
			continue;
		}
		f += strspn(f, "-+ #0123456789.");
		luaL_argcheck(L, *f != 'p', 1, "%p is not for layouts");
	}
	sandbox_charge(L, size);
	for (int i = 2; i <= n; i++) {
		int type = lua_type(L, i);
		size_t len = 0;

		if (type == LUA_TSTRING)
			lua_tolstring(L, i, &len);
		sandbox_charge(L, len + 1);
		if (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TBOOLEAN) {
			library_tostring(L, i);
			lua_replace(L, i);
		}
	}
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, n, 1);
	return 1;
}

/* A function of Lua's library whose work is linear in its arguments. */
static int
counted(lua_State *L)
{
	int n = lua_gettop(L);
	size_t work = (size_t)n + 1, len;

	for (int i = 1; i <= n; i++) {
		if (lua_type(L, i) == LUA_TSTRING) {
			lua_tolstring(L, i, &len);
			work += len;
		}
	}
	sandbox_charge(L, work);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, n, LUA_MULTRET);
	return lua_gettop(L);
}

static int
string_rep(lua_State *L)
{
	size_t len, seplen, total;
	const char *text = luaL_checklstring(L, 1, &len);
	lua_Integer n = luaL_checkinteger(L, 2);
	const char *sep = luaL_optlstring(L, 3, "", &seplen);
	luaL_Buffer b;

	if (n <= 0 || len + seplen == 0) {
		lua_pushliteral(L, "");
		return 1;
	}
	luaL_argcheck(L, n <= REP_MAX && len + seplen <= REP_MAX / (size_t)n, 2,
		      "resulting string too large");
	total = (len + seplen) * (size_t)n;
	sandbox_charge(L, total);
	luaL_buffinitsize(L, &b, total);
	for (lua_Integer i = 0; i < n; i++) {
		luaL_addlstring(&b, text, len);
		if (i + 1 < n)
			luaL_addlstring(&b, sep, seplen);
	}
	luaL_pushresult(&b);
	return 1;
}

/* -- table: raw, so that no metamethod can lie about a length --------------- */

void
library_plain(lua_State *L)
{
	if (lua_islightuserdata(L, 1) && luaL_callmeta(L, 1, "__plain"))
		lua_replace(L, 1);
}

/* The length of the table at 1. */
static lua_Integer
table_length(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	return (lua_Integer)lua_rawlen(L, 1);
}

/* The same, where it is only read. */
static lua_Integer
list_length(lua_State *L)
{
	library_plain(L);
	return table_length(L);
}

static int
table_concat(lua_State *L)
{
	lua_Integer n = list_length(L);
	size_t seplen;
	const char *sep = luaL_optlstring(L, 2, "", &seplen);
	lua_Integer from = luaL_optinteger(L, 3, 1);
	lua_Integer to = luaL_optinteger(L, 4, n);
	luaL_Buffer b;

	luaL_argcheck(L, from >= 1, 3, "out of range");
	luaL_argcheck(L, to <= n, 4, "out of range");
	luaL_buffinit(L, &b);
	for (lua_Integer i = from; i <= to; i++) {
		size_t len;

		lua_rawgeti(L, 1, i);
		if (!lua_isstring(L, -1))
			return luaL_error(L, "table.concat: value %I is a %s", (LUAI_UACINT)i,
					  luaL_typename(L, -1));
		lua_tolstring(L, -1, &len);
		sandbox_charge(L, len + seplen + 1);
		luaL_addvalue(&b);
		if (i < to)
			luaL_addlstring(&b, sep, seplen);
	}
	luaL_pushresult(&b);
	return 1;
}

static int
table_insert(lua_State *L)
{
	lua_Integer n = table_length(L);
	lua_Integer at = n + 1;

	if (lua_gettop(L) == 3)
		at = luaL_checkinteger(L, 2);
	else if (lua_gettop(L) != 2)
		return luaL_error(L, "table.insert takes 2 or 3 arguments");
	luaL_argcheck(L, at >= 1 && at <= n + 1, 2, "out of range");
	sandbox_charge(L, (size_t)(n + 1 - at) + 1);
	for (lua_Integer i = n; i >= at; i--) {
		lua_rawgeti(L, 1, i);
		lua_rawseti(L, 1, i + 1);
	}
	lua_settop(L, 3);
	if (lua_isnil(L, 3))
		lua_pop(L, 1);
	lua_rawseti(L, 1, at);
	return 0;
}

static int
table_remove(lua_State *L)
{
	lua_Integer n = table_length(L);
	lua_Integer at = luaL_optinteger(L, 2, n);

	if (n == 0) {
		lua_pushnil(L);
		return 1;
	}
	luaL_argcheck(L, at >= 1 && at <= n, 2, "out of range");
	sandbox_charge(L, (size_t)(n - at) + 1);
	lua_rawgeti(L, 1, at);
	for (lua_Integer i = at; i < n; i++) {
		lua_rawgeti(L, 1, i + 1);
		lua_rawseti(L, 1, i);
	}
	lua_pushnil(L);
	lua_rawseti(L, 1, n);
	return 1;
}

static int
table_unpack(lua_State *L)
{
	lua_Integer n, from, to;

	n = list_length(L);
	from = luaL_optinteger(L, 2, 1);
	to = luaL_optinteger(L, 3, n);
	if (from > to)
		return 0;
	luaL_argcheck(L, from >= 1 && to - from < UNPACK_MAX, 3, "too many values");
	luaL_checkstack(L, (int)(to - from) + 1, "too many values");
	sandbox_charge(L, (size_t)(to - from) + 1);
	for (lua_Integer i = from; i <= to; i++)
		lua_rawgeti(L, 1, i);
	return (int)(to - from) + 1;
}

static int
table_pack(lua_State *L)
{
	int n = lua_gettop(L);

	sandbox_charge(L, (size_t)n + 1);
	lua_createtable(L, n, 1);
	lua_insert(L, 1);
	for (int i = n; i >= 1; i--)
		lua_rawseti(L, 1, i);
	lua_pushinteger(L, n);
	lua_setfield(L, 1, "n");
	return 1;
}

static int
table_move(lua_State *L)
{
	lua_Integer from = luaL_checkinteger(L, 2);
	lua_Integer to = luaL_checkinteger(L, 3);
	lua_Integer at = luaL_checkinteger(L, 4);
	int target = lua_isnoneornil(L, 5) ? 1 : 5;
	lua_Integer n = target == 1 ? table_length(L) : list_length(L);

	luaL_checktype(L, target, LUA_TTABLE);
	luaL_argcheck(L, from >= 1 && to <= n, 3, "out of range");
	luaL_argcheck(L, at >= 1 && at <= 1 << 30, 4, "out of range");
	lua_settop(L, 5);
	for (lua_Integer i = 0; i <= to - from; i++) {
		/* Downwards where the ranges of one table overlap. */
		lua_Integer k = target == 1 && at > from ? to - from - i : i;

		sandbox_charge(L, 1);
		lua_rawgeti(L, 1, from + k);
		lua_rawseti(L, target, at + k);
	}
	lua_pushvalue(L, target);
	return 1;
}

/* -- metatables ------------------------------------------------------------- */

/*
 * Refused: what runs when garbage is collected or a block is left (hooks are off there), what
 * hides a metatable, and weak tables, which show when the collector ran.
 */
static const char *const refused[] = {"__gc", "__close", "__mode", "__metatable", "__pairs"};

static int
base_setmetatable(lua_State *L)
{
	int type = lua_type(L, 2);

	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_argcheck(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table expected");
	if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
		return luaL_error(L, "this metatable cannot be changed");
	for (size_t i = 0; type == LUA_TTABLE && i < sizeof refused / sizeof *refused; i++) {
		lua_pushstring(L, refused[i]);
		if (lua_rawget(L, 2) != LUA_TNIL)
			return luaL_error(L, "setmetatable: %s is not for layouts", refused[i]);
		lua_pop(L, 1);
	}
	lua_settop(L, 2);
	lua_setmetatable(L, 1);
	return 1;
}

/* -- opening ---------------------------------------------------------------- */

static const luaL_Reg base_replaced[] = {
    {"next", order_next},	 {"pairs", order_pairs},
    {"pcall", sandbox_pcall},	 {"print", sandbox_print},
    {"tostring", base_tostring}, {"setmetatable", base_setmetatable},
    {"use", sandbox_use_script}, {NULL, NULL},
};

static const luaL_Reg string_replaced[] = {
    {"find", pattern_find}, {"match", pattern_match}, {"gmatch", pattern_gmatch},
    {"gsub", pattern_gsub}, {"rep", string_rep},      {NULL, NULL},
};

static const luaL_Reg table_replaced[] = {
    {"concat", table_concat}, {"insert", table_insert},
    {"remove", table_remove}, {"unpack", table_unpack},
    {"pack", table_pack},     {"move", table_move},
    {"sort", order_sort},     {NULL, NULL},
};

/* Of each library only these stay; those with "counted" do work in C that grows with what they get.
 */
static const struct {
	const char *library; /* "_G": base */
	const char *name;
	bool counted;
} kept[] = {
    {"_G", "_G", false},	   {"_G", "_VERSION", false},
    {"_G", "assert", false},	   {"_G", "error", false},
    {"_G", "getmetatable", false}, {"_G", "ipairs", false},
    {"_G", "rawequal", false},	   {"_G", "rawget", false},
    {"_G", "rawlen", false},	   {"_G", "select", true},
    {"_G", "tonumber", true},	   {"_G", "type", false},
    {"_G", "string", false},	   {"_G", "table", false},
    {"_G", "math", false},	   {"_G", "utf8", false},
    {"string", "byte", true},	   {"string", "char", true},
    {"string", "format", false},   {"string", "len", false},
    {"string", "lower", true},	   {"string", "reverse", true},
    {"string", "sub", true},	   {"string", "upper", true},
    {"math", "abs", false},	   {"math", "ceil", false},
    {"math", "floor", false},	   {"math", "fmod", false},
    {"math", "huge", false},	   {"math", "max", true},
    {"math", "maxinteger", false}, {"math", "min", true},
    {"math", "mininteger", false}, {"math", "modf", false},
    {"math", "sqrt", false},	   {"math", "tointeger", true},
    {"math", "type", false},	   {"math", "ult", false},
    {"utf8", "char", true},	   {"utf8", "charpattern", false},
    {"utf8", "codepoint", true},   {"utf8", "codes", true},
    {"utf8", "len", true},	   {"utf8", "offset", true},
};

/* The library NAME as a new table that holds what is kept of it; the table is left on the stack. */
static void
keep(lua_State *L, const char *name, lua_CFunction open)
{
	luaL_requiref(L, name, open, 0);
	lua_newtable(L);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		if (strcmp(kept[i].library, name) != 0)
			continue;
		lua_getfield(L, -2, kept[i].name);
		if (kept[i].counted)
			lua_pushcclosure(L, counted, 1);
		lua_setfield(L, -2, kept[i].name);
	}
	lua_remove(L, -2);
}

/* Strings keep their methods; nothing else of their metatable is seen or used. */
static void
close_strings(lua_State *L)
{
	lua_pushliteral(L, "");
	lua_newtable(L);
	lua_getglobal(L, "string");
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
	lua_pop(L, 1);
}

void
library_open(lua_State *L)
{
	keep(L, "_G", luaopen_base);
	luaL_setfuncs(L, base_replaced, 0);
	lua_pushvalue(L, -1);
	lua_setfield(L, -2, "_G");
	keep(L, "string", luaopen_string);
	lua_getfield(L, -1, "format");
	lua_pushcclosure(L, string_format, 1);
	lua_setfield(L, -2, "format");
	luaL_setfuncs(L, string_replaced, 0);
	lua_setfield(L, -2, "string");
	keep(L, "table", luaopen_table);
	luaL_setfuncs(L, table_replaced, 0);
	lua_setfield(L, -2, "table");
	keep(L, "math", luaopen_math);
	lua_setfield(L, -2, "math");
	keep(L, "utf8", luaopen_utf8);
	lua_setfield(L, -2, "utf8");
	lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
	/* What the libraries left behind: their tables as they were. */
	lua_pushnil(L);
	lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
	close_strings(L);
}
