/*
 * pattern.c - Lua's patterns, with every step counted. The matcher of Lua's own
 * library can run for years on forty characters ("a-a-a-…b") without the hook
 * being asked (faults.md 2.3). Syntax and results are those of the manual, 6.4.1.
 */
#include "script/library.h"

#include <ctype.h>
#include <string.h>

enum {
	CAPTURES = 32,
	DEPTH_MAX = 150,  /* of the matcher's recursion */
	STEPS_A_LOOK = 64 /* steps between two looks at the budget */
};

enum { OPEN = -1, POSITION = -2 }; /* length of a capture that is not one */

struct match {
	lua_State *L;
	const char *src, *src_end;
	const char *pat_end;
	int depth, steps;
	int level; /* captures so far, closed or not */
	struct {
		const char *at;
		ptrdiff_t len;
	} capture[CAPTURES];
};

static const char *match_here(struct match *m, const char *s, const char *p);

static void
count(struct match *m)
{
	if (++m->steps == STEPS_A_LOOK) {
		sandbox_charge(m->L, STEPS_A_LOOK);
		m->steps = 0;
	}
}

/* The end of the single item at P: a character, %x, or a [set]. */
static const char *
item_end(const struct match *m, const char *p)
{
	if (*p == '%') {
		if (p + 1 >= m->pat_end)
			luaL_error(m->L, "malformed pattern (ends with '%%')");
		return p + 2;
	}
	if (*p != '[')
		return p + 1;
	p++;
	if (p < m->pat_end && *p == '^')
		p++;
	do { /* a "]" at the start stands for itself */
		if (p >= m->pat_end)
			luaL_error(m->L, "malformed pattern (missing ']')");
		if (*p++ == '%')
			p++;
	} while (p >= m->pat_end || *p != ']');
	return p + 1;
}

static bool
in_class(unsigned char c, char class)
{
	bool is;

	switch (tolower((unsigned char)class)) {
	case 'a':
		is = isalpha(c) != 0;
		break;
	case 'c':
		is = iscntrl(c) != 0;
		break;
	case 'd':
		is = isdigit(c) != 0;
		break;
	case 'g':
		is = isgraph(c) != 0;
		break;
	case 'l':
		is = islower(c) != 0;
		break;
	case 'p':
		is = ispunct(c) != 0;
		break;
	case 's':
		is = isspace(c) != 0;
		break;
	case 'u':
		is = isupper(c) != 0;
		break;
	case 'w':
		is = isalnum(c) != 0;
		break;
	case 'x':
		is = isxdigit(c) != 0;
		break;
	default:
		return class == (char)c;
	}
	return isupper((unsigned char)class) ? !is : is;
}

/* [set] from P, its "[", to END, its "]". */
static bool
in_set(unsigned char c, const char *p, const char *end)
{
	bool wanted = true;

	if (*++p == '^') {
		wanted = false;
		p++;
	}
	for (; p < end; p++) {
		if (*p == '%') {
			p++;
			if (in_class(c, *p))
				return wanted;
		} else if (p + 2 < end && p[1] == '-') {
			if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2])
				return wanted;
			p += 2;
		} else if ((unsigned char)*p == c) {
			return wanted;
		}
	}
	return !wanted;
}

/* Whether the character at S matches the item from P to END. */
static bool
item_matches(struct match *m, const char *s, const char *p, const char *end)
{
	count(m);
	if (s >= m->src_end)
		return false;
	switch (*p) {
	case '.':
		return true;
	case '%':
		return in_class((unsigned char)*s, p[1]);
	case '[':
		return in_set((unsigned char)*s, p, end - 1);
	default:
		return *p == *s;
	}
}

/* %bxy */
static const char *
match_balanced(struct match *m, const char *s, const char *p)
{
	int depth = 1;

	if (p + 1 >= m->pat_end)
		luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
	if (s >= m->src_end || *s != p[0])
		return NULL;
	while (++s < m->src_end) {
		count(m);
		if (*s == p[1]) {
			if (--depth == 0)
				return s + 1;
		} else if (*s == p[0]) {
			depth++;
		}
	}
	return NULL;
}

