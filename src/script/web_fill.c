#include "script/web_build.h"

#include "base/utf8.h"

enum { CALL_WORK = 100 /* of the sandbox's budget, besides what grows with a text */ };

/* -- what values are ----------------------------------------------------------------- */

static struct web_got
got_text(str text, bool sound)
{
	return (struct web_got){.kind = GOT_TEXT, .sound = sound, .text = text};
}

static struct web_got
got_entry(struct data_entry *e)
{
	struct web_got got = {.kind = GOT_NIL};

	if (!e)
		return got;
	switch (e->type) {
	case DATA_TEXT:
		return got_text(e->text, true);
	case DATA_NUMBER:
		got.kind = GOT_NUMBER;
		got.number = e->number;
		break;
	case DATA_TRUE:
		got.kind = GOT_TRUE;
		break;
	case DATA_TABLE:
		got.kind = GOT_DATA;
		got.data = e->table;
		break;
	case DATA_CONTENT:
		got.kind = GOT_BODY;
		got.body = e;
		break;
	}
	return got;
}

/* The value at the top of the stack, which stays there. */
static struct web_got
got_lua(lua_State *L, struct web_build *b)
{
	struct web_got got = {.kind = GOT_LUA, .at = lua_gettop(L)};
	int whole = 0;
	size_t n;

	switch (lua_type(L, -1)) {
	case LUA_TNIL:
		got.kind = GOT_NIL;
		break;
	case LUA_TBOOLEAN:
		got.kind = lua_toboolean(L, -1) ? GOT_TRUE : GOT_FALSE;
		break;
	case LUA_TSTRING:
		got.kind = GOT_TEXT;
		got.text.p = lua_tolstring(L, -1, &n);
		got.text.n = (ptrdiff_t)n;
		break;
	case LUA_TNUMBER:
		got.number = lua_tointegerx(L, -1, &whole);
		got.kind = whole ? GOT_NUMBER : GOT_LUA;
		break;
	case LUA_TTABLE:
		got.kind = GOT_TABLE;
		break;
	case LUA_TLIGHTUSERDATA:
		got.kind = GOT_DATA;
		got.data = web_data_at(L, b->web, -1);
		break;
	}
	return got;
}

/* A field of the table AT. Only what Lua alone can hold stays on the stack: a text stays there. */
static struct web_got
got_field(lua_State *L, struct web_build *b, int at, const struct web_step *step)
{
	struct web_got got;

	lua_rawgeti(L, LUA_REGISTRYINDEX, step->key);
	lua_rawget(L, at);
	got = got_lua(L, b);
	if (got.kind != GOT_LUA && got.kind != GOT_TABLE)
		lua_pop(L, 1);
	return got;
}

static const char *
type_of(lua_State *L, const struct web_got *got)
{
	switch (got->kind) {
	case GOT_FALSE:
	case GOT_TRUE:
		return "boolean";
	case GOT_TEXT:
		return "string";
	case GOT_NUMBER:
		return "number";
	case GOT_DATA:
	case GOT_TABLE:
	case GOT_LIST:
	case GOT_LUA_LIST:
		return "table";
	case GOT_LUA:
		return luaL_typename(L, got->at);
	default:
		return got->kind == GOT_NIL ? "nil" : "userdata";
	}
}

/* -- what is made of them ------------------------------------------------------------- */

static struct web_got
take_field(lua_State *L, struct web_build *b, const struct web_got *of, struct web_value *v)
{
	if (of->kind == GOT_NIL)
		return *of;
	if (of->kind == GOT_TABLE)
		return got_field(L, b, of->at, &v->step);
	lua_rawgeti(L, LUA_REGISTRYINDEX, v->step.key);
	luaL_error(L, "%s of a %s", lua_tostring(L, -1), type_of(L, of));
	return *of;
}

