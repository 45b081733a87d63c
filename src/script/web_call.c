#include "script/web_state.h"

#include "base/icu.h"
#include "base/utf8.h"
#include "markup/xhtml.h"
#include "script/safe.h"

static struct web *
web_of(lua_State *L)
{
	return lua_touserdata(L, lua_upvalueindex(1));
}

str
web_check_text(lua_State *L, int arg)
{
	size_t n;
	const char *p = luaL_checklstring(L, arg, &n);
	str s = {p, (ptrdiff_t)n};

	luaL_argcheck(L, utf8_bad(s) < 0, arg, "text is not UTF-8");
	return s;
}

void
web_push_str(lua_State *L, str s)
{
	lua_pushlstring(L, s.n > 0 ? s.p : "", (size_t)s.n);
}

/***
 * Web layouts.
 *
 * A web layout is a file of `layouts/web/` that returns a function: it is called with `ctx`
 * and returns the page, an `h.html{…}`. Elements are tables; the program checks their names,
 * attributes and addresses and writes them. No page can hold a script, a style or an address
 * that is not http, https, mailto or tel. Layouts: home, issue, page, article, archive, honours,
 * about.
 * @section web
 */

/* Where the metatable of an element has its kind; no script can make such a key. */
static const char element_key = 0;

const struct web_kind *
web_element_kind(lua_State *L, int at)
{
	const struct web_kind *kind;

	if (lua_type(L, at) != LUA_TTABLE || !lua_getmetatable(L, at))
		return NULL;
	lua_rawgetp(L, -1, &element_key);
	kind = lua_touserdata(L, -1);
	lua_pop(L, 2);
	return kind;
}

struct safe_name
web_attribute_rule(struct web *w, str name)
{
	struct web_name *known;

	if (name.n == 0 || name.n > (ptrdiff_t)sizeof known->name)
		return safe_name(name);
	known = &w->name[(name.n * 7 + name.p[0] + name.p[name.n - 1] * 3) & 63];
	if (known->n != name.n || memcmp(known->name, name.p, (size_t)name.n) != 0) {
		memcpy(known->name, name.p, (size_t)name.n);
		known->n = (int)name.n;
		known->is = safe_name(name);
	}
	return known->is;
}

/* The attributes of the table on the stack, checked where the layout wrote them. */
static void
check_attributes(lua_State *L, struct web *w, int table, const char *element)
{
	lua_pushnil(L);
	while (lua_next(L, table)) {
		str name, value = {0};
		const char *fault;
		size_t n;

		if (lua_type(L, -2) == LUA_TSTRING) {
			name.p = lua_tolstring(L, -2, &n);
			name.n = (ptrdiff_t)n;
			if (lua_type(L, -1) == LUA_TSTRING) {
				value.p = lua_tolstring(L, -1, &n);
				value.n = (ptrdiff_t)n;
			}
			fault = safe_value(web_attribute_rule(w, name), value);
			if (fault && lua_toboolean(L, -1) && !lua_isuserdata(L, -1))
				luaL_error(L, "h.%s: %s %s", element, name.p, fault);
		}
		lua_pop(L, 1);
	}
}

/***
 * Make an element. A table gives attributes (string keys) and children (its list): text, whole
 * numbers, elements, content made by the program, lists of these; nil and false are left out.
 * Text is escaped. true as an attribute's value stands for its name, false leaves it out.
 * @function h.NAME
 * @tparam table|string children `h.p{class="deck", "text"}`, or children alone: `h.p("text")`
 * @treturn table the element
 * @usage h.a{href = ctx.link("archive/"), t"往期"}
 */
static int
make_element(lua_State *L)
{
	int n = lua_gettop(L);
	const char *name = lua_tostring(L, lua_upvalueindex(1));

	if (n != 1 || lua_type(L, 1) != LUA_TTABLE || web_element_kind(L, 1)) {
		lua_createtable(L, n, 1);
		lua_insert(L, 1);
		for (int i = n; i > 0; i--)
			lua_rawseti(L, 1, i);
	}
	check_attributes(L, lua_touserdata(L, lua_upvalueindex(3)), 1, name);
	lua_pushvalue(L, lua_upvalueindex(2));
	lua_setmetatable(L, 1);
	return 1;
}

