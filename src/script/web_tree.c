#include "script/web_state.h"

#include "base/utf8.h"
#include "markup/xhtml.h"

enum {
	ATTRIBUTES_MAX = 32,
	CHILDREN_MAX = 1000 * 1000,
	NUMBER_MAX = 24, /* bytes of a number */
	NODE_WORK = 20,	 /* of the sandbox's budget: about what making an element costs */
	GAP_WORK = 10	 /* the same of a gap that is filled */
};

const char web_content_key = 0;

static const char not_utf8[] = "text is not UTF-8";

/* "html > body > main: …"; the script that made the table is not known any more. */
static int
refuse(lua_State *L, const struct web_build *b, const char *fault)
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
enter(lua_State *L, struct web_build *b, str name)
{
	if (b->depth >= ELEMENT_DEPTH_MAX / 2)
		refuse(L, b, "elements are nested too deep, or in a circle");
	luaL_checkstack(L, WEB_STEPS_MAX + 8, "elements are nested too deep");
	b->path[b->depth++] = name;
}

static void
check_depth(lua_State *L, const struct web_build *b, int n)
{
	if (b->depth + n > ELEMENT_DEPTH_MAX / 2)
		refuse(L, b, "elements are nested too deep, or in a circle");
}

/* N elements that were written with a part are open, too. */
static void
enter_part(lua_State *L, struct web_build *b, int n)
{
	check_depth(L, b, n);
	for (int i = 0; i < n; i++)
		b->path[b->depth++] = (str){0};
}

/* NODES more are written, in so many BYTES, with GAPS filled among them. */
static void
count_all(lua_State *L, struct web_build *b, int nodes, size_t bytes, int gaps)
{
	sandbox_charge(L, NODE_WORK * (size_t)nodes + GAP_WORK * (size_t)gaps + bytes / 16);
	b->bytes += bytes;
	b->nodes += nodes;
	if (b->nodes > WEB_NODES_MAX || b->bytes > WEB_BYTES_MAX)
		refuse(L, b, "the page is too large");
}

static void
count(lua_State *L, struct web_build *b, size_t bytes)
{
	count_all(L, b, 1, bytes, 0);
}

/* -- values of parts ---------------------------------------------------------------- */

static bool
same_name(lua_State *L, int one, int other)
{
	bool same;

	lua_rawgeti(L, LUA_REGISTRYINDEX, one);
	lua_rawgeti(L, LUA_REGISTRYINDEX, other);
	same = lua_rawequal(L, -1, -2);
	lua_pop(L, 2);
	return same;
}

static bool
same_value(lua_State *L, const struct web_value *v, const struct web_value *u)
{
	bool same = v->n == u->n;

	for (int i = 0; i < v->n && same; i++) {
		const struct web_step *a = &v->step[i], *b = &u->step[i];

		same = a->how == b->how && a->part == b->part &&
		       (a->how != WEB_FIELD || same_name(L, a->name, b->name));
	}
	return same;
}

/* What H stands for is to fill the GAP that begins here. */
static void
note_gap(lua_State *L, struct web_build *b, const struct web_content *h, struct web_gap gap)
{
	if (h->part != b->part)
		refuse(L, b, "a value is used outside of its part");
	count(L, b, 0);
	gap.is.at = b->out->n;
	gap.value = h->value;
	gap.same = b->ngap > 0 && same_value(L, b->gap[b->ngap - 1].value, h->value);
	gap.depth = b->depth;
	web_note_gap(b, gap);
}

/* A value among the children of IN. */
static void
put_gap(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_content *h)
{
	struct web_gap gap = {
	    .is = {.kind = GAP_CHILDREN}, .breaks = in->breaks, .element = in->element};

	if (in->of == IN_PART)
		refuse(L, b, "a value stands in no element");
	in->n++;
	in->gaps++;
	note_gap(L, b, h, gap);
}

static void put_child(lua_State *L, struct web_build *b, struct web_inside *in);