static str
text_of(lua_State *L, struct web_build *b, const struct web_got *of, const char *what)
{
	char digits[WEB_NUMBER_MAX];
	str text = {0};

	if (of->kind == GOT_TEXT)
		text = of->text;
	else if (of->kind == GOT_NUMBER)
		text = str_dup(b->web->mem, web_number(of->number, digits));
	else
		luaL_error(L, "%s of a %s", what, type_of(L, of));
	if (!of->sound && utf8_bad(text) >= 0)
		luaL_error(L, web_not_utf8);
	return text;
}

static struct web_got
take_link(lua_State *L, struct web_build *b, const struct web_got *of)
{
	const struct web *w = b->web;
	str path = text_of(L, b, of, "link");

	sandbox_charge(L, CALL_WORK + (size_t)path.n);
	return got_text(w->host->link(w->host->ctx, w->mem, path), of->sound);
}

static struct web_got
take_words(lua_State *L, struct web_build *b, const struct web_got *of)
{
	struct web_got got = {.kind = GOT_PART};

	got.part = web_words(L, b->web, text_of(L, b, of, "words"));
	return got;
}

static struct web_got
take_list(lua_State *L, const struct web_got *of, const struct web_part *part)
{
	struct web_got got = *of;

	if (of->kind == GOT_DATA)
		got.kind = GOT_LIST;
	else if (of->kind == GOT_TABLE)
		got.kind = GOT_LUA_LIST;
	else
		luaL_error(L, "each of a %s", type_of(L, of));
	got.part = part;
	return got;
}

/* What is known of OF is that it is a value of another part, which is being made. */
static bool
is_unknown(lua_State *L, const struct web_got *of)
{
	return of->kind == GOT_LUA && lua_type(L, of->at) == LUA_TUSERDATA &&
	       web_value_at(L, of->at);
}

static struct web_got
take_step(lua_State *L, struct web_build *b, const struct web_got *of, struct web_value *v)
{
	if (is_unknown(L, of)) {
		web_push_further(L, b->web, web_value_at(L, of->at), v->step);
		return got_lua(L, b);
	}
	if (v->step.how == WEB_FIELD)
		return take_field(L, b, of, v);
	if (of->kind == GOT_NIL || of->kind == GOT_FALSE)
		return *of;
	if (v->step.how == WEB_LINK)
		return take_link(L, b, of);
	if (v->step.how == WEB_WORDS)
		return take_words(L, b, of);
	return take_list(L, of, v->step.part);
}

/* V, a field of the data OF: it is noted in GOT. */
static void
note_entry(struct web_got *got, const struct data *of, struct web_value *v)
{
	*got = got_entry(v->step.named ? data_find(of, v->step.name, &v->hint)
				       : data_member(of, v->step.at));
}

static void find_value(lua_State *L, struct web_build *b, int first, struct web_value *v);

/*
 * What V is of the part whose values are noted from FIRST on: it is noted there, if need be. It can
 * be read as long as the page is made, though the list may have moved.
 */
static inline const struct web_got *
look_up(lua_State *L, struct web_build *b, int first, struct web_value *v)
{
	struct web_got *got = &b->got[first + v->place];
	const struct web_got *of;

	if (got->kind != GOT_NOTHING_YET)
		return got;
	of = &b->got[first + v->from->place];
	if (of->kind == GOT_DATA && v->step.how == WEB_FIELD) /* most are */
		note_entry(got, of->data, v);
	else
		find_value(L, b, first, v);
	return got;
}

/* The same, whatever V is. */
static void
find_value(lua_State *L, struct web_build *b, int first, struct web_value *v)
{
	struct web_got *got = &b->got[first + v->place];
	const struct web_got *of = look_up(L, b, first, v->from);

	if (of->kind == GOT_DATA && v->step.how == WEB_FIELD)
		note_entry(got, of->data, v);
	else
		*got = take_step(L, b, of, v);
}

/* -- filling gaps ----------------------------------------------------------------------- */