/* The metatable of elements of the name at the top of the stack, which stays and holds it. */
static void
push_element_kind(lua_State *L)
{
	struct web_kind *kind;
	size_t n;

	lua_createtable(L, 0, 2);
	kind = lua_newuserdatauv(L, sizeof *kind, 1);
	kind->name.p = lua_tolstring(L, -3, &n);
	kind->name.n = (ptrdiff_t)n;
	kind->empty = safe_void(kind->name);
	kind->in_line = xhtml_in_line(kind->name);
	kind->breaks = !kind->in_line && !str_eq(kind->name, STR("pre"));
	lua_pushvalue(L, -3);
	lua_setiuservalue(L, -2, 1);
	lua_rawsetp(L, -2, &element_key);
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
}

/* h.NAME for the first time: the function is made and kept in h. */
static int
make_maker(lua_State *L)
{
	size_t n;
	const char *name = luaL_checklstring(L, 2, &n);

	if (!safe_element((str){name, (ptrdiff_t)n}))
		return luaL_error(L, "h.%s: no element that a layout may use", name);
	lua_pushvalue(L, 2);
	push_element_kind(L);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_pushcclosure(L, make_element, 3);
	lua_pushvalue(L, 2);
	lua_pushvalue(L, -2);
	lua_rawset(L, 1);
	return 1;
}

/***
 * Words of the layout in the script of the edition. Layouts are written in Simplified Chinese; what
 * comes from the paper is converted already and must not be given to t again.
 * @function t
 * @tparam string words
 * @treturn string
 * @usage t"第%d版":format(page.number)
 */
static int
translate(lua_State *L)
{
	struct web *w = web_of(L);
	str words = web_check_text(L, 1);

	lua_settop(L, 1);
	lua_pushvalue(L, 1);
	if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL)
		return 1;
	sandbox_charge(L, 1000 + (size_t)words.n);
	lua_pushvalue(L, 1);
	web_push_str(L,
		     w->host->text(w->host->ctx, w->mem, w->diag, sandbox_place(L, w->mem), words));
	lua_pushvalue(L, -1);
	lua_insert(L, 2);
	lua_rawset(L, lua_upvalueindex(2));
	lua_settop(L, 2);
	return 1;
}

/* A part with the value at 1. */
static int
fill(lua_State *L)
{
	if (!lua_isnoneornil(L, 1) && !lua_islightuserdata(L, 1) && !web_value_at(L, 1))
		luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	web_push_part(L, lua_touserdata(L, lua_upvalueindex(1)), 1);
	lua_insert(L, 1);
	lua_setiuservalue(L, 1, 1);
	return 1;
}

/***
 * What is the same wherever it stands but for a few values is written once: where the script is
 * read, so that it costs no issue anything.
 * @function part
 * @tparam function make called at once, with `of`, which stands for what the part is filled with:
 * a field of it, or a field of that, can be an attribute, which is left out where the value is nil
 * or false, or stand among the children of an element; returns children
 * @treturn function called with a table of values, such as `ctx` or what is in it, returns content
 * that can be placed on any page and more than once
 * @usage local way = part(function(of) return h.p{h.a{href = link(of.path), of.title}} end)
 * …
 * way(ctx.article)
 */
static int
part(lua_State *L)
{
	struct web *w = web_of(L);
	struct web_part *made;

	luaL_checktype(L, 1, LUA_TFUNCTION);
	lua_settop(L, 1);
	sandbox_charge(L, 1000);
	made = NEW(w->kept, struct web_part, 1);
	web_push_of(L, w, made);
	lua_call(L, 1, 1);
	web_make_part(L, w, made);
	lua_pushlightuserdata(L, made);
	lua_pushcclosure(L, fill, 1);
	return 1;
}

