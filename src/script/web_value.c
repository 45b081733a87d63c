#include "script/web_state.h"

#include "base/utf8.h"
#include "markup/xhtml.h"

enum {
	CALL_WORK = 100,  /* of the sandbox's budget, besides what grows with a text */
	KEPT_WORK = 1000, /* of it, of what lies there until the issue ends */
	WORDED = 64 /* texts of which there is room for the words: more than most issues have */
};

const struct web_content *
web_value_at(lua_State *L, int at)
{
	const struct web_content *h = luaL_testudata(L, at, WEB_CONTENT);

	return h && h->kind == WEB_VALUE ? h : NULL;
}

static void
push_content_of(lua_State *L, const struct web_part *part, const struct web_value *value)
{
	struct web_content *h = lua_newuserdatauv(L, sizeof *h, 0);

	*h = (struct web_content){.kind = WEB_VALUE, .part = part, .value = value};
	luaL_setmetatable(L, WEB_CONTENT);
}

void
web_push_of(lua_State *L, struct web *w, const struct web_part *part)
{
	push_content_of(L, part, NEW(w->kept, struct web_value, 1));
}

/* What STEP makes of the value H, which is not known yet. */
static void
push_further(lua_State *L, struct web *w, const struct web_content *h, struct web_step step)
{
	struct web_value *value = NEW(w->kept, struct web_value, 1);

	sandbox_charge(L, KEPT_WORK);
	*value = *h->value;
	if (value->n == WEB_STEPS_MAX)
		luaL_error(L, "fields of fields of a value: more than %d", WEB_STEPS_MAX);
	value->step[value->n++] = step;
	push_content_of(L, h->part, value);
}

/* of.NAME, of.NAME.NAME, of.NAME[1] */
static int
field(lua_State *L)
{
	const struct web_content *h = web_value_at(L, 1);
	struct web_step step = {.how = WEB_FIELD};

	if (!h)
		return luaL_error(L, "content has no fields");
	if (!lua_isinteger(L, 2))
		luaL_checktype(L, 2, LUA_TSTRING);
	lua_settop(L, 2);
	step.name = luaL_ref(L, LUA_REGISTRYINDEX);
	push_further(L, lua_touserdata(L, lua_upvalueindex(1)), h, step);
	return 1;
}

/* -- words ----------------------------------------------------------------------- */

/* Between blanks the writer broke TEXT himself: what is short there is not broken a second time. */
static void
keep_phrases(str text, bool *end)
{
	enum { SHORT = 9 };
	str rest = text;

	while (rest.n > 0) {
		str phrase = str_cut(&rest, STR(" "));
		ptrdiff_t from = phrase.p - text.p;

		if (phrase.n == text.n)
			break;
		end[from] = end[from + phrase.n] = false;
		for (ptrdiff_t i = 1; i < phrase.n && utf8_count(phrase) <= SHORT; i++)
			end[from + i] = false;
	}
}

/* TEXT with a <wbr> behind each word that END says ends there. */
static void
put_words(struct out *o, str text, const bool *end)
{
	static const str between = STR_INIT("<wbr />");
	ptrdiff_t from = 0;
	bool plain; /* nothing in it is escaped */

	out_str(o, between);
	xhtml_text(o, text);
	plain = str_eq(str_from_at(out_text(o), between.n), text);
	o->n = 0;
	for (ptrdiff_t i = 1; i <= text.n; i++) {
		str word = str_sub(text, from, i);

		if (!end[i])
			continue;
		if (from > 0)
			out_str(o, between);
		if (plain)
			out_str(o, word);
		else
			xhtml_text(o, word);
		from = i;
	}
}

