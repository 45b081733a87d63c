/*
 * byline = [marker] ( source | { [role] name {name} [after] } [credit] )
 * role   = [本报] {见习|特约…} (记者|通讯员|…) | one of 文图摄 before "/" or "："
 * after  = 供稿 | 供图 | 摄 …            what this name did
 * credit = 文/摄 | 摄影报道 …            at the end: what all of them did
 *
 * The text is cut into words first; words that are letters of a spaced-out name are
 * joined there, and a credit that is stuck to its name is cut off.
 */
#include "content/byline.h"

#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"
#include "content/byline_grammar.h"

#define COUNT(t) (sizeof(t) / sizeof((t)[0]))

static const str markers[] = {
    STR_INIT("□"), STR_INIT("■"), STR_INIT("◆"), STR_INIT("◇"), STR_INIT("●"), STR_INIT("○"),
    STR_INIT("◎"), STR_INIT("▲"), STR_INIT("△"), STR_INIT("★"), STR_INIT("☆"), STR_INIT("▪"),
};

static const str papers[] = {
    STR_INIT("本报"), STR_INIT("本報"), STR_INIT("本刊"), STR_INIT("本网"),   STR_INIT("本網"),
    STR_INIT("本台"), STR_INIT("本臺"), STR_INIT("本社"), STR_INIT("新华社"), STR_INIT("新華社"),
};

static const str modifiers[] = {
    STR_INIT("见习"),	STR_INIT("見習"),   STR_INIT("实习"), STR_INIT("實習"),
    STR_INIT("特约"),	STR_INIT("特約"),   STR_INIT("首席"), STR_INIT("高级"),
    STR_INIT("高級"),	STR_INIT("资深"),   STR_INIT("資深"), STR_INIT("特派"),
    STR_INIT("全媒体"), STR_INIT("全媒體"), STR_INIT("社区"), STR_INIT("社區"),
};

/* Longer ones before those they begin with. */
static const str nouns[] = {
    STR_INIT("摄影记者"), STR_INIT("攝影記者"), STR_INIT("文字记者"), STR_INIT("文字記者"),
    STR_INIT("责任编辑"), STR_INIT("責任編輯"), STR_INIT("通讯员"),   STR_INIT("通訊員"),
    STR_INIT("实习生"),	  STR_INIT("實習生"),	STR_INIT("评论员"),   STR_INIT("評論員"),
    STR_INIT("记者"),	  STR_INIT("記者"),	STR_INIT("编辑"),     STR_INIT("編輯"),
    STR_INIT("摄影"),	  STR_INIT("攝影"),	STR_INIT("撰文"),     STR_INIT("文字"),
    STR_INIT("图片"),	  STR_INIT("圖片"),	STR_INIT("作者"),     STR_INIT("绘图"),
    STR_INIT("繪圖"),
};

static const str letters[] = {STR_INIT("文"), STR_INIT("图"), STR_INIT("圖"), STR_INIT("摄"),
			      STR_INIT("攝")};

static const str credits[] = {
    STR_INIT("摄影报道"), STR_INIT("攝影報道"), STR_INIT("摄影报导"), STR_INIT("攝影報導"),
    STR_INIT("综合报道"), STR_INIT("綜合報道"), STR_INIT("文/摄影"),  STR_INIT("文/攝影"),
    STR_INIT("文并摄"),	  STR_INIT("文並攝"),	STR_INIT("文/摄"),    STR_INIT("文/攝"),
    STR_INIT("摄/文"),	  STR_INIT("攝/文"),	STR_INIT("文／摄"),   STR_INIT("文／攝"),
    STR_INIT("文/图"),	  STR_INIT("文/圖"),	STR_INIT("图/文"),    STR_INIT("圖/文"),
    STR_INIT("文图"),	  STR_INIT("文圖"),	STR_INIT("图文"),     STR_INIT("圖文"),
    STR_INIT("报道"),	  STR_INIT("報道"),	STR_INIT("整理"),     STR_INIT("编译"),
    STR_INIT("編譯"),
};
enum { CREDITS_GLUED = 20 }; /* so many of them are also cut off a name: 陳濤文/攝 */

