#include "script/web_state.h"

#include "base/utf8.h"
#include "markup/xhtml.h"

enum {
	ATTRIBUTES_MAX = 32,
	CHILDREN_MAX = 1000 * 1000,
	NUMBER_MAX = 24, /* bytes of a number */
	NODE_WORK = 20	 /* of the sandbox's budget: about what making an element costs */
};

/* One page, or part, on its way from Lua's tables to bytes. */
struct build {
	struct web *web;
	struct out *out;
	str path[ELEMENT_DEPTH_MAX]; /* names of the open elements, for messages */
	int depth;		     /* elements and lists that are open */
	int nodes;
	size_t bytes;
	struct web_child *child; /* of the open elements that break lines; all of a part */
	int nchild, room;
};

/*
 * The inside of an element that is being written. Its children stand on lines of their own until
 * one of them shows that lines cannot be broken there.
 */
struct inside {
	bool any, breaks;
	bool is_part;
	int first; /* of its children in the list */
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

/* -- children -------------------------------------------------------------------- */

static void
note_child(struct build *b, bool in_line)
{
	if (b->nchild == b->room) {
		int room = b->room ? 2 * b->room : 64;
		struct web_child *more = NEW(b->web->mem, struct web_child, (size_t)room);

		if (b->nchild > 0)
			memcpy(more, b->child, (size_t)b->nchild * sizeof *more);
		b->child = more;
		b->room = room;
	}
	b->child[b->nchild++] = (struct web_child){b->out->n, in_line};
}

/* Take out the line breaks between the children of IN. */
static void
join_lines(struct build *b, struct inside *in)
{
	struct out *o = b->out;

	if (b->nchild > in->first) {
		size_t to = b->child[in->first].at;

		for (int i = in->first; i < b->nchild; i++) {
			size_t from = b->child[i].at + 1;
			size_t end = i + 1 < b->nchild ? b->child[i + 1].at : o->n;

			memmove(o->p + to, o->p + from, end - from);
			to += end - from;
		}
		o->n = to;
	}
	b->nchild = in->first;
	in->breaks = false;
}

/* The next child of IN is written from here on. */
static void
begin_child(struct build *b, struct inside *in, bool in_line)
{
	in->any = true;
	if (in->breaks && in_line)
		join_lines(b, in);
	if (in->breaks || in->is_part)
		note_child(b, in_line);
	if (in->breaks)
		out_char(b->out, '\n');
}

static void
end_children(struct build *b, struct inside *in)
{
	if (in->any && in->breaks)
		out_char(b->out, '\n');
	b->nchild = in->first;
}

/* -- attributes ------------------------------------------------------------------ */

struct attribute {
	str name, value; /* in Lua's memory, where the table holds them */
	int type;	 /* of the value, as Lua has it; LUA_TNIL: false, which leaves it out */
	char digits[NUMBER_MAX];
};

/* The whole number at the top of the stack, written to DIGITS. */
static str
take_number(lua_State *L, const struct build *b, char digits[NUMBER_MAX])
{
	int whole;
	lua_Integer i = lua_tointegerx(L, -1, &whole);

	if (!whole)
		refuse(L, b, "a number is not whole");
	return (str){digits, snprintf(digits, NUMBER_MAX, "%lld", (long long)i)};
}

/* The string at the top of the stack. */
static str
take_text(lua_State *L, struct build *b)
{
	size_t n;
	str s;

	s.p = lua_tolstring(L, -1, &n);
	s.n = (ptrdiff_t)n;
	count(L, b, n);
	if (utf8_bad(s) >= 0)
		refuse(L, b, "text is not UTF-8");
	return s;
}

/* The attribute whose value is at the top of the stack, its name below. */
static void
take_attribute(lua_State *L, struct build *b, struct attribute *t)
{
	size_t n;

	t->type = lua_type(L, -1);
	t->name.p = lua_tolstring(L, -2, &n);
	t->name.n = (ptrdiff_t)n;
	t->value = t->name;
	if (t->type == LUA_TBOOLEAN && !lua_toboolean(L, -1))
		t->type = LUA_TNIL;
	else if (t->type == LUA_TSTRING)
		t->value = take_text(L, b);
	else if (t->type == LUA_TNUMBER)
		t->value = take_number(L, b, t->digits);
}

/* The last of the N of LIST goes to its place among the others, which are in order of their names.
 */
static void
sort_in(struct attribute **list, int n)
{
	struct attribute *t = list[--n];

	for (; n > 0 && str_cmp(list[n - 1]->name, t->name) > 0; n--)
		list[n] = list[n - 1];
	list[n] = t;
}

/* What a table has: attributes, sorted, and the last place of its list. */
struct contents {
	struct attribute all[ATTRIBUTES_MAX], *list[ATTRIBUTES_MAX];
	int n;
	lua_Integer last;
};

/* Of the table at the top of the stack. Lua's "#" would stop at a nil in the middle. */
static void
contents_of(lua_State *L, struct build *b, struct contents *c)
{
	c->n = 0;
	c->last = 0;
	lua_pushnil(L);
	while (lua_next(L, -2)) {
		int type = lua_type(L, -2);

		sandbox_charge(L, 1);
		if (type == LUA_TSTRING) {
			if (c->n == ATTRIBUTES_MAX)
				refuse(L, b, "too many attributes");
			c->list[c->n] = &c->all[c->n];
			take_attribute(L, b, &c->all[c->n++]);
			sort_in(c->list, c->n);
		} else if (type == LUA_TNUMBER && lua_isinteger(L, -2)) {
			lua_Integer i = lua_tointeger(L, -2);

			if (i < 1 || i > CHILDREN_MAX)
				refuse(L, b, "a child has a number that is not 1, 2, 3 …");
			c->last = i > c->last ? i : c->last;
		} else {
			refuse(L, b, "a key is neither a name nor a number");
		}
		lua_pop(L, 1);
	}
}

static void
put_attribute(lua_State *L, struct build *b, const struct attribute *t)
{
	const char *fault;

	if (t->type == LUA_TNIL)
		return;
	if (t->type != LUA_TBOOLEAN && t->type != LUA_TSTRING && t->type != LUA_TNUMBER)
		refuse(L, b, lua_pushfstring(L, "%s is a %s", t->name.p, lua_typename(L, t->type)));
	fault = web_attribute_fault(b->web, t->name, t->value);
	if (fault)
		refuse(L, b, lua_pushfstring(L, "%s %s", t->name.p, fault));
	xhtml_attr(b->out, t->name, t->value);
}

/* -- elements -------------------------------------------------------------------- */

static void put_child(lua_State *L, struct build *b, struct inside *in);

static void
put_children(lua_State *L, struct build *b, struct inside *in, lua_Integer last)
{
	for (lua_Integer i = 1; i <= last; i++) {
		sandbox_charge(L, 1);
		lua_rawgeti(L, -1, i);
		put_child(L, b, in);
		lua_pop(L, 1);
	}
}

static void
put_list(lua_State *L, struct build *b, struct inside *in)
{
	struct contents c;

	enter(L, b, (str){0});
	contents_of(L, b, &c);
	if (c.n > 0)
		refuse(L, b,
		       lua_pushfstring(L, "a list of children has a field \"%s\": write h.NAME{…}",
				       c.list[0]->name.p));
	put_children(L, b, in, c.last);
	b->depth--;
}

/* What stands between the tags of an element, whose table is at the top of the stack. */
static void
put_inside(lua_State *L, struct build *b, const struct web_kind *kind, lua_Integer last)
{
	struct inside in = {.breaks = kind->breaks, .first = b->nchild};

	put_children(L, b, &in, last);
	end_children(b, &in);
	if (in.any && kind->empty)
		refuse(L, b, "has no inside, but children were given");
	if (in.any && str_eq(kind->name, STR("script")))
		refuse(L, b, "scripts stand in files of their own, never in the page");
}

static void
put_start_tag(lua_State *L, struct build *b, const struct web_kind *kind, const struct contents *c)
{
	out_char(b->out, '<');
	out_str(b->out, kind->name);
	if (b->depth == 1 && str_eq(kind->name, STR("html")))
		xhtml_attr(b->out, STR("xmlns"), STR("http://www.w3.org/1999/xhtml"));
	for (int i = 0; i < c->n; i++)
		put_attribute(L, b, c->list[i]);
	out_str(b->out, kind->empty ? STR(" />") : STR(">"));
}

static void
put_element(lua_State *L, struct build *b, const struct web_kind *kind)
{
	struct contents c;

	enter(L, b, kind->name);
	count(L, b, (size_t)kind->name.n);
	contents_of(L, b, &c);
	put_start_tag(L, b, kind, &c);
	put_inside(L, b, kind, c.last);
	if (!kind->empty) {
		out_str(b->out, STR("</"));
		out_str(b->out, kind->name);
		out_char(b->out, '>');
	}
	b->depth--;
}

/* -- what stands in elements ------------------------------------------------------ */

static void
put_text(struct build *b, struct inside *in, str text)
{
	if (text.n == 0)
		return;
	begin_child(b, in, true);
	xhtml_text(b->out, text);
}

static void
put_number(lua_State *L, struct build *b, struct inside *in)
{
	char digits[NUMBER_MAX];

	put_text(b, in, take_number(L, b, digits));
}

/* The children of E. */
static void
put_content(struct build *b, struct inside *in, const struct element *e)
{
	for (const struct element *c = e->first; c; c = c->next) {
		if (c->name.n == 0) {
			put_text(b, in, c->text);
		} else {
			begin_child(b, in, xhtml_in_line(c->name));
			xhtml_fragment(b->out, c);
		}
	}
}

static void
put_part(lua_State *L, struct build *b, struct inside *in, const struct web_part *part)
{
	for (int i = 0; i < part->nchild; i++) {
		const struct web_child *c = &part->child[i];
		ptrdiff_t end = i + 1 < part->nchild ? (ptrdiff_t)c[1].at : part->bytes.n;
		str bytes = str_sub(part->bytes, (ptrdiff_t)c->at, end);

		count(L, b, (size_t)bytes.n);
		begin_child(b, in, c->in_line);
		out_str(b->out, bytes);
	}
}

static void
put_userdata(lua_State *L, struct build *b, struct inside *in)
{
	struct web_content *h = luaL_testudata(L, -1, WEB_CONTENT);

	if (!h)
		refuse(L, b, "a child is a userdata of another kind");
	if (h->part) {
		put_part(L, b, in, h->part);
		return;
	}
	if (h->page != b->web->page)
		refuse(L, b, "content of another page");
	if (!h->element)
		refuse(L, b, "content can be placed once only");
	put_content(b, in, h->element);
	h->element = NULL;
}

static void
put_table(lua_State *L, struct build *b, struct inside *in)
{
	const struct web_kind *kind = web_element_kind(L, -1);

	if (kind) {
		begin_child(b, in, kind->in_line);
		put_element(L, b, kind);
	} else {
		put_list(L, b, in);
	}
}

static void
put_child(lua_State *L, struct build *b, struct inside *in)
{
	switch (lua_type(L, -1)) {
	case LUA_TNIL:
		break;
	case LUA_TSTRING:
		put_text(b, in, take_text(L, b));
		break;
	case LUA_TNUMBER:
		put_number(L, b, in);
		break;
	case LUA_TTABLE:
		put_table(L, b, in);
		break;
	case LUA_TUSERDATA:
		put_userdata(L, b, in);
		break;
	default:
		if (lua_type(L, -1) != LUA_TBOOLEAN || lua_toboolean(L, -1))
			refuse(L, b, lua_pushfstring(L, "a child is a %s", luaL_typename(L, -1)));
	}
}

str
web_tree(lua_State *L, struct web *w, str layout)
{
	struct build b = {.web = w, .out = &w->text};
	const struct web_kind *kind = web_element_kind(L, -1);

	if (!kind || !str_eq(kind->name, STR("html")))
		luaL_error(L, "%s.lua does not return an h.html{…}", str_z(w->mem, layout));
	w->text.n = 0;
	out_str(&w->text, STR("<!DOCTYPE html>\n"));
	put_element(L, &b, kind);
	out_char(&w->text, '\n');
	return out_text(&w->text);
}

void
web_push_part(lua_State *L, const struct web_part *part)
{
	struct web_content *h = lua_newuserdatauv(L, sizeof *h, 0);

	*h = (struct web_content){.part = part};
	luaL_setmetatable(L, WEB_CONTENT);
}

void
web_make_part(lua_State *L, struct web *w)
{
	struct build b = {.web = w, .out = &w->text};
	struct inside in = {.is_part = true};
	struct web_part *part = NEW(w->kept, struct web_part, 1);
	struct web_child *child;

	w->text.n = 0;
	put_child(L, &b, &in);
	child = NEW(w->kept, struct web_child, (size_t)b.nchild + 1);
	if (b.nchild > 0)
		memcpy(child, b.child, (size_t)b.nchild * sizeof *child);
	*part = (struct web_part){str_dup(w->kept, out_text(&w->text)), child, b.nchild};
	web_push_part(L, part);
}