/* The item from P to END as often as it goes, then less often. */
static const char *
match_most(struct match *m, const char *s, const char *p, const char *end)
{
	ptrdiff_t n = 0;

	while (item_matches(m, s + n, p, end))
		n++;
	for (; n >= 0; n--) {
		const char *r = match_here(m, s + n, end + 1);

		if (r)
			return r;
	}
	return NULL;
}

static const char *
match_least(struct match *m, const char *s, const char *p, const char *end)
{
	for (;;) {
		const char *r = match_here(m, s, end + 1);

		if (r)
			return r;
		if (!item_matches(m, s, p, end))
			return NULL;
		s++;
	}
}

static const char *
match_open(struct match *m, const char *s, const char *p, ptrdiff_t what)
{
	const char *r;

	if (m->level >= CAPTURES)
		luaL_error(m->L, "too many captures");
	m->capture[m->level].at = s;
	m->capture[m->level].len = what;
	m->level++;
	r = match_here(m, s, p);
	if (!r)
		m->level--;
	return r;
}

static const char *
match_close(struct match *m, const char *s, const char *p)
{
	int i = m->level - 1;
	const char *r;

	while (i >= 0 && m->capture[i].len != OPEN)
		i--;
	if (i < 0)
		luaL_error(m->L, "invalid pattern capture");
	m->capture[i].len = s - m->capture[i].at;
	r = match_here(m, s, p);
	if (!r)
		m->capture[i].len = OPEN;
	return r;
}

/* %1 to %9: what the capture held. */
static const char *
match_again(struct match *m, const char *s, char digit)
{
	int i = digit - '1';
	ptrdiff_t len;

	if (i < 0 || i >= m->level || m->capture[i].len < 0)
		luaL_error(m->L, "invalid capture index %%%d in pattern", i + 1);
	len = m->capture[i].len;
	sandbox_charge(m->L, (size_t)len);
	if (m->src_end - s < len || memcmp(m->capture[i].at, s, (size_t)len) != 0)
		return NULL;
	return s + len;
}

/* %f[set]: S stands where the set begins. */
static bool
at_frontier(struct match *m, const char *s, const char *p, const char *end)
{
	unsigned char before = s == m->src ? 0 : (unsigned char)s[-1];
	unsigned char here = s < m->src_end ? (unsigned char)*s : 0;

	return !in_set(before, p, end - 1) && in_set(here, p, end - 1);
}

/* One item with what follows it: "?", "*", "+", "-" or nothing. NULL and *NEXT: go on there. */
static const char *
match_item(struct match *m, const char *s, const char *p, const char **next)
{
	const char *end = item_end(m, p);
	char suffix = end < m->pat_end ? *end : '\0';
	const char *r;

	*next = NULL;
	switch (suffix) {
	case '*':
		return match_most(m, s, p, end);
	case '+':
		return item_matches(m, s, p, end) ? match_most(m, s + 1, p, end) : NULL;
	case '-':
		return match_least(m, s, p, end);
	case '?':
		if (item_matches(m, s, p, end) && (r = match_here(m, s + 1, end + 1)) != NULL)
			return r;
		*next = end + 1;
		return s;
	default:
		if (!item_matches(m, s, p, end))
			return NULL;
		*next = end;
		return s + 1;
	}
}

/*
 * The items after "%" that are no single character: %b, %f, %1. True if P is one:
 * then *S is where it ends (NULL: no match) and *P what follows.
 */
static bool
match_special(struct match *m, const char **s, const char **p)
{
	const char *q = *p + 2, *end;
	char c = *p + 1 < m->pat_end ? (*p)[1] : '\0';

	if (c == 'b') {
		*s = match_balanced(m, *s, q);
		*p = q + 2;
	} else if (c == 'f') {
		if (q >= m->pat_end || *q != '[')
			luaL_error(m->L, "missing '[' after '%%f' in pattern");
		end = item_end(m, q);
		if (!at_frontier(m, *s, q, end))
			*s = NULL;
		*p = end;
	} else if (isdigit((unsigned char)c)) {
		*s = match_again(m, *s, c);
		*p = q;
	} else {
		return false;
	}
	return true;
}