static const struct {
	str word;
	enum byline_kind kind; /* of names without a role before it */
} afters[] = {
    {STR_INIT("供稿"), BYLINE_CONTRIBUTOR}, {STR_INIT("撰稿"), BYLINE_CONTRIBUTOR},
    {STR_INIT("提供"), BYLINE_CONTRIBUTOR}, {STR_INIT("供图"), BYLINE_PHOTO},
    {STR_INIT("供圖"), BYLINE_PHOTO},	    {STR_INIT("摄影"), BYLINE_PHOTO},
    {STR_INIT("攝影"), BYLINE_PHOTO},	    {STR_INIT("摄"), BYLINE_PHOTO},
    {STR_INIT("攝"), BYLINE_PHOTO},	    {STR_INIT("图"), BYLINE_PHOTO},
    {STR_INIT("圖"), BYLINE_PHOTO},	    {STR_INIT("文"), BYLINE_PERSON},
};

struct words {
	str *v;
	bool *comma; /* 、 or ， stands before it, not a blank */
	int n;
};

static bool
is_one_of(str s, const str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(s, list[i]))
			return true;
	return false;
}

/* Their first byte tells most words apart. */
static bool
eat_one_of(str *s, const str *list, size_t n)
{
	for (size_t i = 0; i < n && s->n > 0; i++)
		if (s->p[0] == list[i].p[0] && str_eat(s, list[i]))
			return true;
	return false;
}

static bool
ends(str s, str word)
{
	return s.n > 0 && s.p[s.n - 1] == word.p[word.n - 1] && str_ends(s, word);
}

int
byline_han(str s)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < s.n; n++)
		if (!icu_han(utf8_next(s, &i)))
			return 0;
	return n;
}

bool
byline_after(str s, enum byline_kind *kind)
{
	for (size_t i = 0; i < COUNT(afters); i++) {
		if (str_eq(s, afters[i].word)) {
			*kind = afters[i].kind;
			return true;
		}
	}
	return false;
}

bool
byline_unbracket(str *s)
{
	static const str pairs[][2] = {
	    {STR_INIT("（"), STR_INIT("）")}, {STR_INIT("("), STR_INIT(")")},
	    {STR_INIT("【"), STR_INIT("】")}, {STR_INIT("["), STR_INIT("]")},
	    {STR_INIT("〔"), STR_INIT("〕")}, {STR_INIT("［"), STR_INIT("］")},
	};

	for (size_t i = 0; i < COUNT(pairs); i++) {
		str in = *s;

		if (!str_eat(&in, pairs[i][0]) || !str_ends(in, pairs[i][1]))
			continue;
		in.n -= pairs[i][1].n;
		if (str_find(in, pairs[i][0]) >= 0)
			continue;
		*s = str_trim(in);
		return true;
	}
	return false;
}

/* Bytes of the separator at I, 0 if none; *COMMA: it is more than a blank. */
static ptrdiff_t
separator(str s, ptrdiff_t i, bool *comma)
{
	static const str commas[] = {STR_INIT("、"), STR_INIT("，"), STR_INIT(","), STR_INIT("；"),
				     STR_INIT(";")};
	str at = str_from_at(s, i);
	str rest = at;

	if ((unsigned char)at.p[0] >= 0xE4 && (unsigned char)at.p[0] <= 0xE9) /* a Han character */
		return 0;
	if (str_eat(&rest, STR("　")) || str_eat(&rest, STR(" ")) || str_eat(&rest, STR("\t")) ||
	    str_eat(&rest, STR("\n")) || str_eat(&rest, STR("\xC2\xA0")))
		return at.n - rest.n;
	if (!eat_one_of(&rest, commas, COUNT(commas)))
		return 0;
	*comma = true;
	return at.n - rest.n;
}