/* The same as one piece, which is in line. */
static const struct web_part *
between_words(struct web *w, str text)
{
	struct web_part *part = NEW(w->kept, struct web_part, 1);
	struct web_child *child = NEW(w->kept, struct web_child, 2);
	bool *end = NEW(w->kept, bool, (size_t)text.n + 1);
	struct out o = {.mem = w->kept};

	icu_words_ends(w->words, w->kept, text, end);
	keep_phrases(text, end);
	end[text.n] = true;
	put_words(&o, text, end);
	child->in_line = true;
	child[1].at = o.n;
	*part = (struct web_part){.bytes = out_text(&o),
				  .child = child,
				  .nchild = text.n > 0,
				  .known = NEW(w->kept, struct known, 1)};
	return part;
}

/* Its words instead of the text at the top of the stack; each is cut once. */
static void
make_words(lua_State *L, struct web *w, str text)
{
	sandbox_charge(L, CALL_WORK + (size_t)text.n);
	lua_rawgeti(L, LUA_REGISTRYINDEX, w->worded);
	lua_insert(L, -2);
	lua_pushvalue(L, -1);
	if (lua_rawget(L, -3) == LUA_TNIL) {
		sandbox_charge(L, 10 * (CALL_WORK + (size_t)text.n));
		lua_pop(L, 1);
		web_push_part(L, between_words(w, text), 0);
		lua_pushvalue(L, -2);
		lua_pushvalue(L, -2);
		lua_rawset(L, -5);
	}
	lua_replace(L, -3);
	lua_pop(L, 1);
}

/* -- what is made of a value -------------------------------------------------------- */

/* A field of the value at the top of the stack, instead of it. */
static void
take_field(lua_State *L, int name)
{
	switch (lua_type(L, -1)) {
	case LUA_TNIL:
		break;
	case LUA_TTABLE:
		lua_rawgeti(L, LUA_REGISTRYINDEX, name);
		lua_rawget(L, -2);
		lua_replace(L, -2);
		break;
	default:
		lua_rawgeti(L, LUA_REGISTRYINDEX, name);
		luaL_error(L, "%s of a %s", lua_tostring(L, -1), luaL_typename(L, -2));
	}
}

static str
text_at_top(lua_State *L, const char *what)
{
	str text;
	size_t n;

	if (!lua_isstring(L, -1))
		luaL_error(L, "%s of a %s", what, luaL_typename(L, -1));
	text.p = lua_tolstring(L, -1, &n);
	text.n = (ptrdiff_t)n;
	if (utf8_bad(text) >= 0)
		luaL_error(L, "text is not UTF-8");
	return text;
}

static void
make_link(lua_State *L, struct web *w)
{
	str path = text_at_top(L, "link"), way;

	sandbox_charge(L, CALL_WORK + (size_t)path.n);
	way = w->host->link(w->host->ctx, w->mem, path);
	lua_pop(L, 1);
	web_push_str(L, way);
}

/* PART for each member of the list at the top of the stack, instead of it. */
static void
make_parts(lua_State *L, const struct web_part *part)
{
	lua_Integer n = lua_istable(L, -1) ? (lua_Integer)lua_rawlen(L, -1) : -1;

	if (n < 0)
		luaL_error(L, "each of a %s", luaL_typename(L, -1));
	sandbox_charge(L, CALL_WORK * (size_t)(n + 1));
	lua_createtable(L, (int)n, 0);
	for (lua_Integer i = 1; i <= n; i++) {
		web_push_part(L, part, 1);
		lua_rawgeti(L, -3, i);
		lua_setiuservalue(L, -2, 1);
		lua_rawseti(L, -2, i);
	}
	lua_replace(L, -2);
}

/* What STEP makes of the value at the top of the stack, instead of it. */
static void
take_step(lua_State *L, struct web *w, const struct web_step *step)
{
	const struct web_content *unknown = lua_type(L, -1) == LUA_TUSERDATA ? web_value_at(L, -1)
									     : NULL;

	if (unknown) {
		push_further(L, w, unknown, *step);
		lua_replace(L, -2);
	} else if (step->how == WEB_FIELD) {
		take_field(L, step->name);
	} else if (lua_toboolean(L, -1)) {
		if (step->how == WEB_LINK)
			make_link(L, w);
		else if (step->how == WEB_WORDS)
			make_words(L, w, text_at_top(L, "words"));
		else
			make_parts(L, step->part);
	}
}

