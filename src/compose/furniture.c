#include "base/out.h"
#include "compose/label.h"
#include "compose/place.h"

/* Sizes in mpt; all heights are whole px. */
enum {
	THICK = 2250,
	THIN = 500,
	BAR_SIZE = 8500,
	BAR_PITCH = 14250,
	EAR_SIZE = 9500,
	EAR_BIG = 13000,
	EAR_PITCH = 18000,
	SLOGAN_SIZE = 10500,
	SLOGAN_PITCH = 15750,
	SLOGAN_BELOW = 5250, /* between it and the rule */
	NAME_MOST = 84000,
	NAME_LEAST = 18000,
	VARIANT_SIZE = 13000,
	VARIANT_PITCH = 20250,
	VARIANT_PAD = 6000,
	EAR_COLUMNS = 5, /* a masthead this wide has ears */
	FOLIO_SIZE = 9000,
	FOLIO_NUMBER = 12000,
	PAGE_NAME = 16500, /* at most */
	FOLIO_RULE = 1000
};

/* A strip of a page between LEFT and RIGHT. */
struct strip {
	struct page *page;
	struct block *block;
	mpt left, right;
};

static void
put(const struct strip *s, str text, enum face face, mpt size, enum set_align align, mpt y,
    mpt pitch)
{
	place_label(s->page, s->block, text, face, size, align, s->left, s->right, y, pitch);
}

/* Spread the characters of L by MORE each. */
static void
track(struct line *l, mpt more)
{
	for (int i = 0; i < l->n; i++) {
		struct piece *piece = &l->piece[i];
		mpt all = 0;

		for (ptrdiff_t k = 0; k < piece->text.n; k++)
			all += ((unsigned char)piece->text.p[k] & 0xC0) != 0x80 ? more : 0;
		piece->spacing += more;
		piece->width += all;
		l->width += all;
	}
}

static str
issue_number(struct page *p)
{
	enum script e = p->edition;

	if (!p->issue->number)
		return (str){0};
	return str_fmt(p->mem, STR_FMT "%d" STR_FMT, STR_ARG(label(LABEL_TOTAL, e)),
		       p->issue->number, STR_ARG(label(LABEL_ISSUE, e)));
}

static int
own_pages(const struct issue *issue)
{
	int n = 0;

	while (issue->page && n < issue->npage && !issue->page[n].more)
		n++;
	return n ? n : issue->npage;
}

static str
page_count(struct page *p)
{
	return str_fmt(p->mem, STR_FMT "%d" STR_FMT, STR_ARG(label(LABEL_TODAY, p->edition)),
		       own_pages(p->issue), STR_ARG(label(LABEL_PAGE, p->edition)));
}

static str
lunar_date(struct page *p)
{
	str date = label_date(p->mem, date_lunar(p->mem, p->issue->date), p->edition);

	if (date.n == 0)
		return date;
	return str_fmt(p->mem, STR_FMT STR_FMT, STR_ARG(label(LABEL_LUNAR, p->edition)),
		       STR_ARG(date));
}

static str
cn_number(struct page *p)
{
	if (p->paper->cn.n == 0)
		return (str){0};
	return str_fmt(p->mem, STR_FMT " " STR_FMT, STR_ARG(label(LABEL_CN, p->edition)),
		       STR_ARG(p->paper->cn));
}

/* "汀浦报业中心 主管主办　汀浦社区传媒有限公司 出版" */
static str
publishers(struct page *p)
{
	struct out o = {.mem = p->mem};

	if (p->paper->sponsor.n)
		out_fmt(&o, STR_FMT " " STR_FMT, STR_ARG(p->paper->sponsor),
			STR_ARG(label(LABEL_SPONSOR, p->edition)));
	if (p->paper->publisher.n)
		out_fmt(&o, "%s" STR_FMT " " STR_FMT, o.n ? "　" : "", STR_ARG(p->paper->publisher),
			STR_ARG(label(LABEL_PUBLISH, p->edition)));
	return out_text(&o);
}

/* --- Masthead -------------------------------------------------------------- */