/* Where the word at I ends; -{…}- is passed over whole. */
static ptrdiff_t
word_end(str s, ptrdiff_t i)
{
	bool comma;

	while (i < s.n && separator(s, i, &comma) == 0) {
		ptrdiff_t close = str_find(str_from_at(s, i), STR("}-"));

		if (str_starts(str_from_at(s, i), STR("-{")) && close > 0)
			i += close + 2;
		else
			utf8_next(s, &i);
	}
	return i;
}

static void
push(struct words *w, str word, bool comma)
{
	if (word.n == 0)
		return;
	w->comma[w->n] = comma;
	w->v[w->n++] = word;
}

/* "陳濤文/攝", "康健街道供稿", "王旭摄": the credit as a word of its own. */
static void
push_unglued(struct words *w, str word, bool comma, bool glued)
{
	static const str tails[] = {STR_INIT("供稿"), STR_INIT("供图"), STR_INIT("供圖"),
				    STR_INIT("摄"), STR_INIT("攝")};
	str name = word;

	for (size_t i = 0; i < CREDITS_GLUED && name.n == word.n; i++)
		if (ends(word, credits[i]))
			name.n -= credits[i].n;
	for (size_t i = 0; glued && i < COUNT(tails) && name.n == word.n; i++)
		if (ends(word, tails[i]))
			name.n -= tails[i].n;
	if (name.n < word.n && (byline_han(name) < 2 || byline_role(name, &(str){0}) == name.n))
		name.n = word.n;
	push(w, name, comma);
	push(w, str_from_at(word, name.n), false);
}

static struct words
cut_words(struct arena *a, str s, bool glued)
{
	struct words w = {NEW(a, str, (size_t)s.n + 1), NEW(a, bool, (size_t)s.n + 1), 0};
	bool comma = false;

	for (ptrdiff_t i = 0; i < s.n;) {
		ptrdiff_t len = separator(s, i, &comma), end;

		if (len > 0) {
			i += len;
			continue;
		}
		end = word_end(s, i);
		push_unglued(&w, str_sub(s, i, end), comma, glued);
		comma = false;
		i = end;
	}
	return w;
}

static str
join(struct arena *a, str x, str y)
{
	return str_fmt(a, STR_FMT STR_FMT, STR_ARG(x), STR_ARG(y));
}

/*
 * "王 旭" is one name, "王 小 明" too. 文, 图 and 摄 are no second letter where a name is
 * complete: "王 旭 摄".
 */
static void
join_letters(struct arena *a, struct words *w)
{
	int n = 0, run = 0; /* letters joined into the word before */

	for (int i = 0; i < w->n; i++) {
		bool one = byline_han(w->v[i]) == 1;
		bool fits = one && !w->comma[i] && n > 0;

		if (fits && run == 1) {
			w->v[n - 1] = join(a, w->v[n - 1], w->v[i]);
			run = 2;
			continue;
		}
		if (one && is_one_of(w->v[i], letters, COUNT(letters))) {
			run = 0;
		} else if (fits && run == 2 &&
			   (i + 1 == w->n || byline_han(w->v[i + 1]) != 1 ||
			    is_one_of(w->v[i + 1], letters, COUNT(letters)))) {
			w->v[n - 1] = join(a, w->v[n - 1], w->v[i]);
			run = 3;
			continue;
		} else {
			run = one ? 1 : 0;
		}
		w->comma[n] = w->comma[i];
		w->v[n++] = w->v[i];
	}
	w->n = n;
}