/*
 * Push what the first steps of VALUE make, as long as they are fields of tables: nearly all are.
 * Returns how many.
 */
static int
push_fields(lua_State *L, const struct web_value *value)
{
	int n = 0;

	while (n < value->n && value->step[n].how == WEB_FIELD && lua_istable(L, -1)) {
		lua_rawgeti(L, LUA_REGISTRYINDEX, value->step[n++].name);
		lua_rawget(L, -2);
	}
	if (n == 0) {
		lua_pushvalue(L, -1);
	} else if (n > 1) {
		lua_copy(L, -1, -n);
		lua_pop(L, n - 1);
	}
	return n;
}

void
web_push_value(lua_State *L, struct web *w, const struct web_value *value)
{
	for (int i = push_fields(L, value); i < value->n; i++)
		take_step(L, w, &value->step[i]);
}

/* -- functions for layouts --------------------------------------------------------- */

static struct web *
web_of(lua_State *L)
{
	return lua_touserdata(L, lua_upvalueindex(1));
}

/***
 * A headline with a `wbr` between its words, so that a style sheet that keeps Chinese together
 * (`word-break: keep-all`) can break it there and nowhere else. A phrase of up to nine characters
 * between blanks is kept whole.
 * @function words
 * @tparam string text or, in a part, a field of `of`
 * @treturn content its words and the places between them
 * @usage h.h1{words(article.title)}
 */
static int
words(lua_State *L)
{
	const struct web_content *value = web_value_at(L, 1);

	lua_settop(L, 1);
	if (value)
		push_further(L, web_of(L), value, (struct web_step){.how = WEB_WORDS});
	else
		make_words(L, web_of(L), web_check_text(L, 1));
	return 1;
}

/***
 * In a part: the way from the page where it is placed to the path that a field gives, as `ctx.link`
 * finds it; nothing where the field has no value.
 * @function link
 * @tparam value path a field of `of`
 * @treturn content
 * @usage part(function(of) return h.a{href = link(of.path), of.title} end)
 */
static int
link_to(lua_State *L)
{
	const struct web_content *value = web_value_at(L, 1);

	luaL_argcheck(L, value, 1, "no value of a part; outside of one there is ctx.link");
	push_further(L, web_of(L), value, (struct web_step){.how = WEB_LINK});
	return 1;
}

/***
 * A part for each member of a list, which it is filled with.
 * @function each
 * @tparam table list or, in a part, a field of `of`
 * @tparam function part made by `part`
 * @treturn content
 * @usage local tag = part(function(of) return h.li{of.name} end)
 * local tags = part(function(of) return h.ul{each(of.tags, tag)} end)
 */
static int
each(lua_State *L)
{
	const struct web_content *value = web_value_at(L, 1);
	struct web_step step = {.how = WEB_EACH, .part = web_part_of(L, 2)};

	luaL_argcheck(L, step.part, 2, "no part");
	lua_settop(L, 1);
	if (value)
		push_further(L, web_of(L), value, step);
	else
		make_parts(L, step.part);
	return 1;
}

static void
set_function(lua_State *L, struct web *w, const char *name, lua_CFunction f)
{
	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, f, 1);
	lua_setglobal(L, name);
}

void
web_open_values(lua_State *L, struct web *w)
{
	luaL_newmetatable(L, WEB_CONTENT);
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_pushlightuserdata(L, w);
	lua_pushcclosure(L, field, 1);
	lua_setfield(L, -2, "__index");
	lua_rawsetp(L, LUA_REGISTRYINDEX, &web_content_key);

	lua_createtable(L, 0, WORDED);
	w->worded = luaL_ref(L, LUA_REGISTRYINDEX);
	set_function(L, w, "words", words);
	set_function(L, w, "link", link_to);
	set_function(L, w, "each", each);
}
