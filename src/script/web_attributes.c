#include "script/web_build.h"

#include "base/utf8.h"
#include "markup/xhtml.h"

enum { CHILDREN_MAX = 1000 * 1000 };

/* The value at the top of the stack, of an attribute whose name is known. */
static void
take_value(lua_State *L, struct web_build *b, struct web_attribute *t)
{
	t->type = lua_type(L, -1);
	t->value = t->name;
	t->value_of = NULL;
	if (t->type == LUA_TBOOLEAN && !lua_toboolean(L, -1))
		t->type = LUA_TNIL;
	else if (t->type == LUA_TSTRING)
		t->value = web_take_text(L, b);
	else if (t->type == LUA_TNUMBER)
		t->value = web_take_number(L, b, t->digits);
	else if (t->type == LUA_TUSERDATA)
		t->value_of = web_value_at_top(L, b);
}

/* The attribute whose value is at the top of the stack, its name below. */
static void
take_attribute(lua_State *L, struct web_build *b, struct web_attribute *t)
{
	size_t n;

	t->name.p = lua_tolstring(L, -2, &n);
	t->name.n = (ptrdiff_t)n;
	take_value(L, b, t);
}

/* The last of the N of LIST goes to its place among the others, which are in order of their names.
 */
static void
sort_in(struct web_attribute **list, int n)
{
	struct web_attribute *t = list[--n];

	for (; n > 0 && str_cmp(list[n - 1]->name, t->name) > 0; n--)
		list[n] = list[n - 1];
	list[n] = t;
}

/* Lua's "#" would stop at a nil in the middle. */
void
web_contents_of(lua_State *L, struct web_build *b, struct web_contents *c)
{
	c->n = 0;
	c->last = 0;
	lua_pushnil(L);
	while (lua_next(L, -2)) {
		int type = lua_type(L, -2);

		sandbox_charge(L, 1);
		if (type == LUA_TSTRING) {
			if (c->n == WEB_ATTRIBUTES_MAX)
				web_refuse(L, b, "too many attributes");
			c->list[c->n] = &c->all[c->n];
			take_attribute(L, b, &c->all[c->n++]);
			sort_in(c->list, c->n);
		} else if (type == LUA_TNUMBER && lua_isinteger(L, -2)) {
			lua_Integer i = lua_tointeger(L, -2);

			if (i < 1 || i > CHILDREN_MAX)
				web_refuse(L, b, "a child has a number that is not 1, 2, 3 …");
			c->last = i > c->last ? i : c->last;
		} else {
			web_refuse(L, b, "a key is neither a name nor a number");
		}
		lua_pop(L, 1);
	}
}

/* RULE says what VALUE must be. */
static void
write_value(lua_State *L, struct web_build *b, str name, str value, struct safe_name rule,
	    bool sound)
{
	const char *fault = safe_value(rule, value);

	if (fault && (sound || utf8_bad(value) < 0))
		web_refuse(L, b, lua_pushfstring(L, "%s %s", name.p, fault));
	if (sound)
		xhtml_sound_attr(b->out, name, value);
	else if (!xhtml_attr(b->out, name, value))
		web_refuse(L, b, web_not_utf8);
}

void
web_write_attribute(lua_State *L, struct web_build *b, const struct web_gap *gap, str value,
		    bool sound)
{
	write_value(L, b, gap->is.attribute, value, gap->rule, sound);
}

/* T is known not to be left out. */
static void
write_attribute(lua_State *L, struct web_build *b, const struct web_attribute *t,
		struct safe_name rule)
{
	if (t->type != LUA_TBOOLEAN && t->type != LUA_TSTRING && t->type != LUA_TNUMBER)
		web_refuse(L, b,
			   lua_pushfstring(L, "%s is a %s", t->name.p, lua_typename(L, t->type)));
	write_value(L, b, t->name, t->value, rule, false);
}

static void
put_attribute(lua_State *L, struct web_build *b, const struct web_attribute *t)
{
	struct safe_name rule;

	if (t->type == LUA_TNIL)
		return;
	rule = web_attribute_rule(b->web, t->name);
	if (!t->value_of) {
		write_attribute(L, b, t, rule);
		return;
	}
	web_note_gap(L, b, t->value_of,
		     (struct web_gap){
			 .is = {.kind = GAP_ATTRIBUTE, .attribute = str_dup(b->web->kept, t->name)},
			 .rule = rule});
}

void
web_fill_attribute(lua_State *L, struct web_build *b, const struct web_gap *gap)
{
	struct web_attribute t;

	t.name = gap->is.attribute;
	take_value(L, b, &t);
	if (t.value_of)
		put_attribute(L, b, &t);
	else if (t.type != LUA_TNIL)
		write_attribute(L, b, &t, gap->rule);
}

void
web_put_attributes(lua_State *L, struct web_build *b, const struct web_contents *c)
{
	for (int i = 0; i < c->n; i++)
		put_attribute(L, b, c->list[i]);
}