static bool
latin(str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* "John Smith" is one name; names are told apart by a comma. The words are slices of one text. */
static void
join_latin(struct words *w)
{
	int n = 0;

	for (int i = 0; i < w->n; i++) {
		if (n > 0 && !w->comma[i] && latin(w->v[i]) && latin(w->v[n - 1])) {
			w->v[n - 1].n = w->v[i].p + w->v[i].n - w->v[n - 1].p;
			continue;
		}
		w->comma[n] = w->comma[i];
		w->v[n++] = w->v[i];
	}
	w->n = n;
}

ptrdiff_t
byline_role(str s, str *of)
{
	str rest = s;

	eat_one_of(&rest, papers, COUNT(papers));
	*of = str_sub(s, 0, s.n - rest.n);
	while (eat_one_of(&rest, modifiers, COUNT(modifiers)))
		;
	if (!eat_one_of(&rest, nouns, COUNT(nouns))) {
		*of = (str){0};
		return 0;
	}
	return s.n - rest.n;
}

struct parse {
	struct byline b;
	str of, role;
	int group; /* first name of the current role */
	bool loose;
};

static void
put_name(struct parse *p, str name)
{
	p->b.name[p->b.n++] = (struct byline_name){.of = p->of, .role = p->role, .name = name};
}

static void
put_role(struct parse *p, str of, str role)
{
	p->of = of;
	p->role = role;
	p->group = p->b.n;
}

/* WORD behind the names of the current role. */
static void
put_after(struct parse *p, str word, enum byline_kind kind)
{
	for (int i = p->group; i < p->b.n && p->role.n == 0; i++)
		p->b.name[i].kind = kind;
	p->b.name[p->b.n - 1].after = word;
	put_role(p, (str){0}, (str){0});
}

/* A credit, or what the names before it did. LAST: no word follows. */
static bool
take_credit(struct parse *p, str word, bool last)
{
	enum byline_kind kind = BYLINE_PERSON;
	bool named = p->b.n > p->group;
	bool letter_role = is_one_of(p->role, letters, COUNT(letters));

	if (!named)
		return false;
	if (is_one_of(word, credits, COUNT(credits))) {
		if (last)
			p->b.credit = word;
		else
			put_after(p, word, BYLINE_PERSON);
		return true;
	}
	if (!byline_after(word, &kind) || (!last && letter_role))
		return false;
	if (!last && byline_role(word, &(str){0}) == word.n)
		return false; /* 记者 王旭 摄影 李明 */
	if (last && p->role.n > 0)
		p->b.credit = word;
	else
		put_after(p, word, kind);
	return true;
}

static bool
eat_colon(str *s)
{
	return str_eat(s, STR("：")) || str_eat(s, STR(":")) || str_eat(s, STR("/")) ||
	       str_eat(s, STR("／"));
}

/* "文/王旭", "图：李梦婷", "文", "文/摄：王旭" */
static bool
take_letter_role(struct parse *p, str word)
{
	str rest = word;

	if (!eat_one_of(&rest, credits, CREDITS_GLUED) &&
	    !eat_one_of(&rest, letters, COUNT(letters)))
		return false;
	str role = str_sub(word, 0, word.n - rest.n);

	if (rest.n > 0 && !eat_colon(&rest))
		return false;
	put_role(p, (str){0}, role);
	if (rest.n > 0)
		put_name(p, rest);
	return true;
}

static bool
take_role(struct parse *p, str word)
{
	str of, rest;
	ptrdiff_t len = byline_role(word, &of);
	int han;

	if (len == 0)
		return false;
	rest = str_from_at(word, len);
	if (rest.n > 0 && !eat_colon(&rest)) {
		han = byline_han(rest);
		if (!p->loose || han < 2 || han > 4)
			return false;
	}
	put_role(p, of, str_sub(word, of.n, len));
	if (rest.n > 0)
		put_name(p, rest);
	return true;
}

/* "主任记者": a word that only ends like a role, with a name after it. */
static bool
take_unknown_role(struct parse *p, str word, bool last)
{
	if (last || !p->loose || byline_han(word) > 8)
		return false;
	for (size_t i = 0; i < COUNT(nouns); i++) {
		if (str_ends(word, nouns[i])) {
			put_role(p, (str){0}, word);
			return true;
		}
	}
	return false;
}

static bool
take_words(struct parse *p, const struct words *w)
{
	for (int i = 0; i < w->n; i++) {
		bool last = i + 1 == w->n;

		if (!take_credit(p, w->v[i], last) && !take_letter_role(p, w->v[i]) &&
		    !take_role(p, w->v[i]) && !take_unknown_role(p, w->v[i], last))
			put_name(p, w->v[i]);
	}
	if (p->b.n == 0)
		return false;
	if (p->role.n > 0 && p->group == p->b.n) /* a role that nobody follows */
		p->b.name[p->b.n - 1].after = p->role;
	return true;
}

/* 新华社, 《柳溪晚报》, 徐汇区政府网: what 据 can stand before; 据了解 is no source. */
static bool
press(str name)
{
	static const str ends[] = {STR_INIT("社"), STR_INIT("报"), STR_INIT("報"), STR_INIT("网"),
				   STR_INIT("網"), STR_INIT("台"), STR_INIT("臺"), STR_INIT("》")};
	enum { PRESS_MAX = 12 };

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_ends(name, ends[i]))
			return utf8_count(name) <= PRESS_MAX && str_find(name, STR("，")) < 0;
	return false;
}