/* Where the match of pattern P that begins at S ends; NULL: none. */
static const char *
match_here(struct match *m, const char *s, const char *p)
{
	if (++m->depth > DEPTH_MAX)
		luaL_error(m->L, "pattern too complex");
	while (s && p < m->pat_end) {
		const char *next;

		count(m);
		if (*p == '(') {
			bool position = p + 1 < m->pat_end && p[1] == ')';

			s = match_open(m, s, p + (position ? 2 : 1), position ? POSITION : OPEN);
			break;
		}
		if (*p == ')') {
			s = match_close(m, s, p + 1);
			break;
		}
		if (*p == '$' && p + 1 == m->pat_end) {
			s = s == m->src_end ? s : NULL;
			break;
		}
		if (*p == '%' && match_special(m, &s, &p))
			continue;
		s = match_item(m, s, p, &next);
		if (!next)
			break;
		p = next;
	}
	m->depth--;
	return s;
}

/* -- captures as Lua values ---------------------------------------------- */

/* Capture I, or the whole match where the pattern has none. */
static void
push_capture(struct match *m, int i, const char *s, const char *e)
{
	if (i >= m->level) {
		if (i != 0)
			luaL_error(m->L, "invalid capture index %%%d", i + 1);
		lua_pushlstring(m->L, s, (size_t)(e - s));
	} else if (m->capture[i].len == POSITION) {
		lua_pushinteger(m->L, m->capture[i].at - m->src + 1);
	} else if (m->capture[i].len == OPEN) {
		luaL_error(m->L, "unfinished capture");
	} else {
		lua_pushlstring(m->L, m->capture[i].at, (size_t)m->capture[i].len);
	}
}

/* All captures; the whole match if there are none and WHOLE. */
static int
push_captures(struct match *m, const char *s, const char *e, bool whole)
{
	int n = m->level == 0 && whole ? 1 : m->level;

	luaL_checkstack(m->L, n, "too many captures");
	for (int i = 0; i < n; i++)
		push_capture(m, i, s, e);
	return n;
}

/* The arguments 1 (text) and 2 (pattern). *PATTERN is behind a "^", which *ANCHORED tells. */
static struct match
match_init(lua_State *L, const char **pattern, bool *anchored)
{
	struct match m = {.L = L};
	size_t n, np;
	const char *p;

	m.src = luaL_checklstring(L, 1, &n);
	m.src_end = m.src + n;
	p = luaL_checklstring(L, 2, &np);
	m.pat_end = p + np;
	*anchored = np > 0 && *p == '^';
	*pattern = *anchored ? p + 1 : p;
	return m;
}

/* The first match from S on; its start in *S. */
static const char *
search(struct match *m, const char **s, const char *pattern, bool anchored)
{
	for (; *s <= m->src_end; ++*s) {
		const char *e;

		m->level = 0;
		m->depth = 0;
		e = match_here(m, *s, pattern);
		if (e || anchored)
			return e;
	}
	return NULL;
}

static int
find_plain(lua_State *L, const char *text, size_t n, size_t from)
{
	size_t np;
	const char *needle = luaL_checklstring(L, 2, &np), *at;

	sandbox_charge(L, n - from + np);
	at = memmem(text + from, n - from, needle, np);
	if (!at) {
		lua_pushnil(L);
		return 1;
	}
	lua_pushinteger(L, at - text + 1);
	lua_pushinteger(L, at - text + (lua_Integer)np);
	return 2;
}

static int
find_or_match(lua_State *L, bool find)
{
	size_t n;
	const char *text = luaL_checklstring(L, 1, &n), *s, *e, *pattern;
	lua_Integer init = luaL_optinteger(L, 3, 1);
	bool anchored;
	struct match m;

	if (init < 0)
		init = init < -(lua_Integer)n ? 1 : (lua_Integer)n + init + 1;
	if (init == 0)
		init = 1;
	if (init > (lua_Integer)n + 1) {
		lua_pushnil(L);
		return 1;
	}
	if (find && lua_toboolean(L, 4))
		return find_plain(L, text, n, (size_t)init - 1);
	m = match_init(L, &pattern, &anchored);
	s = m.src + init - 1;
	e = search(&m, &s, pattern, anchored);
	if (!e) {
		lua_pushnil(L);
		return 1;
	}
	if (!find)
		return push_captures(&m, s, e, true);
	lua_pushinteger(L, s - m.src + 1);
	lua_pushinteger(L, e - m.src);
	return push_captures(&m, NULL, NULL, false) + 2;
}

int
pattern_find(lua_State *L)
{
	return find_or_match(L, true);
}