/* Children of IN that are left out without the value; their userdata is at the top of the stack. */
static void
put_when(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_content *h)
{
	int at = b->ngap;

	if (in->of == IN_PART)
		refuse(L, b, "a value stands in no element");
	enter(L, b, (str){0});
	note_gap(L, b, h, (struct web_gap){.is = {.kind = GAP_WHEN}});
	lua_getiuservalue(L, -1, 1);
	put_child(L, b, in);
	lua_pop(L, 1);
	b->gap[at].is.end = b->out->n;
	b->gap[at].is.inside = b->ngap - at - 1;
	b->depth--;
}

/* -- attributes ------------------------------------------------------------------ */

struct attribute {
	str name, value; /* in Lua's memory, where the table holds them */
	int type;	 /* of the value, as Lua has it; LUA_TNIL: none, or false: it is left out */
	const struct web_content *value_of; /* the value is given where the part is placed */
	char digits[NUMBER_MAX];
};

/* The whole number at the top of the stack, written to DIGITS. */
static str
take_number(lua_State *L, const struct web_build *b, char digits[NUMBER_MAX])
{
	int whole, at = NUMBER_MAX;
	lua_Integer i = lua_tointegerx(L, -1, &whole);
	lua_Unsigned rest = i < 0 ? 0 - (lua_Unsigned)i : (lua_Unsigned)i;

	if (!whole)
		refuse(L, b, "a number is not whole");
	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (i < 0)
		digits[--at] = '-';
	return (str){digits + at, NUMBER_MAX - at};
}

/* The content at the top of the stack; NULL: it is something else. */
static struct web_content *
content_at_top(lua_State *L, const struct web_build *b)
{
	bool is;

	if (!lua_getmetatable(L, -1))
		return NULL;
	is = lua_topointer(L, -1) == b->content;
	lua_pop(L, 1);
	return is ? lua_touserdata(L, -1) : NULL;
}

/* What stands at the top of the stack for a value of a part; NULL: it is something else. */
static const struct web_content *
value_at_top(lua_State *L, const struct web_build *b)
{
	const struct web_content *h = content_at_top(L, b);

	return h && h->kind == WEB_VALUE ? h : NULL;
}

/* The string at the top of the stack. Whether it is UTF-8 is seen when it is written. */
static str
take_text(lua_State *L, struct web_build *b)
{
	size_t n;
	str s;

	s.p = lua_tolstring(L, -1, &n);
	s.n = (ptrdiff_t)n;
	count(L, b, n);
	return s;
}

/* The value at the top of the stack, of an attribute whose name is known. */
static void
take_value(lua_State *L, struct web_build *b, struct attribute *t)
{
	t->type = lua_type(L, -1);
	t->value = t->name;
	t->value_of = NULL;
	if (t->type == LUA_TBOOLEAN && !lua_toboolean(L, -1))
		t->type = LUA_TNIL;
	else if (t->type == LUA_TSTRING)
		t->value = take_text(L, b);
	else if (t->type == LUA_TNUMBER)
		t->value = take_number(L, b, t->digits);
	else if (t->type == LUA_TUSERDATA)
		t->value_of = value_at_top(L, b);
}

