#include "script/web.h"

#include "base/icu.h"
#include "base/utf8.h"
#include "script/safe.h"
#include "script/sandbox.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>

#define HANDLE "content"

enum {
	ATTRIBUTES_MAX = 32,
	CHILDREN_MAX = 1000 * 1000,
	NODE_WORK = 20 /* of the sandbox's budget: about what making an element costs */
};

struct web {
	struct arena *mem;
	struct diag *diag;
	struct sandbox *box;
	const struct web_host *host;
	int page; /* pages made so far: content of another page is stale */
};

/* Text and pictures made by C, as a layout holds them. */
struct handle {
	struct element *content; /* NULL once it was placed */
	int page;
};

/* One page on its way from Lua's tables to elements. */
struct build {
	struct web *web;
	str layout;
	const struct data *ctx;
	struct element *page;
	str path[ELEMENT_DEPTH_MAX]; /* names of the open elements, for messages */
	int depth;		     /* elements and lists that are open */
	int nodes;
	size_t bytes;
};

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

static void
push_str(lua_State *L, str s)
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

/*
 * Elements are tables: [0] is the name, string keys are attributes, the list
 * holds the children. A table without [0] is a list of children.
 */

static bool
is_element(lua_State *L, int at)
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

	if (n != 1 || lua_type(L, 1) != LUA_TTABLE || is_element(L, 1)) {
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
	push_str(L, w->host->text(w->host->ctx, w->mem, words));
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
	bool *end = NEW(w->mem, bool, (size_t)text.n + 1);
	ptrdiff_t from = 0;
	int n = 0;

	sandbox_charge(L, 1000 + 10 * (size_t)text.n);
	icu_word_ends(w->mem, text, end);
	lua_newtable(L);
	for (ptrdiff_t i = 1; i <= text.n; i++) {
		if (!end[i])
			continue;
		if (n > 0) {
			push_empty_element(L, "wbr");
			lua_rawseti(L, -2, ++n);
		}
		push_str(L, str_sub(text, from, i));
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
	push_str(L, w->host->link(w->host->ctx, w->mem, str_dup(w->mem, path)));
	return 1;
}

/* Data to tables. */

static void push_table(lua_State *L, struct web *w, const struct data *t);

static void
push_content(lua_State *L, struct web *w, struct element *content)
{
	struct handle *h = lua_newuserdatauv(L, sizeof *h, 0);

	h->content = content;
	h->page = w->page;
	luaL_setmetatable(L, HANDLE);
}

static void
push_entry(lua_State *L, struct web *w, const struct data_entry *e)
{
	switch (e->type) {
	case DATA_TEXT:
		push_str(L, e->text);
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
			push_str(L, e->key);
			push_entry(L, w, e);
			lua_rawset(L, -3);
		} else {
			push_entry(L, w, e);
			lua_rawseti(L, -2, ++n);
		}
	}
}

/* Tables to elements. */

/* "html > body > main: …"; the script that made the table is not known any more. */
static int
refuse(lua_State *L, const struct build *b, const char *fault)
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

static void
enter(lua_State *L, struct build *b, str name)
{
	if (b->depth >= ELEMENT_DEPTH_MAX / 2)
		refuse(L, b, "elements are nested too deep, or in a circle");
	luaL_checkstack(L, 8, "elements are nested too deep");
	b->path[b->depth++] = name;
}

static void
count(lua_State *L, struct build *b, size_t bytes)
{
	sandbox_charge(L, NODE_WORK + bytes / 16);
	b->bytes += bytes;
	if (++b->nodes > WEB_NODES_MAX || b->bytes > WEB_BYTES_MAX)
		refuse(L, b, "the page is too large");
}