int
pattern_match(lua_State *L)
{
	return find_or_match(L, false);
}

/* Upvalues: text, pattern, where to go on (byte from 0), where the last match ended (-1: none). */
static int
gmatch_step(lua_State *L)
{
	struct match m;
	const char *pattern, *s, *e;
	lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
	bool anchored;

	lua_settop(L, 0);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_pushvalue(L, lua_upvalueindex(2));
	m = match_init(L, &pattern, &anchored);
	if (anchored) /* "^" has no meaning here (manual, string.gmatch) */
		pattern--;
	s = m.src + lua_tointeger(L, lua_upvalueindex(3));
	for (;; s++) {
		e = search(&m, &s, pattern, false);
		if (!e)
			return 0;
		if (last < 0 || e != m.src + last)
			break;
	}
	lua_pushinteger(L, e - m.src);
	lua_copy(L, -1, lua_upvalueindex(3));
	lua_replace(L, lua_upvalueindex(4));
	return push_captures(&m, s, e, true);
}

int
pattern_gmatch(lua_State *L)
{
	luaL_checkstring(L, 1);
	luaL_checkstring(L, 2);
	lua_settop(L, 2);
	lua_pushinteger(L, 0);
	lua_pushinteger(L, -1);
	lua_pushcclosure(L, gmatch_step, 4);
	return 1;
}

/* The replacement string at 3, with its %0 to %9, for the match from S to E. */
static void
add_template(struct match *m, luaL_Buffer *b, const char *s, const char *e)
{
	size_t n;
	const char *r = lua_tolstring(m->L, 3, &n);

	sandbox_charge(m->L, n);
	for (size_t i = 0; i < n; i++) {
		if (r[i] != '%') {
			luaL_addchar(b, r[i]);
			continue;
		}
		i++;
		if (i < n && r[i] == '%') {
			luaL_addchar(b, '%');
		} else if (i < n && r[i] == '0') {
			luaL_addlstring(b, s, (size_t)(e - s));
		} else if (i < n && isdigit((unsigned char)r[i])) {
			push_capture(m, r[i] - '1', s, e);
			lua_tolstring(m->L, -1, NULL);
			luaL_addvalue(b);
		} else {
			luaL_error(m->L, "invalid use of '%%' in replacement string");
		}
	}
}

/* What a table or function at 3 gives for the match; false or nil keep it. */
static void
add_value(struct match *m, luaL_Buffer *b, const char *s, const char *e)
{
	if (lua_type(m->L, 3) == LUA_TTABLE) {
		push_capture(m, 0, s, e);
		lua_gettable(m->L, 3);
	} else {
		lua_pushvalue(m->L, 3);
		lua_call(m->L, push_captures(m, s, e, true), 1);
	}
	if (!lua_toboolean(m->L, -1)) {
		lua_pop(m->L, 1);
		lua_pushlstring(m->L, s, (size_t)(e - s));
	} else if (!lua_isstring(m->L, -1)) {
		luaL_error(m->L, "invalid replacement value (a %s)", luaL_typename(m->L, -1));
	}
	luaL_addvalue(b);
}

int
pattern_gsub(lua_State *L)
{
	bool anchored;
	const char *pattern, *s, *last = NULL;
	struct match m = match_init(L, &pattern, &anchored);
	int type = lua_type(L, 3);
	lua_Integer most = luaL_optinteger(L, 4, m.src_end - m.src + 1), n = 0;
	luaL_Buffer b;

	luaL_argexpected(L,
			 type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION ||
			     type == LUA_TTABLE,
			 3, "string/function/table");
	luaL_buffinit(L, &b);
	for (s = m.src; n < most;) {
		const char *e;

		m.level = 0;
		m.depth = 0;
		e = match_here(&m, s, pattern);
		if (e && e != last) {
			n++;
			if (type == LUA_TTABLE || type == LUA_TFUNCTION)
				add_value(&m, &b, s, e);
			else
				add_template(&m, &b, s, e);
			s = last = e;
		} else if (s < m.src_end) {
			luaL_addchar(&b, *s++);
		} else {
			break;
		}
		if (anchored)
			break;
	}
	luaL_addlstring(&b, s, (size_t)(m.src_end - s));
	luaL_pushresult(&b);
	lua_pushinteger(L, n);
	return 2;
}
