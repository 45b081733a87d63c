#include "content/honour.h"

#include "base/out.h"
#include "base/utf8.h"
#include "content/field.h"

#define KEYS(X) \
	X(TITLE, "title", "标题") \
	X(TITLE, "title", "標題") \
	X(SPONSORED, "sponsored", "广告") \
	X(SPONSORED, "sponsored", "廣告") \
	X(SCRIPT, "script", "字形") \
	X(DATE, "date", "日期")

enum { KEY_TITLE, KEY_SPONSORED, KEY_SCRIPT, KEY_DATE, KEY__N };

static const struct front_key key[] = {KEYS(FIELD_KEY)};
static const unsigned char key_id[] = {KEYS(FIELD_ID)};
static const struct field_keys keys = {key, key_id, sizeof key / sizeof key[0]};

enum field {
	FIELD_HONOUR,
	FIELD_CERTIFICATE,
	FIELD_TESTED,
	FIELD_BUSINESS,
	FIELD_SERVICE,
	FIELD_PRODUCT,
	FIELD_BRAND,
	FIELD_CODE
};

static const struct {
	str name;
	enum field field;
} fields[] = {
    {STR_INIT("荣获"), FIELD_HONOUR},	       {STR_INIT("榮獲"), FIELD_HONOUR},
    {STR_INIT("证书编号"), FIELD_CERTIFICATE}, {STR_INIT("證書編號"), FIELD_CERTIFICATE},
    {STR_INIT("受检产品"), FIELD_TESTED},      {STR_INIT("受檢產品"), FIELD_TESTED},
    {STR_INIT("主导业务"), FIELD_BUSINESS},    {STR_INIT("主導業務"), FIELD_BUSINESS},
    {STR_INIT("主导服务"), FIELD_SERVICE},     {STR_INIT("主導服務"), FIELD_SERVICE},
    {STR_INIT("主导产品"), FIELD_PRODUCT},     {STR_INIT("主導產品"), FIELD_PRODUCT},
    {STR_INIT("品牌"), FIELD_BRAND},	       {STR_INIT("信用编码"), FIELD_CODE},
    {STR_INIT("信用編碼"), FIELD_CODE},
};
enum { LINES_MAX = 5000 }; /* of one roll: organisations are compared with each other */
enum { FIELDS = sizeof fields / sizeof fields[0] };

struct reader {
	struct arena *mem;
	struct diag *diag;
	struct honour_roll *roll;
	int cap;
	str line; /* the current one, and its number */
	int number;
};

/* The place of S, a slice of the current line. */
static struct pos
place(const struct reader *r, str s)
{
	int col = 1 + (int)utf8_count(str_sub(r->line, 0, s.p - r->line.p));

	return (struct pos){r->roll->file, r->number, col, (int)utf8_count(s)};
}

static void
add_entry(struct reader *r, str name)
{
	struct honour_roll *roll = r->roll;

	while (str_ends(name, STR("#")))
		name = str_trim(str_sub(name, 0, name.n - 1));
	if (name.n == 0)
		diag(r->diag, D_HONOUR_NAME_EMPTY, place(r, str_trim(r->line)));
	if (roll->n == r->cap) {
		struct honour *more = NEW(r->mem, struct honour, (size_t)r->cap * 2 + 16);

		if (roll->n > 0)
			memcpy(more, roll->entry, (size_t)roll->n * sizeof *more);
		roll->entry = more;
		r->cap = r->cap * 2 + 16;
	}
	roll->entry[roll->n++] = (struct honour){.at = place(r, name), .organisation = name};
}

static void
add_honour(struct arena *a, struct honour *h, str value, struct pos at)
{
	size_t n = (size_t)h->honours.n;

	/* there is room for the next power of two */
	if ((n & (n - 1)) == 0) {
		str *v = NEW(a, str, n * 2 + 1);
		struct pos *place = NEW(a, struct pos, n * 2 + 1);

		for (size_t i = 0; i < n; i++) {
			v[i] = h->honours.v[i];
			place[i] = h->honours_at[i];
		}
		h->honours.v = v;
		h->honours_at = place;
	}
	h->honours.v[n] = value;
	h->honours_at[n] = at;
	h->honours.n++;
}

/* Names are compared without the spaces of letter-spaced ones: 荣 获. */
static str
without_spaces(struct arena *a, str s)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < s.n;) {
		ptrdiff_t from = i;

		if (utf8_next(s, &i) != 0x3000 && s.p[from] != ' ')
			out_str(&o, str_sub(s, from, i));
	}
	return out_text(&o);
}

static bool
find_field(struct reader *r, str name, enum field *out)
{
	str v[FIELDS], bare = without_spaces(r->mem, name), nearest;

	for (int i = 0; i < FIELDS; i++) {
		v[i] = fields[i].name;
		if (str_eq(bare, v[i])) {
			*out = fields[i].field;
			return true;
		}
	}
	nearest = front_nearest(r->mem, bare, &(struct strs){v, FIELDS});
	if (nearest.n > 0)
		diag(r->diag, D_HONOUR_FIELD_NEAR, place(r, name), name, nearest);
	else
		diag(r->diag, D_HONOUR_FIELD, place(r, name), name);
	return false;
}

