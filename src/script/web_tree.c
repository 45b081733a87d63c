#include "script/web_build.h"

#include "markup/xhtml.h"

/* A value among the children of IN. */
static void
put_gap(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_content *h)
{
	struct web_gap gap = {
	    .is = {.kind = GAP_CHILDREN}, .breaks = in->breaks, .element = in->element};

	if (in->of == IN_PART)
		web_refuse(L, b, "a value stands in no element");
	in->n++;
	in->gaps++;
	web_note_gap(L, b, h, gap);
}

/* Children of IN that are left out without the value, or with it; their userdata is at the top of
 * the stack. */
static void
put_when(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_content *h)
{
	int at = b->ngap;

	if (in->of == IN_PART)
		web_refuse(L, b, "a value stands in no element");
	web_enter(L, b, (str){0});
	web_note_gap(L, b, h,
		     (struct web_gap){.is = {.kind = GAP_WHEN}, .unless = h->kind == WEB_UNLESS});
	lua_getiuservalue(L, -1, 1);
	web_put_child(L, b, in);
	lua_pop(L, 1);
	b->gap[at].is.end = b->out->n;
	b->gap[at].is.inside = b->ngap - at - 1;
	b->depth--;
}

/* -- elements -------------------------------------------------------------------- */

static void
put_children(lua_State *L, struct web_build *b, struct web_inside *in, lua_Integer last)
{
	for (lua_Integer i = 1; i <= last; i++) {
		sandbox_charge(L, 1);
		lua_rawgeti(L, -1, i);
		web_put_child(L, b, in);
		lua_pop(L, 1);
	}
}

static void
put_list(lua_State *L, struct web_build *b, struct web_inside *in)
{
	struct web_contents c;

	web_enter(L, b, (str){0});
	web_contents_of(L, b, &c);
	if (c.n > 0)
		web_refuse(L, b,
			   lua_pushfstring(L,
					   "a list of children has a field \"%s\": write h.NAME{…}",
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
		web_refuse(L, b, "has no inside, but children were given");
	if (in.n > 0 && str_eq(kind->name, STR("script")))
		web_refuse(L, b, "scripts stand in files of their own, never in the page");
}

static void
put_start_tag(lua_State *L, struct web_build *b, const struct web_kind *kind,
	      const struct web_contents *c)
{
	out_char(b->out, '<');
	out_str(b->out, kind->name);
	if (b->depth == 1 && str_eq(kind->name, STR("html")))
		xhtml_attr(b->out, STR("xmlns"), STR("http://www.w3.org/1999/xhtml"));
	web_put_attributes(L, b, c);
	out_str(b->out, kind->empty ? STR(" />") : STR(">"));
}

static void
put_element(lua_State *L, struct web_build *b, const struct web_kind *kind)
{
	struct web_contents c;

	web_enter(L, b, kind->name);
	web_count(L, b, (size_t)kind->name.n);
	web_contents_of(L, b, &c);
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

void
web_write_text(lua_State *L, struct web_build *b, str text, bool sound)
{
	if (sound)
		xhtml_sound_text(b->out, text);
	else if (!xhtml_text(b->out, text))
		web_refuse(L, b, web_not_utf8);
}

void
web_put_text(lua_State *L, struct web_build *b, struct web_inside *in, str text, bool sound)
{
	if (text.n == 0)
		return;
	web_begin_child(b, in, true);
	web_write_text(L, b, text, sound);
}

static void
put_number(lua_State *L, struct web_build *b, struct web_inside *in)
{
	char digits[WEB_NUMBER_MAX];

	web_put_text(L, b, in, web_take_number(L, b, digits), true);
}

/* The children of E. */
static void
put_elements(struct web_build *b, struct web_inside *in, const struct element *e)
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
		else if (c->text.n > 0 && !element_is_comment(c))
			out_str(b->out, c->text); /* it is written already */
		else
			xhtml_fragment(b->out, c);
	}
}

void
web_put_body(lua_State *L, struct web_build *b, struct web_inside *in, struct data_entry *e)
{
	if (!e->content)
		web_refuse(L, b, "content can be placed once only");
	put_elements(b, in, e->content);
	e->content = NULL;
}

static void
put_userdata(lua_State *L, struct web_build *b, struct web_inside *in)
{
	struct web_content *h = web_content_at_top(L, b);

	if (!h)
		web_refuse(L, b, "a child is a userdata of another kind");
	if (h->kind == WEB_PART || h->kind == WEB_LIST) {
		web_put_part(L, b, in, h);
		return;
	}
	if (h->kind == WEB_VALUE) {
		put_gap(L, b, in, h);
		return;
	}
	if (h->kind == WEB_WHEN || h->kind == WEB_UNLESS) {
		put_when(L, b, in, h);
		return;
	}
	if (h->page != b->web->page)
		web_refuse(L, b, "content of another page");
	web_put_body(L, b, in, h->body);
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

void
web_put_child(lua_State *L, struct web_build *b, struct web_inside *in)
{
	switch (lua_type(L, -1)) {
	case LUA_TNIL:
		break;
	case LUA_TSTRING:
		web_put_text(L, b, in, web_take_text(L, b), false);
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
	case LUA_TLIGHTUSERDATA:
		web_put_data(L, b, in, web_data_at(L, b->web, -1));
		break;
	default:
		if (lua_type(L, -1) != LUA_TBOOLEAN || lua_toboolean(L, -1))
			web_refuse(L, b,
				   lua_pushfstring(L, "a child is a %s", luaL_typename(L, -1)));
	}
}

struct known_text
web_tree(lua_State *L, struct web *w, str layout)
{
	struct web_build b = {.web = w, .out = &w->text, .content = web_content_kind(L)};
	const struct web_kind *kind = web_element_kind(L, -1);

	if (!kind || !str_eq(kind->name, STR("html")))
		luaL_error(L, "%s.lua does not return an h.html{…}", str_z(w->mem, layout));
	w->text.n = 0;
	out_str(&w->text, STR("<!DOCTYPE html>\n"));
	put_element(L, &b, kind);
	out_char(&w->text, '\n');
	return (struct known_text){out_text(&w->text), b.place, b.nplace};
}