static void
place_name(const struct strip *s, str name, mpt y, mpt height)
{
	struct page *p = s->page;
	mpt room = s->right - s->left, size = height * 10 / 13, wide;
	struct line l = line_single(p->mem, p->fonts, name, FACE_SONG_BOLD, 1000);

	if (l.n == 0)
		return;
	wide = (mpt)((int64_t)room * 1000 / (l.width * 11 / 10));
	size = size < wide ? size : wide;
	size = size > NAME_MOST ? NAME_MOST : size < NAME_LEAST ? NAME_LEAST : size;
	l = line_single(p->mem, p->fonts, name, FACE_SONG_BOLD, size);
	if (l.width + size < room)
		track(&l, size / 12);
	l.x = (room - l.width) / 2 + l.piece[l.n - 1].spacing / 2;
	place_line(p, s->block, place_part(p, s->block, ROLE_LABEL), &l, s->left, y, height);
}

/* White on black. */
static void
place_variant(const struct strip *s, enum set_align align, mpt y)
{
	struct page *p = s->page;
	struct line l = line_single(p->mem, p->fonts, p->paper->variant, FACE_HEI_BOLD,
				    VARIANT_SIZE);
	mpt w = l.width + 2 * VARIANT_PAD, x = s->left;
	struct part *part;

	if (l.n == 0)
		return;
	if (align == SET_RIGHT)
		x = s->right - w;
	else if (align == SET_CENTERED)
		x = (s->left + s->right - w) / 2;
	part = place_part(p, s->block, ROLE_LABEL);
	place_box(p, part, x, y, w, VARIANT_PITCH)->tint = 100;
	place_line(p, s->block, part, &l, x + VARIANT_PAD, y, VARIANT_PITCH)->reversed = true;
}

static void
put_bar(const struct strip *s, str left, str middle, str right, mpt y)
{
	put(s, left, FACE_HEI, BAR_SIZE, SET_LEFT, y, BAR_PITCH);
	put(s, middle, FACE_HEI, BAR_SIZE, SET_CENTERED, y, BAR_PITCH);
	put(s, right, FACE_HEI, BAR_SIZE, SET_RIGHT, y, BAR_PITCH);
}

static void
place_ears(const struct strip *s, mpt y, mpt height)
{
	struct page *p = s->page;
	mpt top = y + place_down((height - 3 * EAR_PITCH) / 2);

	put(s, label_date(p->mem, date_long(p->mem, p->issue->date), p->edition), FACE_HEI_BOLD,
	    EAR_BIG, SET_LEFT, top, EAR_PITCH);
	put(s, date_weekday_name(p->mem, p->issue->date), FACE_HEI, EAR_SIZE, SET_LEFT,
	    top + EAR_PITCH, EAR_PITCH);
	put(s, lunar_date(p), FACE_HEI, EAR_SIZE, SET_LEFT, top + 2 * EAR_PITCH, EAR_PITCH);
	place_variant(s, SET_RIGHT, top - PLACE_PX);
	put(s, issue_number(p), FACE_HEI, EAR_SIZE, SET_RIGHT, top + EAR_PITCH + 3 * PLACE_PX,
	    EAR_PITCH);
	put(s, page_count(p), FACE_HEI, EAR_SIZE, SET_RIGHT, top + 2 * EAR_PITCH, EAR_PITCH);
}

static str
day_line(struct page *p)
{
	return str_fmt(p->mem, STR_FMT "　" STR_FMT "　" STR_FMT,
		       STR_ARG(date_long(p->mem, p->issue->date)),
		       STR_ARG(date_weekday_name(p->mem, p->issue->date)), STR_ARG(lunar_date(p)));
}

static str
count_line(struct page *p)
{
	return str_fmt(p->mem, STR_FMT "　" STR_FMT, STR_ARG(issue_number(p)),
		       STR_ARG(page_count(p)));
}