/* Where the value of a field is kept, and its place. */
struct slot {
	str *text;
	struct pos *at;
};

/* None for 荣获, which may stand there several times. */
static struct slot
slot(struct honour *h, enum field field)
{
	switch (field) {
	case FIELD_HONOUR:
		break;
	case FIELD_CERTIFICATE:
		return (struct slot){&h->certificate, &h->certificate_at};
	case FIELD_TESTED:
		return (struct slot){&h->tested_product, &h->tested_at};
	case FIELD_BUSINESS:
	case FIELD_SERVICE:
	case FIELD_PRODUCT:
		return (struct slot){&h->business, &h->business_at};
	case FIELD_BRAND:
		return (struct slot){&h->brand, &h->brand_at};
	case FIELD_CODE:
		return (struct slot){&h->credit_code, &h->credit_code_at};
	}
	return (struct slot){NULL, NULL};
}

static void
set_field(struct reader *r, enum field field, str name, str value)
{
	struct honour *h = &r->roll->entry[r->roll->n - 1];
	struct slot to = slot(h, field);

	if (value.n == 0) {
		diag(r->diag, D_HONOUR_FIELD_EMPTY, place(r, name), name);
		return;
	}
	if (!to.text) {
		add_honour(r->mem, h, value, place(r, value));
		return;
	}
	if (to.text->n > 0) {
		diag(r->diag, D_HONOUR_FIELD_TWICE, place(r, name), name, h->organisation);
		return;
	}
	*to.text = value;
	*to.at = place(r, value);
	if (to.text == &h->business)
		h->label = field == FIELD_BUSINESS  ? BUSINESS_BUSINESS
			   : field == FIELD_SERVICE ? BUSINESS_SERVICE
						    : BUSINESS_PRODUCT;
}

/* "荣获: …" behind a bullet. */
static void
read_field(struct reader *r, str s)
{
	ptrdiff_t narrow = str_find(s, STR(":")), wide = str_find(s, STR("："));
	ptrdiff_t at = narrow < 0 || (wide >= 0 && wide < narrow) ? wide : narrow;
	enum field field;
	str name;

	if (at < 0) {
		diag(r->diag, D_HONOUR_LINE, place(r, s), s);
		return;
	}
	name = str_trim(str_sub(s, 0, at));
	if (r->roll->n == 0) {
		diag(r->diag, D_HONOUR_OUTSIDE, place(r, s), s);
		return;
	}
	if (find_field(r, name, &field))
		set_field(r, field, name,
			  str_trim(str_from_at(s, at + (at == wide ? STR("：").n : 1))));
}

/* entry = "## " name { "- " field ":" value }; nothing else but blank lines and the title. */
static void
read_line(struct reader *r)
{
	str s = str_trim(r->line), rest = s;

	if (s.n == 0 || (str_starts(s, STR("<!--")) && str_ends(s, STR("-->"))))
		return;
	if (str_eat(&rest, STR("##")) && !str_starts(rest, STR("#"))) {
		add_entry(r, str_trim(rest));
	} else if (str_eat(&rest, STR("- ")) || str_eat(&rest, STR("* ")) ||
		   str_eat(&rest, STR("+ "))) {
		read_field(r, str_trim(rest));
	} else if (!str_eat(&rest, STR("# ")) || !str_eq(str_trim(rest), r->roll->title)) {
		diag(r->diag, r->roll->n > 0 ? D_HONOUR_LINE : D_HONOUR_OUTSIDE, place(r, s), s);
	}
}

static void
read_lines(struct reader *r, str rest)
{
	int last = r->number + LINES_MAX;

	for (; rest.n > 0 && r->number < last; r->number++) {
		r->line = str_cut(&rest, STR("\n"));
		read_line(r);
	}
	if (rest.n > 0)
		diag(r->diag, D_HONOUR_LONG, ((struct pos){r->roll->file, last, 0, 0}),
		     diag_int(r->diag, LINES_MAX));
}

struct honour_roll *
honour_read(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper,
	    str path)
{
	const struct front_entry *e[KEY__N] = {NULL};
	const struct source *src = source_read(a, d, r, path);
	struct honour_roll *roll = NEW(a, struct honour_roll, 1);
	struct reader reader = {.mem = a, .diag = d, .roll = roll};
	struct front f;

	if (!src)
		return NULL;
	front_read(a, d, src, &f);
	field_collect(d, &f, &keys, e);
	field_date(d, e[KEY_DATE]);
	roll->file = src->path;
	roll->title = field_text(a, d, e[KEY_TITLE]);
	if (field_written(e[KEY_TITLE]))
		roll->title_at = field_at(e[KEY_TITLE]);
	roll->script = script_detect(f.body, paper->script);
	field_script(d, e[KEY_SCRIPT], &roll->script);
	field_bool(d, e[KEY_SPONSORED], &roll->sponsored);
	if (roll->title.n == 0)
		roll->title = roll->script == SCRIPT_HANS ? STR("荣誉榜") : STR("榮譽榜");
	roll->written_title = roll->title;
	reader.number = f.body_line;
	read_lines(&reader, f.body);
	if (roll->n == 0)
		diag(d, D_HONOUR_NONE, ((struct pos){src->path, 0, 0, 0}));
	return roll->n > 0 ? roll : NULL;
}