struct web_part *
web_part_of(lua_State *L, int at)
{
	struct web_part *made;

	if (lua_tocfunction(L, at) != fill)
		return NULL;
	lua_getupvalue(L, at, 1);
	made = lua_touserdata(L, -1);
	lua_pop(L, 1);
	return made;
}

/* The children at 2, which hang on the value at 1. */
static int
push_hanging(lua_State *L, enum web_content_kind kind)
{
	const struct web_content *value = web_value_at(L, 1);
	struct web_content *h;

	luaL_argcheck(L, value, 1, "no value of a part");
	lua_settop(L, 2);
	h = lua_newuserdatauv(L, sizeof *h, 1);
	*h = *value;
	h->kind = kind;
	luaL_setmetatable(L, WEB_CONTENT);
	lua_insert(L, 2);
	lua_setiuservalue(L, 2, 1);
	return 1;
}

/***
 * In a part: children that are left out where a value is nil or false. Where a part is placed in
 * another one, the value must be known: it cannot be one of that.
 * @function when
 * @tparam value given a field of `of`
 * @tparam content children
 * @treturn content
 * @usage when(of.deck, h.p{class = "deck", of.deck})
 */
static int
when(lua_State *L)
{
	return push_hanging(L, WEB_WHEN);
}

/***
 * The same, of children that are left out where the value is anything else.
 * @function unless
 * @tparam value given a field of `of`
 * @tparam content children
 * @treturn content
 * @usage unless(of.before, h.span(t"已是第一版"))
 */
static int
unless(lua_State *L)
{
	return push_hanging(L, WEB_UNLESS);
}

/***
 * What is the same on several pages of an issue, the banner for one, is made and written once, and
 * kept by the layout: what a script holds is there for all pages of an issue and edition, and for
 * no other.
 * @function written
 * @tparam content children what an element can hold
 * @treturn content that can be placed on any page and more than once
 * @usage local footers = {} -- by the way home: links hang on where a page lies
 * …
 * footers[home] = footers[home] or written(footer(ctx))
 */
static int
written(lua_State *L)
{
	struct web *w = web_of(L);
	struct web_part *made;

	lua_settop(L, 1);
	sandbox_charge(L, 1000);
	made = NEW(w->kept, struct web_part, 1);
	web_make_part(L, w, made);
	web_push_part(L, made, 0);
	return 1;
}

/***
 * Have something ready that is the same in all issues, but not wherever a page lies: links of the
 * footer. That is done where the script is read, so that it costs no issue anything.
 * @function ready
 * @tparam function make called at once for each depth that pages of issues lie at, with a `ctx`
 * that knows of the page no more than that
 * @usage local footers = {} -- by the way home
 * ready(function(ctx) footers[ctx.link("")] = written(footer(ctx)) end)
 */
static int
ready(lua_State *L)
{
	struct web *w = web_of(L);
	struct data *ctx;
	int status = LUA_OK;

	luaL_checktype(L, 1, LUA_TFUNCTION);
	lua_settop(L, 1);
	sandbox_charge(L, 1000);
	/* to the end, whatever fails: then links are those of the page again */
	for (int depth = 1; (ctx = w->host->somewhere(w->host->ctx, w->kept, depth)); depth++) {
		if (status != LUA_OK)
			continue;
		lua_pushvalue(L, 1);
		ctx->calls = true;
		web_push_data(L, w, ctx);
		status = lua_pcall(L, 1, 0, 0);
	}
	return status == LUA_OK ? 0 : lua_error(L);
}

void
web_open_calls(lua_State *L, struct web *w)
{
	web_open_values(L, w);
	web_open_data(L, w);
	lua_newtable(L);
	lua_newtable(L);
	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, make_maker, 1);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
	lua_setglobal(L, "h");

	lua_pushlightuserdata(L, w);
	lua_newtable(L);
	lua_pushcclosure(L, translate, 2);
	lua_setglobal(L, "t");

	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, part, 1);
	lua_setglobal(L, "part");
	lua_register(L, "when", when);
	lua_register(L, "unless", unless);

	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, written, 1);
	lua_setglobal(L, "written");

	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, ready, 1);
	lua_setglobal(L, "ready");
}
