/*
 * A line of body text is a byline only if all of it is one and it says so: by a marker,
 * a role, or a word like 供稿. "記者從會上获悉" and "□□□" are not.
 */
#include "base/icu.h"
#include "base/utf8.h"
#include "content/byline_grammar.h"

#define COUNT(t) (sizeof(t) / sizeof((t)[0]))

enum {
	NAMES_MAX = 8,
	NAMES_BARE_MAX = 4, /* behind a marker, without a role */
	HAN_NAME_MAX = 4,
	HAN_BARE_MAX = 3,
	PART_NAME_MAX = 15, /* 阿不都热西提·买买提 */
	ORGANISATION_MAX = 25
};

static int
person_length(str name)
{
	int han = byline_han(name);
	str rest = name, part;
	int n = 0;

	if (han > 0)
		return han >= 2 && han <= HAN_NAME_MAX ? han : 0;
	while (rest.n > 0) {
		part = str_cut(&rest, STR("·"));
		if (byline_han(part) == 0)
			return 0;
		n += byline_han(part);
	}
	return n <= PART_NAME_MAX ? n : 0;
}

static bool
organisation(str name)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < name.n; n++) {
		uint32_t cp = utf8_next(name, &i);

		if (!icu_letter_or_digit(cp) && cp != 0xFF08 && cp != 0xFF09 && cp != 0xB7)
			return false;
	}
	return n >= 2 && n <= ORGANISATION_MAX;
}

/* Roles that no other text begins with; 摄影 and 编辑 are ordinary words. */
static bool
sure_role(str role)
{
	static const str sure[] = {STR_INIT("记者"),   STR_INIT("記者"),   STR_INIT("通讯员"),
				   STR_INIT("通訊員"), STR_INIT("实习生"), STR_INIT("實習生"),
				   STR_INIT("评论员"), STR_INIT("評論員")};

	for (size_t i = 0; i < COUNT(sure); i++)
		if (str_ends(role, sure[i]))
			return true;
	return false;
}

static bool
certain_name(const struct byline *b, const struct byline_name *n)
{
	int person = person_length(n->name);

	if (n->kind == BYLINE_SOURCE)
		return true;
	if (n->kind != BYLINE_PERSON)
		return organisation(n->name);
	if (b->marker.n > 0 && n->role.n == 0 && n->after.n == 0)
		return person > 0 && person <= HAN_BARE_MAX && b->n <= NAMES_BARE_MAX;
	return person > 0;
}

static bool
certain(const struct byline *b)
{
	bool said = str_eq(b->marker, STR("□")) || str_eq(b->marker, STR("■"));

	for (int i = 0; i < b->n; i++) {
		const struct byline_name *n = &b->name[i];

		if (!certain_name(b, n))
			return false;
		said |= n->kind != BYLINE_PERSON || sure_role(n->role) || b->marker.n > 0;
		said |= byline_han(n->role) == 1;
	}
	return said && b->n <= NAMES_MAX;
}

static bool
eat_bracket(str *s, bool open)
{
	static const str opens[] = {STR_INIT("（"), STR_INIT("("),  STR_INIT("【"),
				    STR_INIT("["),  STR_INIT("〔"), STR_INIT("［")};
	static const str closes[] = {STR_INIT("）"), STR_INIT(")"),  STR_INIT("】"),
				     STR_INIT("]"),  STR_INIT("〕"), STR_INIT("］")};

	for (size_t i = 0; i < COUNT(opens); i++)
		if (str_eat(s, open ? opens[i] : closes[i]))
			return true;
	return false;
}

/* 1, A1, ０３, 十二 */
static bool
eat_page(str *s, str *page)
{
	static const str numerals = STR_INIT("一二三四五六七八九十");
	str rest = *s;

	if (rest.n > 0 &&
	    ((rest.p[0] >= 'A' && rest.p[0] <= 'Z') || (rest.p[0] >= 'a' && rest.p[0] <= 'z')))
		rest = str_from_at(rest, 1);
	while (rest.n > 0) {
		ptrdiff_t i = 0;
		uint32_t cp = utf8_next(rest, &i);
		bool digit = (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19) ||
			     str_find(numerals, str_sub(rest, 0, i)) >= 0;

		if (!digit)
			break;
		rest = str_from_at(rest, i);
	}
	*page = str_sub(*s, 0, s->n - rest.n);
	*s = rest;
	return page->n > 0 && page->n <= 9;
}

