#include "script/web_state.h"

#include "base/icu.h"
#include "base/utf8.h"
#include "script/safe.h"

static struct web *
web_of(lua_State *L)
{
	return lua_touserdata(L, lua_upvalueindex(1));
}

static str
check_text(lua_State *L, int arg)
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
 * A web layout is a file of `layouts/web/` that returns a function: it is called with a table `ctx`
 * and returns the page, an `h.html{…}`. Elements are tables; the program checks their names,
 * attributes and addresses and writes them. No page can hold a script, a style or an address
 * that is not http, https, mailto or tel. Layouts: home, issue, page, article, archive, honours,
 * about.
 * @section web
 */

bool
web_is_element(lua_State *L, int at)
{
	bool is;

	if (lua_type(L, at) != LUA_TTABLE)
		return false;
	is = lua_rawgeti(L, at, 0) != LUA_TNIL;
	lua_pop(L, 1);
	return is;
}

/* The attributes of the table on the stack, checked where the layout wrote them. */
static void
check_attributes(lua_State *L, int table, const char *element)
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
			fault = safe_attribute(name, value);
			if (fault && lua_toboolean(L, -1))
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

	if (n != 1 || lua_type(L, 1) != LUA_TTABLE || web_is_element(L, 1)) {
		lua_createtable(L, n, 1);
		lua_insert(L, 1);
		for (int i = n; i > 0; i--)
			lua_rawseti(L, 1, i);
	}
	check_attributes(L, 1, name);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_rawseti(L, 1, 0);
	return 1;
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
	lua_pushcclosure(L, make_element, 1);
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
	str words = check_text(L, 1);

	lua_settop(L, 1);
	lua_pushvalue(L, 1);
	if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL)
		return 1;
	sandbox_charge(L, 1000 + (size_t)words.n);
	lua_pushvalue(L, 1);
	web_push_str(L, w->host->text(w->host->ctx, w->mem, words));
	lua_pushvalue(L, -1);
	lua_insert(L, 2);
	lua_rawset(L, lua_upvalueindex(2));
	lua_settop(L, 2);
	return 1;
}

/* Leave a new element NAME without children on the stack. */
static void
push_empty_element(lua_State *L, const char *name)
{
	lua_createtable(L, 0, 1);
	lua_pushstring(L, name);
	lua_rawseti(L, -2, 0);
}

struct web_words {
	struct web_words *next;
	str text;
	bool *end; /* as icu_word_ends() says */
};

/* The same headline stands on the pages of its issue, its page, its article and its neighbours. */
static const bool *
word_ends(struct web *w, str text)
{
	uint32_t h = 2166136261u; /* FNV-1a */
	struct web_words *x;

	for (ptrdiff_t i = 0; i < text.n; i++)
		h = (h ^ (unsigned char)text.p[i]) * 16777619u;
	for (x = w->words[h % WEB_WORDS]; x; x = x->next)
		if (str_eq(x->text, text))
			return x->end;
	x = NEW(w->kept, struct web_words, 1);
	x->text = str_dup(w->kept, text);
	x->end = NEW(w->kept, bool, (size_t)text.n + 1);
	icu_word_ends(w->mem, text, x->end);
	x->next = w->words[h % WEB_WORDS];
	w->words[h % WEB_WORDS] = x;
	return x->end;
}

/***
 * A headline with a `wbr` between its words, so that a style sheet that keeps Chinese together
 * (`word-break: keep-all`) can break it there and nowhere else.
 * @function words
 * @tparam string text
 * @treturn table its words and the places between them
 * @usage h.h1{words(article.title)}
 */
static int
between_words(lua_State *L)
{
	struct web *w = web_of(L);
	str text = check_text(L, 1);
	const bool *end = word_ends(w, text);
	ptrdiff_t from = 0;
	int n = 0;

	sandbox_charge(L, 1000 + 10 * (size_t)text.n);
	lua_newtable(L);
	for (ptrdiff_t i = 1; i <= text.n; i++) {
		if (!end[i])
			continue;
		if (n > 0) {
			push_empty_element(L, "wbr");
			lua_rawseti(L, -2, ++n);
		}
		web_push_str(L, str_sub(text, from, i));
		lua_rawseti(L, -2, ++n);
		from = i;
	}
	return 1;
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
	str path = check_text(L, 1);

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
	str name = check_text(L, 1);

	sandbox_charge(L, 100 + (size_t)name.n);
	web_push_str(L, w->host->asset(w->host->ctx, w->mem, str_dup(w->mem, name)));
	return 1;
}

/* Data to tables. */

static void push_table(lua_State *L, struct web *w, const struct data *t);

static void
push_content(lua_State *L, struct web *w, struct element *content)
{
	struct web_content *h = lua_newuserdatauv(L, sizeof *h, 0);

	h->content = content;
	h->page = w->page;
	luaL_setmetatable(L, WEB_CONTENT);
}

static void
push_entry(lua_State *L, struct web *w, const struct data_entry *e)
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
		push_table(L, w, e->table);
		break;
	case DATA_CONTENT:
		push_content(L, w, e->content);
		break;
	}
}

static void
push_table(lua_State *L, struct web *w, const struct data *t)
{
	lua_Integer n = 0;

	luaL_checkstack(L, 8, "data is nested too deep");
	lua_newtable(L);
	for (const struct data_entry *e = t->first; e; e = e->next) {
		if (e->key.n > 0) {
			web_push_str(L, e->key);
			push_entry(L, w, e);
			lua_rawset(L, -3);
		} else {
			push_entry(L, w, e);
			lua_rawseti(L, -2, ++n);
		}
	}
}

void
web_push_context(lua_State *L, struct web *w, const struct data *ctx)
{
	push_table(L, w, ctx);
	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, link_to, 1);
	lua_setfield(L, -2, "link");
	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, asset, 1);
	lua_setfield(L, -2, "asset");
}

void
web_open_calls(lua_State *L, struct web *w)
{
	luaL_newmetatable(L, WEB_CONTENT);
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");

	lua_newtable(L);
	lua_newtable(L);
	lua_pushcfunction(L, make_maker);
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
	lua_pushcclosure(L, between_words, 1);
	lua_setglobal(L, "words");
}