/* What fills GAP, an attribute. */
static void
put_attribute(lua_State *L, struct web_build *b, const struct web_gap *gap,
	      const struct web_got *got)
{
	char digits[WEB_NUMBER_MAX];

	switch (got->kind) {
	case GOT_NIL:
	case GOT_FALSE:
		break;
	case GOT_TRUE:
		web_write_attribute(L, b, gap, gap->is.attribute, true);
		break;
	case GOT_TEXT:
		web_count(L, b, (size_t)got->text.n);
		web_write_attribute(L, b, gap, got->text, got->sound);
		break;
	case GOT_NUMBER:
		web_write_attribute(L, b, gap, web_number(got->number, digits), true);
		break;
	case GOT_TABLE:
	case GOT_LUA:
		lua_pushvalue(L, got->at);
		web_fill_attribute(L, b, gap);
		lua_pop(L, 1);
		break;
	default:
		web_refuse(L, b,
			   lua_pushfstring(L, "%s is a %s", gap->is.attribute.p, type_of(L, got)));
	}
}

static void put_got(lua_State *L, struct web_build *b, struct web_inside *in,
		    const struct web_got *got);

/* What fills GAP, among children. */
static void
put_child(lua_State *L, struct web_build *b, const struct web_gap *gap, const struct web_got *got)
{
	struct web_inside in = {.of = gap->alone ? IN_ELEMENT : IN_GAP,
				.breaks = gap->breaks,
				.first = b->nchild,
				.first_gap = b->ngap,
				.element = ++b->elements};

	web_enter_part(L, b, gap->depth);
	put_got(L, b, &in, got);
	if (gap->alone)
		web_end_children(b, &in);
	b->depth -= gap->depth;
}

/* GOT fills GAP, which is not left out. */
static void
fill_gap(lua_State *L, struct web_build *b, const struct web_gap *gap, const struct web_got *got)
{
	if (gap->is.kind == GAP_ATTRIBUTE) {
		put_attribute(L, b, gap, got);
	} else if (got->kind == GOT_TEXT) { /* most are: it breaks no line */
		web_check_depth(L, b, gap->depth);
		web_count(L, b, (size_t)got->text.n);
		web_write_text(L, b, got->text, got->sound);
	} else if (got->kind != GOT_NIL) {
		put_child(L, b, gap, got);
	}
}

/* Whether what may be left out at GAP is: that hangs on GOT. */
static bool
left_out(lua_State *L, const struct web_build *b, const struct web_gap *gap,
	 const struct web_got *got)
{
	if (gap->is.kind != GAP_WHEN)
		return false;
	if (b->part && is_unknown(L, got))
		web_refuse(L, b, "what is left out cannot hang on a value of another part");
	return (got->kind == GOT_NIL || got->kind == GOT_FALSE) != gap->unless;
}

/*
 * Child I of PART, whose gaps from GAP on are filled with values that are noted from FIRST on. The
 * next gap is returned.
 */
static const struct web_gap *
put_filled(lua_State *L, struct web_build *b, const struct web_part *part, int i,
	   const struct web_gap *gap, int first)
{
	const struct web_gap *last = gap + part->known[i].ngap;
	struct known_filled unknown, *noted = web_note_place(b, &part->known[i]);
	size_t at = part->child[i].at;

	for (int step; gap < last; gap += step) {
		struct known_filled *filled = noted ? noted : &unknown;
		const struct web_got *got = look_up(L, b, first, gap->value);

		step = 1;
		out_str(b->out, (str){part->bytes.p + at, (ptrdiff_t)(gap->is.at - at)});
		at = gap->is.at;
		filled->at = b->out->n;
		if (left_out(L, b, gap, got)) {
			at = gap->is.end;
			step += gap->is.inside;
			filled->end = 0;
		} else {
			if (gap->is.kind != GAP_WHEN)
				fill_gap(L, b, gap, got);
			filled->end = b->out->n;
		}
		noted = noted ? noted + step : NULL;
	}
	out_str(b->out, (str){part->bytes.p + at, (ptrdiff_t)(part->child[i + 1].at - at)});
	return gap;
}

/* -- placing parts ---------------------------------------------------------------------- */

