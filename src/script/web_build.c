#include "script/web_build.h"

enum {
	NODE_WORK = 20, /* of the sandbox's budget: about what making an element costs */
	GAP_WORK = 10	/* the same of a gap that is filled */
};

const char web_content_key = 0;
const char web_not_utf8[] = "text is not UTF-8";

/* "html > body > main: …" */
int
web_refuse(lua_State *L, const struct web_build *b, const char *fault)
{
	luaL_Buffer text;
	bool any = false;

	luaL_buffinit(L, &text);
	for (int i = 0; i < b->depth && i < ELEMENT_DEPTH_MAX; i++) {
		if (b->path[i].n == 0 || (i > 2 && i < b->depth - 6))
			continue;
		if (any)
			luaL_addstring(&text, " > ");
		luaL_addlstring(&text, b->path[i].p, (size_t)b->path[i].n);
		any = true;
	}
	if (any)
		luaL_addstring(&text, ": ");
	luaL_addstring(&text, fault);
	luaL_pushresult(&text);
	return lua_error(L);
}

void
web_enter(lua_State *L, struct web_build *b, str name)
{
	if (b->depth >= ELEMENT_DEPTH_MAX / 2)
		web_refuse(L, b, "elements are nested too deep, or in a circle");
	luaL_checkstack(L, WEB_STEPS_MAX + 8, "elements are nested too deep");
	b->path[b->depth++] = name;
}

void
web_check_depth(lua_State *L, const struct web_build *b, int n)
{
	if (b->depth + n > ELEMENT_DEPTH_MAX / 2)
		web_refuse(L, b, "elements are nested too deep, or in a circle");
}

void
web_enter_part(lua_State *L, struct web_build *b, int n)
{
	web_check_depth(L, b, n);
	for (int i = 0; i < n; i++)
		b->path[b->depth++] = (str){0};
}

void
web_count_all(lua_State *L, struct web_build *b, int nodes, size_t bytes, int gaps)
{
	sandbox_charge(L, NODE_WORK * (size_t)nodes + GAP_WORK * (size_t)gaps + bytes / 16);
	b->bytes += bytes;
	b->nodes += nodes;
	if (b->nodes > WEB_NODES_MAX || b->bytes > WEB_BYTES_MAX)
		web_refuse(L, b, "the page is too large");
}

void
web_count(lua_State *L, struct web_build *b, size_t bytes)
{
	web_count_all(L, b, 1, bytes, 0);
}

const void *
web_content_kind(lua_State *L)
{
	const void *kind;

	lua_rawgetp(L, LUA_REGISTRYINDEX, &web_content_key);
	kind = lua_topointer(L, -1);
	lua_pop(L, 1);
	return kind;
}

str
web_number(lua_Integer i, char digits[WEB_NUMBER_MAX])
{
	int at = WEB_NUMBER_MAX;
	lua_Unsigned rest = i < 0 ? 0 - (lua_Unsigned)i : (lua_Unsigned)i;

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (i < 0)
		digits[--at] = '-';
	return (str){digits + at, WEB_NUMBER_MAX - at};
}

str
web_take_number(lua_State *L, const struct web_build *b, char digits[WEB_NUMBER_MAX])
{
	int whole;
	lua_Integer i = lua_tointegerx(L, -1, &whole);

	if (!whole)
		web_refuse(L, b, "a number is not whole");
	return web_number(i, digits);
}

struct web_content *
web_content_at_top(lua_State *L, const struct web_build *b)
{
	bool is;

	if (!lua_getmetatable(L, -1))
		return NULL;
	is = lua_topointer(L, -1) == b->content;
	lua_pop(L, 1);
	return is ? lua_touserdata(L, -1) : NULL;
}

const struct web_content *
web_value_at_top(lua_State *L, const struct web_build *b)
{
	const struct web_content *h = web_content_at_top(L, b);

	return h && h->kind == WEB_VALUE ? h : NULL;
}

str
web_take_text(lua_State *L, struct web_build *b)
{
	size_t n;
	str s;

	s.p = lua_tolstring(L, -1, &n);
	s.n = (ptrdiff_t)n;
	web_count(L, b, n);
	return s;
}
