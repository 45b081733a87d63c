#include "script/web_state.h"

#include "base/utf8.h"
#include "markup/xhtml.h"

enum {
	CALL_WORK = 100,  /* of the sandbox's budget, besides what grows with a text */
	KEPT_WORK = 1000, /* of it, of what lies there until the issue ends */
	LOOKED_AT = 40	  /* of what is made of a value: so many are made once */
};

const struct web_content *
web_value_at(lua_State *L, int at)
{
	const struct web_content *h = luaL_testudata(L, at, WEB_CONTENT);

	return h && h->kind == WEB_VALUE ? h : NULL;
}

/* The string at AT, in Lua's memory. */
static str
text_of(lua_State *L, int at)
{
	size_t n;
	const char *p = lua_tolstring(L, at, &n);

	return (str){p, (ptrdiff_t)n};
}

static void
push_value(lua_State *L, struct web_part *part, struct web_value *value)
{
	struct web_content *h = lua_newuserdatauv(L, sizeof *h, 0);

	*h = (struct web_content){.kind = WEB_VALUE, .part = part, .value = value};
	luaL_setmetatable(L, WEB_CONTENT);
}

void
web_push_of(lua_State *L, struct web *w, struct web_part *part)
{
	part->nvalue = 1;
	push_value(L, part, NEW(w->kept, struct web_value, 1));
}

static bool
same_step(const struct web_step *a, const struct web_step *b)
{
	return a->how == b->how && a->part == b->part && a->named == b->named && a->at == b->at &&
	       str_eq(a->name, b->name);
}

/* What STEP makes of FROM, if that is known already. */
static struct web_value *
known_step(const struct web_value *from, const struct web_step *step)
{
	for (struct web_value *v = from->first; v; v = v->next)
		if (same_step(&v->step, step))
			return v;
	return NULL;
}

/* A field's name or number as Lua has it, which stays. */
static int
key_of(lua_State *L, const struct web_step *step)
{
	if (step->named)
		web_push_str(L, step->name);
	else
		lua_pushinteger(L, step->at);
	return luaL_ref(L, LUA_REGISTRYINDEX);
}

static struct web_value *
make_step(lua_State *L, struct web *w, const struct web_content *h, struct web_step step)
{
	struct web_value *value = NEW(w->kept, struct web_value, 1), *from = h->value;

	if (h->part->made)
		luaL_error(L, "a value is used outside of its part");
	sandbox_charge(L, KEPT_WORK);
	if (from->steps == WEB_STEPS_MAX)
		luaL_error(L, "fields of fields of a value: more than %d", WEB_STEPS_MAX);
	*value = (struct web_value){
	    .from = from, .step = step, .steps = from->steps + 1, .place = h->part->nvalue++};
	if (step.named)
		value->step.name = str_dup(w->kept, step.name);
	if (step.how == WEB_FIELD)
		value->step.key = key_of(L, &step);
	if (from->made++ < LOOKED_AT) {
		value->next = from->first;
		from->first = value;
	}
	return value;
}

void
web_push_further(lua_State *L, struct web *w, const struct web_content *h, struct web_step step)
{
	struct web_value *value = known_step(h->value, &step);

	if (!value)
		value = make_step(L, w, h, step);
	sandbox_charge(L, CALL_WORK);
	push_value(L, h->part, value);
}

/* of.NAME, of.NAME.NAME, of.NAME[1] */
static int
field(lua_State *L)
{
	const struct web_content *h = web_value_at(L, 1);
	struct web_step step = {.how = WEB_FIELD};

	if (!h)
		return luaL_error(L, "content has no fields");
	if (lua_isinteger(L, 2)) {
		step.at = lua_tointeger(L, 2);
	} else {
		luaL_checktype(L, 2, LUA_TSTRING);
		step.named = true;
		step.name = text_of(L, 2);
	}
	web_push_further(L, lua_touserdata(L, lua_upvalueindex(1)), h, step);
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
static struct web_part *
between_words(struct web *w, str text)
{
	struct web_part *part = NEW(w->kept, struct web_part, 1);
	struct web_child *child = NEW(w->kept, struct web_child, 2);
	bool *end = NEW(w->kept, bool, (size_t)text.n + 1);
	struct out o = {.mem = w->kept};

	icu_words_ends(&w->words, w->kept, text, end);
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

/* A text, and others that begin and end like it. */
struct web_worded {
	struct web_worded *next;
	str text;
	struct web_part *part;
};

static struct web_worded **
worded_like(struct web *w, str text)
{
	size_t sum = (size_t)text.n;

	/* a character of Chinese is three bytes, of which the first says little */
	for (ptrdiff_t i = 0; i < text.n && i < 6; i++)
		sum = sum * 31 + (unsigned char)text.p[i] + (unsigned char)text.p[text.n - 1 - i];
	return &w->worded[sum % WEB_WORDED];
}

struct web_part *
web_words(lua_State *L, struct web *w, str text)
{
	struct web_worded **like = worded_like(w, text), *at;

	sandbox_charge(L, CALL_WORK + (size_t)text.n);
	for (at = *like; at && !str_eq(at->text, text); at = at->next)
		sandbox_charge(L, 1);
	if (!at) {
		sandbox_charge(L, 10 * (CALL_WORK + (size_t)text.n));
		at = NEW(w->kept, struct web_worded, 1);
		*at = (struct web_worded){*like, str_dup(w->kept, text), NULL};
		at->part = between_words(w, at->text);
		*like = at;
	}
	return at->part;
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
		web_push_further(L, web_of(L), value, (struct web_step){.how = WEB_WORDS});
	else
		web_push_part(L, web_words(L, web_of(L), web_check_text(L, 1)), 0);
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
	web_push_further(L, web_of(L), value, (struct web_step){.how = WEB_LINK});
	return 1;
}

/* PART for each member of the table at the top of the stack, instead of it. */
static void
make_parts(lua_State *L, struct web_part *part)
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

/* The same of data, which stays as it is: that is done where it is placed. */
static void
push_list(lua_State *L, struct web_part *part)
{
	struct web_content *h = lua_newuserdatauv(L, sizeof *h, 1);

	*h = (struct web_content){.kind = WEB_LIST, .part = part};
	luaL_setmetatable(L, WEB_CONTENT);
	lua_pushvalue(L, 1);
	lua_setiuservalue(L, -2, 1);
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
		web_push_further(L, web_of(L), value, step);
	else if (web_data_at(L, web_of(L), 1))
		push_list(L, step.part);
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

	set_function(L, w, "words", words);
	set_function(L, w, "link", link_to);
	set_function(L, w, "each", each);
}