/* [（] 上接|下转 [第] page 版 [）]; without brackets it is all of the line */
static bool
jump(str line, struct byline_line *out)
{
	static const struct {
		str word;
		enum line_kind kind;
	} words[] = {
	    {STR_INIT("上接"), LINE_JUMP_FROM}, {STR_INIT("紧接"), LINE_JUMP_FROM},
	    {STR_INIT("緊接"), LINE_JUMP_FROM}, {STR_INIT("下转"), LINE_JUMP_TO},
	    {STR_INIT("下轉"), LINE_JUMP_TO},	{STR_INIT("转"), LINE_JUMP_TO},
	    {STR_INIT("轉"), LINE_JUMP_TO},
	};
	str rest = line, page;
	bool bracket = eat_bracket(&rest, true);
	enum line_kind kind = LINE_NONE;

	for (size_t i = 0; i < COUNT(words) && kind == LINE_NONE; i++)
		if (str_eat(&rest, words[i].word))
			kind = words[i].kind;
	if (kind == LINE_NONE)
		return false;
	rest = str_trim(rest);
	str_eat(&rest, STR("第"));
	if (!eat_page(&rest, &page) || !str_eat(&rest, STR("版")))
		return false;
	if (bracket ? !eat_bracket(&rest, false) : str_trim(rest).n > 0)
		return false;
	*out = (struct byline_line){.kind = kind, .page = page, .rest = str_trim(rest)};
	return true;
}

/* 本报讯; 新华社北京7月1日电 */
static bool
eat_dateline(str *s, str *dateline)
{
	static const str press[] = {STR_INIT("本报"),	STR_INIT("本報"),   STR_INIT("本刊"),
				    STR_INIT("新华社"), STR_INIT("新華社"), STR_INIT("中新社")};
	static const str ends[] = {STR_INIT("讯"), STR_INIT("訊"), STR_INIT("电"), STR_INIT("電")};
	enum { PLACE_AND_DAY_MAX = 16 };
	str rest = *s;
	bool known = false;

	for (size_t i = 0; i < COUNT(press) && !known; i++)
		known = str_eat(&rest, press[i]);
	for (int n = 0; known && rest.n > 0 && n < PLACE_AND_DAY_MAX; n++) {
		ptrdiff_t i = 0;

		for (size_t k = 0; k < COUNT(ends); k++) {
			if (str_eat(&rest, ends[k])) {
				*dateline = str_sub(*s, 0, s->n - rest.n);
				*s = rest;
				return true;
			}
		}
		if (!icu_letter_or_digit(utf8_next(rest, &i)))
			return false;
		rest = str_from_at(rest, i);
	}
	return false;
}

static bool
dateline(struct arena *a, str line, struct byline_line *out)
{
	static const str closes[] = {STR_INIT("）"), STR_INIT(")")};
	struct byline_line l = {.kind = LINE_DATELINE};
	str rest = line, after, in;

	if (!eat_dateline(&rest, &l.dateline))
		return false;
	after = rest;
	if (str_eat(&after, STR("（")) || str_eat(&after, STR("("))) {
		for (size_t i = 0; i < COUNT(closes); i++) {
			ptrdiff_t close = str_find(after, closes[i]);

			if (close < 0)
				continue;
			in = str_sub(after, 0, close);
			if (!byline_grammar(a, in, true, &l.byline))
				return false;
			rest = str_from_at(after, close + closes[i].n);
			break;
		}
	} else if (str_trim(rest).n == rest.n && rest.n > 0 && utf8_count(l.dateline) > 3) {
		return false; /* 新华社报道电… in running text */
	}
	l.rest = str_trim(rest);
	*out = l;
	return true;
}

void
byline_line(struct arena *a, str line, struct byline_line *out)
{
	struct byline b = {0};
	str text = str_trim(line);

	*out = (struct byline_line){0};
	if (jump(text, out) || dateline(a, text, out))
		return;
	if (text.n > 0 && byline_grammar(a, text, false, &b) && certain(&b)) {
		out->kind = LINE_BYLINE;
		out->byline = b;
	}
}