/* Room for N values, of which the first is OF; where it begins. */
static int
begin_values(struct web_build *b, int n, const struct web_got *of)
{
	int first = b->ngot;

	if (n > b->got_room - first) {
		int room = 2 * b->got_room + n + 32;
		struct web_got *more = NEW(b->web->mem, struct web_got, (size_t)room);

		if (first > 0)
			memcpy(more, b->got, (size_t)first * sizeof *more);
		b->got = more;
		b->got_room = room;
	}
	memset(b->got + first, 0, (size_t)n * sizeof *b->got);
	b->got[first] = *of;
	b->ngot += n;
	return first;
}

/* PART, filled with OF. */
static void
place_part(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_part *part,
	   const struct web_got *of)
{
	const struct web_gap *gap = part->gap;
	int top = lua_gettop(L), n = part->ngap > 0 ? part->nvalue : 1, first;

	web_enter(L, b, (str){0});
	web_count_all(L, b, part->nchild, (size_t)part->bytes.n, part->ngap + n);
	luaL_checkstack(L, n, "a part has too many values");
	first = begin_values(b, n, of);
	for (int i = 0; i < part->nchild; i++) {
		web_begin_child(b, in, part->child[i].in_line);
		gap = put_filled(L, b, part, i, gap, first);
	}
	b->ngot = first;
	lua_settop(L, top);
	b->depth--;
}

/* PART for each member of OF. */
static void
place_list(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_got *list)
{
	bool is_lua = list->kind == GOT_LUA_LIST;
	lua_Integer n = is_lua ? (lua_Integer)lua_rawlen(L, list->at) : data_length(list->data);
	struct web_got got;

	web_enter(L, b, (str){0});
	sandbox_charge(L, CALL_WORK * (size_t)(n + 1));
	for (lua_Integer i = 1; i <= n; i++) {
		int top = lua_gettop(L);

		if (is_lua) {
			lua_rawgeti(L, list->at, i);
			got = got_lua(L, b);
		} else {
			got = got_entry(data_member(list->data, i));
		}
		place_part(L, b, in, list->part, &got);
		lua_settop(L, top);
	}
	b->depth--;
}

void
web_put_part(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_content *h)
{
	int top = lua_gettop(L);
	struct web_got got;

	lua_getiuservalue(L, -1, 1);
	got = got_lua(L, b);
	if (h->kind == WEB_LIST) {
		got.kind = GOT_LIST;
		got.part = h->part;
		place_list(L, b, in, &got);
	} else {
		place_part(L, b, in, h->part, &got);
	}
	lua_settop(L, top);
}

void
web_put_data(lua_State *L, struct web_build *b, struct web_inside *in, const struct data *t)
{
	web_enter(L, b, (str){0});
	sandbox_charge(L, (size_t)t->n);
	if (t->n > data_length(t))
		web_refuse(
		    L, b,
		    lua_pushfstring(L, "a list of children has a field \"%s\"", t->entry->name));
	for (int i = 0; i < t->n; i++) {
		struct web_got got = got_entry(&t->entry[i]);

		put_got(L, b, in, &got);
	}
	b->depth--;
}

static void
put_got(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_got *got)
{
	const struct web_got nothing = {.kind = GOT_NIL};
	char digits[WEB_NUMBER_MAX];

	switch (got->kind) {
	case GOT_NOTHING_YET:
	case GOT_NIL:
	case GOT_FALSE:
		break;
	case GOT_TRUE:
		web_refuse(L, b, "a child is a boolean");
		break;
	case GOT_TEXT:
		web_count(L, b, (size_t)got->text.n);
		web_put_text(L, b, in, got->text, got->sound);
		break;
	case GOT_NUMBER:
		web_put_text(L, b, in, web_number(got->number, digits), true);
		break;
	case GOT_DATA:
		web_put_data(L, b, in, got->data);
		break;
	case GOT_BODY:
		web_put_body(L, b, in, got->body);
		break;
	case GOT_PART:
		place_part(L, b, in, got->part, &nothing);
		break;
	case GOT_LIST:
	case GOT_LUA_LIST:
		place_list(L, b, in, got);
		break;
	case GOT_TABLE:
	case GOT_LUA:
		lua_pushvalue(L, got->at);
		web_put_child(L, b, in);
		lua_pop(L, 1);
		break;
	}
}
