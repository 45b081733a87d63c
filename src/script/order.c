/*
 * order.c - tables in order. Lua's own order hangs on addresses and on a seed from
 * the clock, so two runs would differ (faults.md 1): here integers and
 * other numbers come first, ascending, then strings by their bytes, then false and
 * true. Tables and functions as keys have no order and are refused.
 * Sorting is stable, and never asks the clock for a pivot as Lua's does.
 */
#include "script/library.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum key_kind { KEY_NUMBER, KEY_STRING, KEY_BOOLEAN };
enum { SORT_MAX = 100000 };

struct key {
	enum key_kind kind;
	bool is_integer;
	lua_Integer integer; /* boolean: 0 or 1 */
	lua_Number number;
	const char *text; /* lies in the table: lives as long as the key is in it */
	size_t n;
};

/* The key at IDX, which no error may be raised over later. */
static struct key
key_at(lua_State *L, int idx)
{
	struct key k = {.kind = KEY_NUMBER};

	switch (lua_type(L, idx)) {
	case LUA_TNUMBER:
		k.is_integer = lua_isinteger(L, idx);
		if (k.is_integer)
			k.integer = lua_tointeger(L, idx);
		k.number = lua_tonumber(L, idx);
		break;
	case LUA_TSTRING:
		k.kind = KEY_STRING;
		k.text = lua_tolstring(L, idx, &k.n);
		break;
	case LUA_TBOOLEAN:
		k.kind = KEY_BOOLEAN;
		k.integer = lua_toboolean(L, idx);
		break;
	default:
		luaL_error(L, "pairs: a %s as key has no order", luaL_typename(L, idx));
	}
	return k;
}

static int
compare_text(const struct key *a, const struct key *b)
{
	size_t n = a->n < b->n ? a->n : b->n;
	int c = memcmp(a->text, b->text, n);

	return c ? c : (a->n > b->n) - (a->n < b->n);
}

/*
 * A float that is whole and fits is an integer as a key, so an integer and a float have different
 * values; as doubles only 2^63 and the integers just below it are the same, and it is the larger.
 */
static int
compare(const void *x, const void *y)
{
	const struct key *a = x, *b = y;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->kind == KEY_STRING)
		return compare_text(a, b);
	if (a->kind == KEY_BOOLEAN || (a->is_integer && b->is_integer))
		return (a->integer > b->integer) - (a->integer < b->integer);
	if (a->number == b->number)
		return b->is_integer - a->is_integer;
	return a->number < b->number ? -1 : 1;
}

static void
push_key(lua_State *L, const struct key *k)
{
	if (k->kind == KEY_STRING)
		lua_pushlstring(L, k->text, k->n);
	else if (k->kind == KEY_BOOLEAN)
		lua_pushboolean(L, k->integer != 0);
	else if (k->is_integer)
		lua_pushinteger(L, k->integer);
	else
		lua_pushnumber(L, k->number);
}

/* The keys of the table at 1 in order, as a list on the stack. */
static void
push_keys(lua_State *L)
{
	size_t n = 0, i = 0;
	struct key *key;

	for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1))
		n++;
	sandbox_charge(L, 8 * n + 1);
	key = lua_newuserdatauv(L, (n + 1) * sizeof *key, 0);
	for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1))
		key[i++] = key_at(L, -2);
	qsort(key, n, sizeof *key, compare);
	lua_createtable(L, (int)n, 0);
	for (i = 0; i < n; i++) {
		push_key(L, &key[i]);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	lua_remove(L, -2);
}

/* Upvalues: the table, its keys, how many of them were given out. Keys removed since are passed. */
static int
step(lua_State *L)
{
	lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));

	for (;;) {
		sandbox_charge(L, 1);
		i++;
		if (lua_rawgeti(L, lua_upvalueindex(2), i) == LUA_TNIL)
			return 1;
		lua_pushvalue(L, -1);
		if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
			break;
		lua_pop(L, 2);
	}
	lua_pushinteger(L, i);
	lua_replace(L, lua_upvalueindex(3));
	return 2;
}

int
order_pairs(lua_State *L)
{
	library_plain(L);
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	lua_pushvalue(L, 1);
	push_keys(L);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, step, 3);
	return 1;
}

/* The first key after K, or the very first: linear in the table. */
int
order_next(lua_State *L)
{
	struct key after = {0}, best = {0};
	bool found = false, from_start;

	library_plain(L);
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 2);
	from_start = lua_isnil(L, 2);
	if (!from_start)
		after = key_at(L, 2);
	for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
		struct key k = key_at(L, -2);

		sandbox_charge(L, 1);
		if ((from_start || compare(&k, &after) > 0) && (!found || compare(&k, &best) < 0)) {
			best = k;
			found = true;
		}
	}
	if (!found) {
		lua_pushnil(L);
		return 1;
	}
	push_key(L, &best);
	lua_pushvalue(L, -1);
	lua_rawget(L, 1);
	return 2;
}

/* True if the value at A goes before the one at B: by the function at 2, else by "<". */
static bool
goes_before(lua_State *L, int a, int b)
{
	bool yes;

	sandbox_charge(L, 4);
	if (lua_isnil(L, 2))
		return lua_compare(L, a, b, LUA_OPLT);
	lua_pushvalue(L, 2);
	lua_pushvalue(L, a < 0 ? a - 1 : a);
	lua_pushvalue(L, b < 0 ? b - 2 : b);
	lua_call(L, 2, 1);
	yes = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return yes;
}

/* Merge the runs [LO, MID) and [MID, HI) of table FROM into table TO. */
static void
merge(lua_State *L, int from, int to, lua_Integer lo, lua_Integer mid, lua_Integer hi)
{
	lua_Integer i = lo, k = mid;

	for (lua_Integer at = lo; at < hi; at++) {
		bool right = i >= mid;

		if (i < mid && k < hi) {
			lua_rawgeti(L, from, k);
			lua_rawgeti(L, from, i);
			right = goes_before(L, -2, -1);
			lua_pop(L, 2);
		}
		lua_rawgeti(L, from, right ? k++ : i++);
		lua_rawseti(L, to, at);
	}
}

int
order_sort(lua_State *L)
{
	lua_Integer n;
	int from = 1, to = 3;

	luaL_checktype(L, 1, LUA_TTABLE);
	if (!lua_isnoneornil(L, 2))
		luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_settop(L, 2);
	n = (lua_Integer)lua_rawlen(L, 1);
	luaL_argcheck(L, n <= SORT_MAX, 1, "too many values");
	lua_createtable(L, (int)n, 0);
	for (lua_Integer run = 1; run < n; run *= 2) {
		for (lua_Integer lo = 1; lo <= n; lo += 2 * run) {
			lua_Integer mid = lo + run < n + 1 ? lo + run : n + 1;
			lua_Integer hi = lo + 2 * run < n + 1 ? lo + 2 * run : n + 1;

			merge(L, from, to, lo, mid, hi);
		}
		from = 4 - from;
		to = 4 - to;
	}
	for (lua_Integer i = 1; from == 3 && i <= n; i++) {
		lua_rawgeti(L, 3, i);
		lua_rawseti(L, 1, i);
	}
	return 0;
}