/* "据新华社"; "来源：《组织人事报》" */
static bool
take_source(struct arena *a, str s, struct byline *b)
{
	static const str by[] = {STR_INIT("据"), STR_INIT("據")};
	static const str label[] = {STR_INIT("稿件来源"), STR_INIT("稿件來源"), STR_INIT("来源"),
				    STR_INIT("來源")};
	str rest = s, role;
	bool known;

	if (eat_one_of(&rest, label, COUNT(label))) {
		role = str_sub(s, 0, s.n - rest.n);
		known = eat_colon(&rest);
	} else {
		known = eat_one_of(&rest, by, COUNT(by)) && press(rest);
		role = str_sub(s, 0, s.n - rest.n);
	}
	rest = str_trim(rest);
	if (!known || rest.n == 0)
		return false;
	b->name = NEW(a, struct byline_name, 1);
	b->name[0] = (struct byline_name){.kind = BYLINE_SOURCE, .role = role, .name = rest};
	b->n = 1;
	return true;
}

bool
byline_grammar(struct arena *a, str text, bool loose, struct byline *out)
{
	struct parse p = {.loose = loose};
	str rest = str_trim(text);
	str whole = rest;
	struct words w;

	if (text.n > BYLINE_BYTES_MAX)
		return false;
	if (eat_one_of(&rest, markers, COUNT(markers))) {
		p.b.marker = str_sub(whole, 0, whole.n - rest.n);
		p.loose = true;
		rest = str_trim(rest);
	}
	byline_unbracket(&rest);
	if (!take_source(a, rest, &p.b)) {
		w = cut_words(a, rest, p.loose);
		join_letters(a, &w);
		if (p.loose)
			join_latin(&w);
		p.b.name = NEW(a, struct byline_name, (size_t)w.n + 1);
		if (!take_words(&p, &w))
			return false;
	}
	*out = p.b;
	return true;
}

bool
byline_parse(struct arena *a, str text, struct byline *out)
{
	return byline_grammar(a, text, true, out);
}

static bool
same_role(const struct byline_name *x, const struct byline_name *y)
{
	return x->after.n == 0 && str_eq(x->of, y->of) && str_eq(x->role, y->role);
}

static void
put_role_text(struct out *o, const struct byline_name *n)
{
	out_str(o, n->of);
	out_str(o, n->role);
	if (is_one_of(n->role, letters, COUNT(letters)))
		out_char(o, '/');
	else if (n->kind == BYLINE_SOURCE && byline_han(n->role) > 1)
		out_str(o, STR("："));
	else if (n->kind != BYLINE_SOURCE)
		out_char(o, ' ');
}

str
byline_text(struct arena *a, const struct byline *b)
{
	struct out o = {.mem = a};

	for (int i = 0; i < b->n; i++) {
		const struct byline_name *n = &b->name[i];

		if (i > 0)
			out_char(&o, ' ');
		if (n->role.n && (i == 0 || !same_role(n - 1, n)))
			put_role_text(&o, n);
		out_str(&o, n->name);
		if (n->after.n)
			out_fmt(&o, " " STR_FMT, STR_ARG(n->after));
	}
	if (b->credit.n)
		out_fmt(&o, " " STR_FMT, STR_ARG(b->credit));
	return out_text(&o);
}