/* The string or number at the top of the stack, kept beyond Lua's own memory. */
static str
take_text(lua_State *L, struct build *b)
{
	size_t n;
	str s;
	lua_Integer i;

	if (lua_type(L, -1) == LUA_TNUMBER) {
		int whole;

		i = lua_tointegerx(L, -1, &whole);
		if (!whole)
			refuse(L, b, "a number is not whole");
		return str_fmt(b->web->mem, "%lld", (long long)i);
	}
	s.p = lua_tolstring(L, -1, &n);
	s.n = (ptrdiff_t)n;
	count(L, b, n);
	if (utf8_bad(s) >= 0)
		refuse(L, b, "text is not UTF-8");
	return str_dup(b->web->mem, s);
}

static int
by_name(const void *a, const void *b)
{
	return str_cmp(*(const str *)a, *(const str *)b);
}

/* The attribute whose value is at the top of the stack. */
static void
add_attribute(lua_State *L, struct build *b, struct element *e, str name)
{
	const char *fault;
	str value = name;

	switch (lua_type(L, -1)) {
	case LUA_TBOOLEAN:
		if (!lua_toboolean(L, -1))
			return;
		break;
	case LUA_TSTRING:
	case LUA_TNUMBER:
		value = take_text(L, b);
		break;
	default:
		refuse(L, b, lua_pushfstring(L, "%s is a %s", name.p, luaL_typename(L, -1)));
	}
	fault = safe_attribute(name, value);
	if (fault)
		refuse(L, b, lua_pushfstring(L, "%s %s", name.p, fault));
	element_attr(b->web->mem, e, name, value);
}

/*
 * The keys of the table at the top of the stack: the names of its attributes, sorted, and the last
 * place of its list. Lua's "#" would stop at a nil in the middle.
 */
static int
keys_of(lua_State *L, struct build *b, str name[ATTRIBUTES_MAX], lua_Integer *last)
{
	int n = 0;

	*last = 0;
	lua_pushnil(L);
	while (lua_next(L, -2)) {
		lua_pop(L, 1);
		sandbox_charge(L, 1);
		if (lua_isinteger(L, -1)) {
			lua_Integer i = lua_tointeger(L, -1);

			if (i < 0 || i > CHILDREN_MAX)
				refuse(L, b, "a child has a number that is not 1, 2, 3 …");
			*last = i > *last ? i : *last;
		} else if (lua_type(L, -1) == LUA_TSTRING) {
			size_t len;
			const char *p = lua_tolstring(L, -1, &len);

			if (n == ATTRIBUTES_MAX)
				refuse(L, b, "too many attributes");
			name[n++] = str_dup(b->web->mem, (str){p, (ptrdiff_t)len});
		} else {
			refuse(L, b, "a key is neither a name nor a number");
		}
	}
	qsort(name, (size_t)n, sizeof *name, by_name);
	return n;
}

static void add_child(lua_State *L, struct build *b, struct element *parent);

static void
add_children(lua_State *L, struct build *b, struct element *parent, lua_Integer last)
{
	for (lua_Integer i = 1; i <= last; i++) {
		sandbox_charge(L, 1);
		lua_rawgeti(L, -1, i);
		add_child(L, b, parent);
		lua_pop(L, 1);
	}
}

static void
add_list(lua_State *L, struct build *b, struct element *parent)
{
	str name[ATTRIBUTES_MAX];
	lua_Integer last;

	enter(L, b, (str){0});
	if (keys_of(L, b, name, &last) > 0)
		refuse(L, b,
		       lua_pushfstring(L, "a list of children has a field \"%s\": write h.NAME{…}",
				       name[0].p));
	add_children(L, b, parent, last);
	b->depth--;
}

static str
element_name(lua_State *L, struct build *b)
{
	str name = {0};
	size_t n = 0;

	if (lua_rawgeti(L, -1, 0) == LUA_TSTRING) {
		name.p = lua_tolstring(L, -1, &n);
		name.n = (ptrdiff_t)n;
	}
	if (!safe_element(name))
		refuse(L, b, "no element that a layout may use");
	name = str_dup(b->web->mem, name);
	lua_pop(L, 1);
	return name;
}

