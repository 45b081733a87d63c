/* What lists and summaries say of an article: how it begins, how long it is. */
#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"
#include "content/article.h"

/* Valid text goes on with one of U+4E00 to U+9FFF, most of all there is. */
static inline bool
leads_han(const char *p)
{
	unsigned char first = (unsigned char)p[0];

	return (first >= 0xE5 && first <= 0xE9) || (first == 0xE4 && (unsigned char)p[1] >= 0xB8);
}

/* Or with one of U+3000 to U+303E, U+FF01 to U+FF3F, ‘’“”, which are all full. */
static inline bool
leads_mark(const char *p)
{
	if (p[0] == '\xE3')
		return p[1] == '\x80' && p[2] != '\xBF';
	if (p[0] == '\xE2')
		return p[1] == '\x80' && (p[2] & 0xFA) == 0x98;
	return p[0] == '\xEF' && p[1] == '\xBC' && p[2] != '\x80';
}

/* The byte behind N characters of S, or its end. */
static ptrdiff_t
offset_of(str s, int n)
{
	ptrdiff_t i = 0;

	while (i < s.n && n-- > 0)
		utf8_step(s.p, &i);
	return i;
}

enum mark { MARK_NONE, MARK_PAUSE, MARK_STOP, MARK_CLOSE };

static enum mark
mark_of(uint32_t cp)
{
	switch (cp) {
	case 0x3002: /* 。 */
	case 0xFF01: /* ！ */
	case 0xFF1F: /* ？ */
		return MARK_STOP;
	case 0x201D: /* ” */
	case 0x2019: /* ’ */
	case 0x300D: /* 」 */
	case 0x300F: /* 』 */
	case 0xFF09: /* ） */
		return MARK_CLOSE;
	case 0xFF0C: /* ， */
	case 0x3001: /* 、 */
	case 0xFF1B: /* ； */
	case 0xFF1A: /* ： */
		return MARK_PAUSE;
	default:
		return MARK_NONE;
	}
}

/*
 * Where S, cut at HARD, is better cut: behind its last sentence, else before its last pause;
 * 0 if neither stands behind SOFT. *WHOLE: it is the end of a sentence.
 */
static ptrdiff_t
cut_at_mark(str s, ptrdiff_t soft, ptrdiff_t hard, bool *whole)
{
	ptrdiff_t stop = 0, pause = 0;

	for (ptrdiff_t i = 0; i < hard;) {
		ptrdiff_t from = i;
		enum mark m;

		if (leads_han(s.p + i)) {
			i += 3;
			continue;
		}
		m = mark_of(utf8_step(s.p, &i));
		if (m == MARK_STOP || (m == MARK_CLOSE && stop == from))
			stop = i;
		else if (m == MARK_PAUSE)
			pause = from;
	}
	*whole = stop >= soft;
	return *whole ? stop : pause >= soft ? pause : 0;
}

str
article_excerpt(struct arena *a, const struct article *art, int max)
{
	struct out o = {.mem = a};
	str text, dots = STR("……");
	ptrdiff_t hard, at;
	bool whole;

	for (const struct node *n = art->body->first; n; n = n->next) {
		if (n->type != NODE_PARA)
			continue;
		out_str(&o, node_plain(a, n));
		if (utf8_count(out_text(&o)) > max)
			break;
	}
	text = out_text(&o);
	if (utf8_count(text) <= max)
		return text;
	hard = offset_of(text, max > 2 ? max - 2 : max); /* …… are two */
	at = cut_at_mark(text, offset_of(text, max * 2 / 3), hard, &whole);
	if (whole && at > 0)
		return str_sub(text, 0, at);
	return str_fmt(a, STR_FMT STR_FMT, STR_ARG(str_sub(text, 0, at > 0 ? at : hard)),
		       STR_ARG(dots));
}

static int
text_length(str s)
{
	int n = 0;
	bool word = false;

	for (ptrdiff_t i = 0; i < s.n;) {
		uint32_t cp;
		bool full, letter;

		if (leads_han(s.p + i) || leads_mark(s.p + i)) {
			do {
				n++;
				i += 3;
			} while (i < s.n && leads_han(s.p + i));
			word = false;
			continue;
		}
		cp = utf8_step(s.p, &i);
		full = cp >= 0x80 && (icu_wide(cp) || icu_cjk(cp));
		letter = !full && icu_letter_or_digit(cp);

		n += full || (letter && !word);
		word = letter || (word && !full && !icu_space(cp));
	}
	return n;
}

int
article_length(const struct article *art)
{
	int n = 0;

	for (const struct node *x = art->body; x; x = node_walk(art->body, x)) {
		if (x->parent && x->parent->type == NODE_TAG &&
		    (x->parent->tag == TAG_RT || x->parent->tag == TAG_RP))
			continue;
		if (x->type == NODE_TEXT || x->type == NODE_CODE || x->type == NODE_CODE_BLOCK)
			n += text_length(x->text);
		else if (x->type == NODE_FIGURE)
			n += text_length(x->alt) + text_length(x->title);
	}
	return n;
}