/* The name with ears at its sides, or with its variant under it; rules and bars below. */
void
page_masthead(struct page *p, int column, int columns, int lines)
{
	struct block *b = place_block(p, BLOCK_MASTHEAD, STR("masthead"), p->paper->name, column,
				      columns, 0, lines);
	bool ears = columns >= EAR_COLUMNS;
	struct strip s = {.page = p, .block = b};
	mpt y = place_y(p, 0), end, height;
	struct part *rule;

	if (!b)
		return;
	s.left = place_x(p, column);
	s.right = s.left + place_width(p, columns);
	end = y + place_down(lines * p->grid->pitch - p->grid->pitch / 2);
	end -= (ears ? 1 : 2) * BAR_PITCH + 3 * PLACE_PX; /* where the bars begin */
	height = place_down(end - y - (p->paper->slogan.n ? SLOGAN_PITCH + SLOGAN_BELOW : 0));
	if (!ears && p->paper->variant.n)
		height -= VARIANT_PITCH;
	place_name(&s, p->paper->name, y, height > EAR_PITCH ? height : EAR_PITCH);
	if (ears)
		place_ears(&s, y, end - y);
	else
		place_variant(&s, SET_CENTERED, y + height);
	put(&s, p->paper->slogan, FACE_SONG, SLOGAN_SIZE, SET_CENTERED,
	    end - SLOGAN_PITCH - SLOGAN_BELOW, SLOGAN_PITCH);
	rule = place_part(p, b, ROLE_RULE);
	place_rule(p, rule, s.left, end - THICK, s.right - s.left, THICK);
	end += 2 * PLACE_PX;
	if (!ears) {
		put_bar(&s, day_line(p), (str){0}, count_line(p), end);
		end += BAR_PITCH;
	}
	put_bar(&s, publishers(p), (str){0}, cn_number(p), end);
	place_rule(p, rule, s.left, end + BAR_PITCH, s.right - s.left, THIN);
}

/* --- Folio ----------------------------------------------------------------- */

static str
folio_day(struct page *p)
{
	struct out o = {.mem = p->mem};

	out_fmt(&o, STR_FMT " " STR_FMT, STR_ARG(date_long(p->mem, p->issue->date)),
		STR_ARG(date_weekday_name(p->mem, p->issue->date)));
	if (p->issue->editor.n)
		out_fmt(&o, "　" STR_FMT " " STR_FMT, STR_ARG(label(LABEL_EDITOR, p->edition)),
			STR_ARG(p->issue->editor));
	return out_text(&o);
}

static str
folio_paper(struct page *p)
{
	if (p->paper->variant.n == 0)
		return p->paper->name;
	return str_fmt(p->mem, STR_FMT "·" STR_FMT, STR_ARG(p->paper->name),
		       STR_ARG(p->paper->variant));
}

static str
folio_number(struct page *p)
{
	return str_fmt(p->mem, STR_FMT "%d" STR_FMT, STR_ARG(label(LABEL_NTH, p->edition)),
		       p->spec->number, STR_ARG(label(LABEL_PAGE, p->edition)));
}

static void
put_page_name(const struct strip *s, mpt y, mpt pitch)
{
	struct page *p = s->page;
	mpt most = place_down(pitch * 2 / 3), size = most < PAGE_NAME ? most : PAGE_NAME;
	struct line l = line_single(p->mem, p->fonts, p->spec->name, FACE_SONG_BOLD, size);

	if (l.n == 0)
		return;
	track(&l, size / 3);
	l.x = (s->right - s->left - l.width + size / 3) / 2;
	place_line(p, s->block, place_part(p, s->block, ROLE_LABEL), &l, s->left, y, pitch);
}

/* The number stands at the outer edge: right on odd pages, left on even ones. */
void
page_folio(struct page *p, int lines)
{
	struct block *b = place_block(p, BLOCK_FOLIO, STR("folio"), p->spec->name, 0,
				      p->grid->columns, 0, lines);
	struct strip s = {.page = p, .block = b, .left = place_x(p, 0)};
	bool odd = p->spec->number % 2;
	enum set_align outer = odd ? SET_RIGHT : SET_LEFT, inner = odd ? SET_LEFT : SET_RIGHT;
	mpt y = place_y(p, 0), pitch = lines * p->grid->pitch - 4 * PLACE_PX, number;
	struct strip rest;

	if (!b)
		return;
	s.right = s.left + place_width(p, p->grid->columns);
	number = line_single(p->mem, p->fonts, folio_number(p), FACE_HEI_BOLD, FOLIO_NUMBER).width;
	number += FOLIO_SIZE;
	rest = s;
	*(odd ? &rest.right : &rest.left) += odd ? -number : number;
	put(&s, folio_number(p), FACE_HEI_BOLD, FOLIO_NUMBER, outer, y, pitch);
	put(&rest, folio_paper(p), FACE_SONG_BOLD, FOLIO_SIZE, outer, y, pitch);
	put_page_name(&s, y, pitch);
	put(&s, folio_day(p), FACE_HEI, FOLIO_SIZE, inner, y, pitch);
	place_rule(p, place_part(p, b, ROLE_RULE), s.left, y + pitch, s.right - s.left, FOLIO_RULE);
}