static struct element *
add_element(lua_State *L, struct build *b, struct element *parent)
{
	str key[ATTRIBUTES_MAX], name = element_name(L, b);
	struct element *e;
	lua_Integer last;
	int n;

	enter(L, b, name);
	count(L, b, (size_t)name.n);
	e = element_new(b->web->mem, parent, name);
	n = keys_of(L, b, key, &last);
	for (int i = 0; i < n; i++) {
		push_str(L, key[i]);
		lua_rawget(L, -2);
		add_attribute(L, b, e, key[i]);
		lua_pop(L, 1);
	}
	add_children(L, b, e, last);
	if (e->first && safe_void(name))
		refuse(L, b, "has no inside, but children were given");
	if (e->first && str_eq(name, STR("script")))
		refuse(L, b, "scripts stand in files of their own, never in the page");
	b->depth--;
	return e;
}

/* The children of content go into PARENT; a second place for them would tie a knot in the tree. */
static void
add_content(lua_State *L, struct build *b, struct element *parent)
{
	struct handle *h = luaL_testudata(L, -1, HANDLE);
	struct element *next;

	if (!h)
		refuse(L, b, "a child is a userdata of another kind");
	if (h->page != b->web->page)
		refuse(L, b, "content of another page");
	if (!h->content)
		refuse(L, b, "content can be placed once only");
	for (struct element *c = h->content->first; c; c = next) {
		next = c->next;
		c->next = NULL;
		element_append(parent, c);
	}
	h->content = NULL;
}

static void
add_child(lua_State *L, struct build *b, struct element *parent)
{
	switch (lua_type(L, -1)) {
	case LUA_TNIL:
		break;
	case LUA_TSTRING:
	case LUA_TNUMBER:
		element_text(b->web->mem, parent, take_text(L, b));
		break;
	case LUA_TTABLE:
		if (is_element(L, lua_gettop(L)))
			add_element(L, b, parent);
		else
			add_list(L, b, parent);
		break;
	case LUA_TUSERDATA:
		add_content(L, b, parent);
		break;
	default:
		if (lua_type(L, -1) != LUA_TBOOLEAN || lua_toboolean(L, -1))
			refuse(L, b, lua_pushfstring(L, "a child is a %s", luaL_typename(L, -1)));
	}
}

static int
build(lua_State *L)
{
	struct build *b = lua_touserdata(L, 1);
	struct web *w = b->web;

	sandbox_use(L, b->layout);
	if (!lua_isfunction(L, -1))
		return luaL_error(L, "%s.lua returns no function", str_z(w->mem, b->layout));
	push_table(L, w, b->ctx);
	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, link_to, 1);
	lua_setfield(L, -2, "link");
	lua_call(L, 1, 1);
	if (!is_element(L, lua_gettop(L)) || !str_eq(element_name(L, b), STR("html")))
		return luaL_error(L, "%s.lua does not return an h.html{…}",
				  str_z(w->mem, b->layout));
	b->page = add_element(L, b, NULL);
	return 0;
}

static int
set_up(lua_State *L)
{
	luaL_newmetatable(L, HANDLE);
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

	lua_pushvalue(L, 1);
	lua_newtable(L);
	lua_pushcclosure(L, translate, 2);
	lua_setglobal(L, "t");

	lua_pushvalue(L, 1);
	lua_pushcclosure(L, between_words, 1);
	lua_setglobal(L, "words");
	return 0;
}

struct web *
web_new(struct arena *a, struct diag *d, const struct root *layouts, const struct web_host *host)
{
	struct web *w = NEW(a, struct web, 1);

	*w = (struct web){.mem = a, .diag = d, .host = host};
	w->box = sandbox_new(a, d, layouts, STR("web"));
	if (sandbox_run(w->box, set_up, w, STR("Lua")))
		return w;
	sandbox_free(w->box);
	return NULL;
}

void
web_free(struct web *w)
{
	sandbox_free(w->box);
}

struct element *
web_page(struct web *w, str layout, const struct data *ctx, str what)
{
	struct build b = {.web = w, .layout = layout, .ctx = ctx};

	w->page++;
	return sandbox_run(w->box, build, &b, what) ? b.page : NULL;
}
