#include <math.h>

#include "compose/cutting.h"
#include "script/arguments.h"
#include "script/print_handle.h"

/* Field NAME of the look at the top of the stack, at least MIN; what is above MAX counts as MAX,
 * since a story that is longer than many pages fits on none of them. */
static lua_Number
read_number(lua_State *L, const char *where, const char *name, lua_Number min, lua_Number max)
{
	lua_Number value;

	lua_pushstring(L, name);
	lua_rawget(L, -2);
	value = lua_tonumber(L, -1);
	if (lua_type(L, -1) != LUA_TNUMBER || !(min <= value))
		luaL_error(L, "page:cut: %s: %s: a number expected", where, name);
	lua_pop(L, 1);
	return fmin(value, max);
}

/* The list of looks at the top of the stack: of item I, W columns wide. */
static void
read_looks(lua_State *L, struct arena *mem, int i, int w, struct cut_looks *out)
{
	enum { COST_MAX = CUT_COST_MAX / CUT_COST };
	const char *where = lua_pushfstring(L, "stories[%d][%d]", i + 1, w);
	lua_Unsigned n = lua_rawlen(L, -2);
	struct cut_leaf *leaf;

	if (n > CUT_LOOKS)
		luaL_error(L, "page:cut: %s: too many looks", where);
	leaf = NEW(mem, struct cut_leaf, n + 1);
	*out = (struct cut_looks){leaf, (int)n};
	for (int k = 0; k < out->n; k++) {
		if (lua_rawgeti(L, -2, k + 1) != LUA_TTABLE)
			luaL_error(L, "page:cut: %s: a list of looks expected", where);
		leaf[k].lines = (int)read_number(L, where, "lines", 1, CUT_LINES);
		leaf[k].most = (int)read_number(L, where, "most", 1, CUT_LINES);
		leaf[k].cost = (int)lround(read_number(L, where, "cost", -COST_MAX, COST_MAX) *
					   CUT_COST);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

/* The field stories: a list of tables, which hold a list of looks by width. */
static void
read_items(const struct arguments *a, struct arena *mem, struct cut_task *t)
{
	lua_State *L = a->L;
	struct cut_item *item;
	lua_Unsigned n;

	lua_pushliteral(L, "stories");
	lua_rawget(L, a->table);
	n = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
	if (n < 1 || n > CUT_ITEMS)
		luaL_error(L, "page:cut: stories: a list of 1 to %d expected", (int)CUT_ITEMS);
	t->n = (int)n;
	t->item = item = NEW(mem, struct cut_item, n);
	for (int i = 0; i < t->n; i++) {
		if (lua_rawgeti(L, -1, i + 1) != LUA_TTABLE)
			luaL_error(L, "page:cut: stories[%d]: a table expected", i + 1);
		for (int w = 1; w <= t->columns; w++) {
			if (lua_rawgeti(L, -1, w) == LUA_TTABLE)
				read_looks(L, mem, i, w, &item[i].looks[w]);
			lua_pop(L, 1);
		}
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

/* The field below; missing: a tree may cost whatever it does. */
static int
read_below(const struct arguments *a)
{
	lua_State *L = a->L;
	lua_Number value;

	lua_pushliteral(L, "below");
	if (lua_rawget(L, a->table) == LUA_TNIL) {
		lua_pop(L, 1);
		return CUT_ANY;
	}
	value = lua_tonumber(L, -1) * CUT_COST;
	if (lua_type(L, -1) != LUA_TNUMBER || !(-CUT_ANY <= value && value <= CUT_ANY))
		luaL_error(L, "page:cut: below: a number expected");
	lua_pop(L, 1);
	return (int)lround(value);
}

/* The field ways: by width, a list of the columns of the left part. */
static void
read_ways(const struct arguments *a, struct cut_task *t)
{
	lua_State *L = a->L;

	lua_pushliteral(L, "ways");
	if (lua_rawget(L, a->table) != LUA_TTABLE)
		luaL_error(L, "page:cut: ways: a table expected");
	for (int w = 2; w <= t->columns; w++) {
		struct cut_ways *ways = &t->ways[w];
		lua_Unsigned n = lua_rawgeti(L, -1, w) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;

		if (n > CUT_WAYS)
			luaL_error(L, "page:cut: ways[%d]: too many", w);
		for (int i = 0; i < (int)n; i++) {
			lua_rawgeti(L, -1, i + 1);
			ways->left[i] = (int)lua_tointeger(L, -1);
			if (!lua_isinteger(L, -1) || lua_tointeger(L, -1) < 1 ||
			    lua_tointeger(L, -1) >= w)
				luaL_error(L, "page:cut: ways[%d][%d]: columns expected", w, i + 1);
			lua_pop(L, 1);
		}
		ways->n = (int)n;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

static void
set_int(lua_State *L, const char *name, lua_Integer value)
{
	lua_pushinteger(L, value);
	lua_setfield(L, -2, name);
}

/* NODE as a table; a leaf is the very table that the layout gave. ITEMS: on the stack. */
static void
push_node(lua_State *L, int items, const struct cut_node *node)
{
	luaL_checkstack(L, 4, "page:cut");
	if (!node->first) {
		lua_rawgeti(L, items, node->item + 1);
		lua_rawgeti(L, -1, node->width);
		lua_rawgeti(L, -1, node->look + 1);
		lua_replace(L, -3);
		lua_pop(L, 1);
		return;
	}
	lua_createtable(L, 0, 6);
	push_node(L, items, node->first);
	lua_setfield(L, -2, node->stacked ? "top" : "left");
	push_node(L, items, node->second);
	lua_setfield(L, -2, node->stacked ? "bottom" : "right");
	set_int(L, "width", node->width);
	set_int(L, "lines", node->lines);
	set_int(L, "most", node->most);
	lua_pushnumber(L, (lua_Number)node->cost / CUT_COST);
	lua_setfield(L, -2, "cost");
}

/***
 * The best way to cut the page: a tree, of which a node is one story, two nodes on top of each
 * other with a line between them, or two side by side. White, heads of one size side by side and a
 * change of the order of stories are disliked; the first story stands at the upper left. Nothing is
 * placed.
 * @function page:cut
 * @tparam table task stories: a list, in order; each a table with the looks it can have by how many
 *  columns wide it stands: a list of {lines=, most= (lines it can be made to take), cost= (how much
 *  this look is disliked; an empty line over one column is 0.5)}. ways: a table by width, a list of
 *  the columns that stand left when it is cut in two. lines: what the page has. below: what the
 *  tree must cost less than. lowest: true, if the lowest tree is wanted; lines can be left out then
 * @treturn table a look as it was given, or {top=, bottom=} or {left=, right=} with nodes, and
 *  width, lines, most, cost; nil: nothing is low and cheap enough. Then what it costs on the page
 * @usage local tree = page:cut{stories = {{[6] = {{lines = 30, most = 40, cost = 0}}}},
 *     ways = {[6] = {3}}, lines = 70}
 */
static int
page_cut(lua_State *L)
{
	static const char *const names[] = {"stories", "ways", "lines", "below", "lowest", NULL};
	struct page *p = handle_page(L);
	struct arguments a = arguments_open(L, 2, "cut", "", names);
	struct arena *mem = handle_print(L)->mem;
	struct arena_mark mark = arena_mark(mem);
	struct cut_task t = {.columns = p->grid->columns,
			     .lowest = arguments_bool(&a, "lowest", false)};
	const struct cut_node *best;
	long tried;
	int cost;

	t.lines = arguments_int(&a, "lines", t.lowest ? 0 : 1, p->grid->lines, 0);
	t.below = read_below(&a);
	read_items(&a, mem, &t);
	read_ways(&a, &t);
	best = cut_best(mem, &t, &cost, &tried);
	lua_pushliteral(L, "stories");
	lua_rawget(L, a.table);
	if (best)
		push_node(L, lua_gettop(L), best);
	else
		lua_pushnil(L);
	lua_pushnumber(L, (lua_Number)cost / CUT_COST);
	arena_rewind(mem, mark);
	sandbox_charge(L, (size_t)tried);
	return 2;
}

const luaL_Reg print_cut_methods[] = {
    {"cut", page_cut},
    {NULL, NULL},
};