/* The attribute whose value is at the top of the stack, its name below. */
static void
take_attribute(lua_State *L, struct web_build *b, struct attribute *t)
{
	size_t n;

	t->name.p = lua_tolstring(L, -2, &n);
	t->name.n = (ptrdiff_t)n;
	take_value(L, b, t);
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
contents_of(lua_State *L, struct web_build *b, struct contents *c)
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

/* T is known not to be left out, and RULE says what its value must be. */
static void
write_attribute(lua_State *L, struct web_build *b, const struct attribute *t, struct safe_name rule)
{
	const char *fault;

	if (t->type != LUA_TBOOLEAN && t->type != LUA_TSTRING && t->type != LUA_TNUMBER)
		refuse(L, b, lua_pushfstring(L, "%s is a %s", t->name.p, lua_typename(L, t->type)));
	fault = safe_value(rule, t->value);
	if (!fault && xhtml_attr(b->out, t->name, t->value))
		return;
	refuse(L, b,
	       utf8_bad(t->value) >= 0 ? not_utf8 : lua_pushfstring(L, "%s %s", t->name.p, fault));
}

static void
put_attribute(lua_State *L, struct web_build *b, const struct attribute *t)
{
	struct safe_name rule;

	if (t->type == LUA_TNIL)
		return;
	rule = web_attribute_rule(b->web, t->name);
	if (!t->value_of) {
		write_attribute(L, b, t, rule);
		return;
	}
	note_gap(L, b, t->value_of,
		 (struct web_gap){
		     .is = {.kind = GAP_ATTRIBUTE, .attribute = str_dup(b->web->kept, t->name)},
		     .rule = rule});
}

/* -- elements -------------------------------------------------------------------- */

static void
put_children(lua_State *L, struct web_build *b, struct web_inside *in, lua_Integer last)
{
	for (lua_Integer i = 1; i <= last; i++) {
		sandbox_charge(L, 1);
		lua_rawgeti(L, -1, i);
		put_child(L, b, in);
		lua_pop(L, 1);
	}
}

static void
put_list(lua_State *L, struct web_build *b, struct web_inside *in)
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
put_inside(lua_State *L, struct web_build *b, const struct web_kind *kind, lua_Integer last)
{
	struct web_inside in = {.breaks = kind->breaks,
				.first = b->nchild,
				.first_gap = b->ngap,
				.element = ++b->elements};

	put_children(L, b, &in, last);
	web_end_children(b, &in);
	if (in.n > 0 && kind->empty)
		refuse(L, b, "has no inside, but children were given");
	if (in.n > 0 && str_eq(kind->name, STR("script")))
		refuse(L, b, "scripts stand in files of their own, never in the page");
}

static void
put_start_tag(lua_State *L, struct web_build *b, const struct web_kind *kind,
	      const struct contents *c)
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
put_element(lua_State *L, struct web_build *b, const struct web_kind *kind)
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
write_text(lua_State *L, struct web_build *b, str text)
{
	if (!xhtml_text(b->out, text))
		refuse(L, b, not_utf8);
}

static void
put_text(lua_State *L, struct web_build *b, struct web_inside *in, str text)
{
	if (text.n == 0)
		return;
	web_begin_child(b, in, true);
	write_text(L, b, text);
}

static void
put_number(lua_State *L, struct web_build *b, struct web_inside *in)
{
	char digits[NUMBER_MAX];

	put_text(L, b, in, take_number(L, b, digits));
}

/* The children of E. */
static void
put_content(struct web_build *b, struct web_inside *in, const struct element *e)
{
	str name = {0}; /* most are paragraphs */
	bool in_line = true;

	for (const struct element *c = e->first; c; c = c->next) {
		if (!str_eq(c->name, name))
			in_line = c->name.n == 0 || xhtml_in_line(c->name);
		name = c->name;
		web_begin_child(b, in, in_line);
		if (c->name.n == 0)
			xhtml_text(b->out, c->text);
		else
			xhtml_fragment(b->out, c);
	}
}

/* What fills GAP, an attribute: the value at the top of the stack. */
static void
put_attribute_value(lua_State *L, struct web_build *b, const struct web_gap *gap)
{
	struct attribute t;

	t.name = gap->is.attribute;
	take_value(L, b, &t);
	if (t.value_of)
		put_attribute(L, b, &t);
	else if (t.type != LUA_TNIL)
		write_attribute(L, b, &t, gap->rule);
}

/* What fills GAP, among children: the value at the top of the stack. */
static void
put_child_value(lua_State *L, struct web_build *b, const struct web_gap *gap)
{
	struct web_inside in = {.of = gap->alone ? IN_ELEMENT : IN_GAP,
				.breaks = gap->breaks,
				.first = b->nchild,
				.first_gap = b->ngap,
				.element = ++b->elements};

	enter_part(L, b, gap->depth);
	put_child(L, b, &in);
	if (gap->alone)
		web_end_children(b, &in);
	b->depth -= gap->depth;
}

/* What fills GAP, which is not left out: the value at the top of the stack. */
static void
fill_gap(lua_State *L, struct web_build *b, const struct web_gap *gap)
{
	int type = lua_type(L, -1);

	if (type == LUA_TNIL)
		return;
	if (gap->is.kind == GAP_ATTRIBUTE) {
		put_attribute_value(L, b, gap);
	} else if (type == LUA_TSTRING) { /* most are: it breaks no line */
		check_depth(L, b, gap->depth);
		write_text(L, b, take_text(L, b));
	} else {
		put_child_value(L, b, gap);
	}
}

/* Whether what may be left out at GAP is: that hangs on the value at the top of the stack. */
static bool
left_out(lua_State *L, const struct web_build *b, const struct web_gap *gap)
{
	if (gap->is.kind != GAP_WHEN)
		return false;
	if (b->part && value_at_top(L, b))
		refuse(L, b, "what is left out cannot hang on a value of another part");
	return !lua_toboolean(L, -1);
}

/*
 * Child I of PART, whose gaps from GAP on are filled with values of what is at the top of the
 * stack. The next gap is returned. A value is often asked for, then placed: it is kept for that.
 */
static const struct web_gap *
put_filled(lua_State *L, struct web_build *b, const struct web_part *part, int i,
	   const struct web_gap *gap)
{
	const struct web_gap *last = gap + part->known[i].ngap;
	struct known_filled unknown, *noted = web_note_place(b, &part->known[i]);
	size_t at = part->child[i].at;
	bool kept = false;

	for (int step; gap < last; gap += step) {
		struct known_filled *filled = noted ? noted : &unknown;

		step = 1;
		out_str(b->out, (str){part->bytes.p + at, (ptrdiff_t)(gap->is.at - at)});
		at = gap->is.at;
		if (!kept)
			web_push_value(L, b->web, gap->value);
		filled->at = b->out->n;
		if (left_out(L, b, gap)) {
			at = gap->is.end;
			step += gap->is.inside;
			filled->end = 0;
		} else {
			if (gap->is.kind != GAP_WHEN)
				fill_gap(L, b, gap);
			filled->end = b->out->n;
		}
		noted = noted ? noted + step : NULL;
		kept = step == 1 && gap + 1 < last && gap[1].same;
		if (!kept)
			lua_pop(L, 1);
	}
	out_str(b->out, (str){part->bytes.p + at, (ptrdiff_t)(part->child[i + 1].at - at)});
	return gap;
}

/* The part whose userdata is at the top of the stack. */
static void
put_part(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_part *part)
{
	const struct web_gap *gap = part->gap;

	enter(L, b, (str){0});
	count_all(L, b, part->nchild, (size_t)part->bytes.n, part->ngap);
	lua_getiuservalue(L, -1, 1);
	for (int i = 0; i < part->nchild; i++) {
		web_begin_child(b, in, part->child[i].in_line);
		gap = put_filled(L, b, part, i, gap);
	}
	lua_pop(L, 1);
	b->depth--;
}

static void
put_userdata(lua_State *L, struct web_build *b, struct web_inside *in)
{
	struct web_content *h = content_at_top(L, b);

	if (!h)
		refuse(L, b, "a child is a userdata of another kind");
	if (h->kind == WEB_PART) {
		put_part(L, b, in, h->part);
		return;
	}
	if (h->kind == WEB_VALUE) {
		put_gap(L, b, in, h);
		return;
	}
	if (h->kind == WEB_WHEN) {
		put_when(L, b, in, h);
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
put_table(lua_State *L, struct web_build *b, struct web_inside *in)
{
	const struct web_kind *kind = web_element_kind(L, -1);

	if (kind) {
		web_begin_child(b, in, kind->in_line);
		put_element(L, b, kind);
	} else {
		put_list(L, b, in);
	}
}

static void
put_child(lua_State *L, struct web_build *b, struct web_inside *in)
{
	switch (lua_type(L, -1)) {
	case LUA_TNIL:
		break;
	case LUA_TSTRING:
		put_text(L, b, in, take_text(L, b));
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

/* The metatable of content. */
static const void *
content_kind(lua_State *L)
{
	const void *kind;

	lua_rawgetp(L, LUA_REGISTRYINDEX, &web_content_key);
	kind = lua_topointer(L, -1);
	lua_pop(L, 1);
	return kind;
}

struct known_text
web_tree(lua_State *L, struct web *w, str layout)
{
	struct web_build b = {.web = w, .out = &w->text, .content = content_kind(L)};
	const struct web_kind *kind = web_element_kind(L, -1);

	if (!kind || !str_eq(kind->name, STR("html")))
		luaL_error(L, "%s.lua does not return an h.html{…}", str_z(w->mem, layout));
	w->text.n = 0;
	out_str(&w->text, STR("<!DOCTYPE html>\n"));
	put_element(L, &b, kind);
	out_char(&w->text, '\n');
	return (struct known_text){out_text(&w->text), b.place, b.nplace};
}

void
web_push_part(lua_State *L, const struct web_part *part, int nvalue)
{
	struct web_content *h = lua_newuserdatauv(L, sizeof *h, nvalue);

	*h = (struct web_content){.kind = WEB_PART, .part = part};
	lua_rawgetp(L, LUA_REGISTRYINDEX, &web_content_key);
	lua_setmetatable(L, -2);
}

static void *
kept_list(struct web *w, const void *list, int n, size_t size)
{
	void *kept = arena_alloc(w->kept, (size_t)n + 1, size, _Alignof(max_align_t));

	if (n > 0)
		memcpy(kept, list, (size_t)n * size);
	return kept;
}

/* The bytes of PART from FROM to TO, with the gaps from *GAP on, which moves behind them. */
static struct known
known_child(struct web *w, const struct web_part *part, size_t from, size_t to, int *gap)
{
	struct known_gap *own;
	int n = 0;

	while (*gap + n < part->ngap && part->gap[*gap + n].is.at < to)
		n++;
	own = NEW(w->kept, struct known_gap, (size_t)n + 1);
	for (int i = 0; i < n; i++) {
		own[i] = part->gap[*gap + i].is;
		own[i].at -= from;
		if (own[i].kind == GAP_WHEN)
			own[i].end -= from;
	}
	*gap += n;
	return (struct known){.mem = w->kept,
			      .bytes = str_sub(part->bytes, (ptrdiff_t)from, (ptrdiff_t)to),
			      .gap = own,
			      .ngap = n};
}

/* Its elements are known wherever the part is placed. Text is seldom the same. */
static void
make_known(struct web *w, struct web_part *part)
{
	int gap = 0;

	part->known = NEW(w->kept, struct known, (size_t)part->nchild + 1);
	for (int i = 0; i < part->nchild; i++)
		if (part->bytes.p[part->child[i].at] == '<')
			part->known[i] = known_child(w, part, part->child[i].at,
						     part->child[i + 1].at, &gap);
}

void
web_make_part(lua_State *L, struct web *w, struct web_part *part)
{
	struct web_build b = {.web = w, .out = &w->text, .content = content_kind(L), .part = part};
	struct web_inside in = {.of = IN_PART};
	struct web_child *child;

	w->text.n = 0;
	put_child(L, &b, &in);
	child = kept_list(w, b.child, b.nchild, sizeof *b.child);
	child[b.nchild].at = w->text.n;
	*part = (struct web_part){.bytes = str_dup(w->kept, out_text(&w->text)),
				  .child = child,
				  .nchild = b.nchild,
				  .gap = kept_list(w, b.gap, b.ngap, sizeof *b.gap),
				  .ngap = b.ngap};
	make_known(w, part);
}
