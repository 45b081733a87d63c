#include "script/web_state.h"

#include "base/utf8.h"
#include "markup/xhtml.h"
#include "script/safe.h"

enum {
	ATTRIBUTES_MAX = 32,
	CHILDREN_MAX = 1000 * 1000,
	NODE_WORK = 20 /* of the sandbox's budget: about what making an element costs */
};

/* One page on its way from Lua's tables to elements. */
struct build {
	struct web *web;
	str path[ELEMENT_DEPTH_MAX]; /* names of the open elements, for messages */
	int depth;		     /* elements and lists that are open */
	int nodes;
	size_t bytes;
};

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

struct attribute {
	str name, value; /* the name in Lua's memory, where the table holds it */
	int type;	 /* of the value, as Lua has it; LUA_TNIL: false, which leaves it out */
};

/* The attribute whose value is at the top of the stack, its name below. */
static struct attribute
take_attribute(lua_State *L, struct build *b)
{
	struct attribute t = {.type = lua_type(L, -1)};
	size_t n;

	t.name.p = lua_tolstring(L, -2, &n);
	t.name.n = (ptrdiff_t)n;
	t.value = t.name;
	if (t.type == LUA_TBOOLEAN && !lua_toboolean(L, -1))
		t.type = LUA_TNIL;
	else if (t.type == LUA_TSTRING || t.type == LUA_TNUMBER)
		t.value = take_text(L, b);
	return t;
}

/* T goes to its place among the N of LIST, which are in order of their names. */
static void
insert(struct attribute *list, int n, struct attribute t)
{
	while (n > 0 && str_cmp(list[n - 1].name, t.name) > 0) {
		list[n] = list[n - 1];
		n--;
	}
	list[n] = t;
}

/*
 * What is in the table at the top of the stack: its attributes, sorted, and the last place of its
 * list. Lua's "#" would stop at a nil in the middle.
 */
static int
contents_of(lua_State *L, struct build *b, struct attribute list[ATTRIBUTES_MAX], lua_Integer *last)
{
	int n = 0;

	*last = 0;
	lua_pushnil(L);
	while (lua_next(L, -2)) {
		sandbox_charge(L, 1);
		if (lua_isinteger(L, -2)) {
			lua_Integer i = lua_tointeger(L, -2);

			if (i < 1 || i > CHILDREN_MAX)
				refuse(L, b, "a child has a number that is not 1, 2, 3 …");
			*last = i > *last ? i : *last;
		} else if (lua_type(L, -2) == LUA_TSTRING) {
			if (n == ATTRIBUTES_MAX)
				refuse(L, b, "too many attributes");
			insert(list, n++, take_attribute(L, b));
		} else {
			refuse(L, b, "a key is neither a name nor a number");
		}
		lua_pop(L, 1);
	}
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
	struct attribute list[ATTRIBUTES_MAX];
	lua_Integer last;

	enter(L, b, (str){0});
	if (contents_of(L, b, list, &last) > 0)
		refuse(L, b,
		       lua_pushfstring(L, "a list of children has a field \"%s\": write h.NAME{…}",
				       list[0].name.p));
	add_children(L, b, parent, last);
	b->depth--;
}

static void
add_attribute(lua_State *L, struct build *b, struct element *e, const struct attribute *t)
{
	const char *fault;

	if (t->type == LUA_TNIL)
		return;
	if (t->type != LUA_TBOOLEAN && t->type != LUA_TSTRING && t->type != LUA_TNUMBER)
		refuse(L, b, lua_pushfstring(L, "%s is a %s", t->name.p, lua_typename(L, t->type)));
	fault = safe_attribute(t->name, t->value);
	if (fault)
		refuse(L, b, lua_pushfstring(L, "%s %s", t->name.p, fault));
	element_attr(b->web->mem, e, str_dup(b->web->mem, t->name),
		     t->type == LUA_TBOOLEAN ? str_dup(b->web->mem, t->name) : t->value);
}

/* The element of that NAME, whose table is at the top of the stack. */
static struct element *
add_element(lua_State *L, struct build *b, struct element *parent, str name)
{
	struct attribute list[ATTRIBUTES_MAX];
	struct element *e;
	lua_Integer last;
	int n;

	name = str_dup(b->web->mem, name);
	enter(L, b, name);
	count(L, b, (size_t)name.n);
	e = element_new(b->web->mem, parent, name);
	n = contents_of(L, b, list, &last);
	for (int i = 0; i < n; i++)
		add_attribute(L, b, e, &list[i]);
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
	struct web_content *h = luaL_testudata(L, -1, WEB_CONTENT);
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

/* Copies of the elements of a part: as many as it is placed. */
static void
add_part(lua_State *L, struct build *b, const struct web_part *part, struct element *parent)
{
	for (const struct element *at = part->first; at; at = at->next) {
		struct element *copy = NEW(b->web->mem, struct element, 1);

		count(L, b, (size_t)at->text.n);
		*copy = *at;
		copy->next = NULL;
		element_append(parent, copy);
	}
}

static void
add_userdata(lua_State *L, struct build *b, struct element *parent)
{
	const struct web_part *part = luaL_testudata(L, -1, WEB_PART);

	if (part)
		add_part(L, b, part, parent);
	else
		add_content(L, b, parent);
}

static void
add_child(lua_State *L, struct build *b, struct element *parent)
{
	str name;

	switch (lua_type(L, -1)) {
	case LUA_TNIL:
		break;
	case LUA_TSTRING:
	case LUA_TNUMBER:
		element_text(b->web->mem, parent, take_text(L, b));
		break;
	case LUA_TTABLE:
		name = web_element_name(L, -1);
		if (name.n > 0)
			add_element(L, b, parent, name);
		else
			add_list(L, b, parent);
		break;
	case LUA_TUSERDATA:
		add_userdata(L, b, parent);
		break;
	default:
		if (lua_type(L, -1) != LUA_TBOOLEAN || lua_toboolean(L, -1))
			refuse(L, b, lua_pushfstring(L, "a child is a %s", luaL_typename(L, -1)));
	}
}

struct element *
web_tree(lua_State *L, struct web *w, str layout)
{
	struct build b = {.web = w};
	str name = web_element_name(L, -1);

	if (!str_eq(name, STR("html")))
		luaL_error(L, "%s.lua does not return an h.html{…}", str_z(w->mem, layout));
	return add_element(L, &b, NULL, name);
}

void
web_push_part(lua_State *L, const struct element *e)
{
	struct web_part *part = lua_newuserdatauv(L, sizeof *part, 0);

	part->first = e ? e->first : NULL;
	luaL_setmetatable(L, WEB_PART);
}

/* E, with its bytes in the place of what it holds. */
static void
write_down(struct arena *a, struct element *e)
{
	struct out o = {.mem = a};

	if (e->name.n == 0 || element_is_comment(e) || e->text.n > 0)
		return;
	xhtml_fragment(&o, e);
	e->text = out_text(&o);
	e->attr = e->last_attr = NULL;
	e->first = e->last = NULL;
}

void
web_make_part(lua_State *L, struct web *w)
{
	struct build b = {.web = w};
	struct arena *page = w->mem;
	struct element *all;

	w->mem = w->kept;
	all = element_new(w->kept, NULL, STR("div"));
	add_child(L, &b, all);
	for (struct element *e = all->first; e; e = e->next)
		write_down(w->kept, e);
	w->mem = page;
	web_push_part(L, all);
}
