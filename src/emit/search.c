#include "emit/search.h"

#include "convert/fold.h"
#include "emit/json.h"
#include "emit/site.h"
#include "search/bits.h"
#include "search/text.h"
#include "search/volume.h"

#include <assert.h>

/*
 * In the spool an issue is a list of numbers of 16 bits: for each article, its section and how many
 * texts it has; for each text, its field and its length (high half, low half), then its letters.
 */
enum { MERGED_ARTICLES = VOLUME_ARTICLES / 2 /* more are not bound together */ };

/* The texts of one article in one edition. */
struct kept {
	struct search_text field[VOLUME__N];
};

struct emit_search {
	uint16_t *section; /* by article; the roll comes last and is in none */
	struct kept **of;  /* by edition, then by article */
	int narticle, nedition;
};

/* Text */

static void
add_strs(struct search_text *t, const struct strs *list)
{
	for (int i = 0; i < list->n; i++)
		search_text_add(t, list->v[i]);
}

static bool
annotation(const struct node *n)
{
	return n->type == NODE_TAG && (n->tag == TAG_RT || n->tag == TAG_RP);
}

/*
 * The line of inlines below BLOCK, put together in O; a ruby's reading would stand between its
 * characters.
 */
static void
add_line(struct out *o, struct search_text *t, const struct node *block)
{
	o->n = 0;
	for (const struct node *n = block->first; n;) {
		if (n->type == NODE_TEXT || n->type == NODE_CODE)
			out_str(o, n->text);
		else if (n->type == NODE_LINE_BREAK || n->type == NODE_SOFT_BREAK)
			out_char(o, ' ');
		n = annotation(n) ? node_after(block, n) : node_walk(block, n);
	}
	search_text_add(t, out_text(o));
}

static void
add_body(struct arena *a, struct search_text *t, const struct node *doc)
{
	struct out o = {.mem = a};

	for (const struct node *n = doc; n;) {
		bool line = node_holds_text(n);

		if (line)
			add_line(&o, t, n);
		if (n->type == NODE_CODE_BLOCK)
			search_text_add(t, n->text);
		if (n->type == NODE_FIGURE) {
			search_text_add(t, n->alt);
			search_text_add(t, n->title);
		}
		n = line ? node_after(doc, n) : node_walk(doc, n);
	}
}

static void
fold_article(struct arena *a, const struct article *art, struct kept *out)
{
	struct search_text *f = out->field;

	for (int i = 0; i < VOLUME__N; i++)
		f[i] = (struct search_text){.mem = a};
	search_text_add(&f[VOLUME_HEADLINE], art->title);
	search_text_add(&f[VOLUME_DECK], art->kicker);
	search_text_add(&f[VOLUME_DECK], art->deck);
	for (int i = 0; i < art->nbyline; i++)
		search_text_add(&f[VOLUME_BYLINE], byline_text(a, &art->byline[i]));
	search_text_add(&f[VOLUME_BYLINE], art->source);
	search_text_add(&f[VOLUME_BYLINE], art->section);
	add_strs(&f[VOLUME_BYLINE], &art->tags);
	if (art->body)
		add_body(a, &f[VOLUME_BODY], art->body);
}

/* The roll is found like a story; names of organisations count less than a headline. */
static void
fold_roll(struct arena *a, const struct honour_roll *roll, struct kept *out)
{
	struct search_text *f = out->field;

	for (int i = 0; i < VOLUME__N; i++)
		f[i] = (struct search_text){.mem = a};
	search_text_add(&f[VOLUME_HEADLINE], roll->title);
	for (int i = 0; i < roll->n; i++) {
		const struct honour *h = &roll->entry[i];
		const str other[] = {h->certificate, h->tested_product, h->business, h->brand,
				     h->credit_code};

		search_text_add(&f[VOLUME_DECK], h->organisation);
		add_strs(&f[VOLUME_BYLINE], &h->honours);
		for (size_t k = 0; k < sizeof other / sizeof *other; k++)
			search_text_add(&f[VOLUME_BODY], other[k]);
	}
}

static bool
same(const struct search_text *x, const struct search_text *y)
{
	return x->n == y->n &&
	       (x->n == 0 || memcmp(x->unit, y->unit, (size_t)x->n * sizeof *x->unit) == 0);
}

static uint16_t
section_key(struct arena *a, str section)
{
	struct search_text t = {.mem = a};

	search_text_add(&t, section);
	return volume_section(t.unit, t.n);
}

/* What other editions have in other words, such as those of a region, is found in all of them. */
static void
fold_issue(struct emit *e)
{
	const struct issue *issue = e->issue;
	struct emit_search *s = e->search;
	struct kept *of = NEW(e->mem, struct kept, (size_t)issue->narticle + 1);
	int n = issue->narticle + (issue->roll != NULL);

	for (int i = 0; i < issue->narticle; i++)
		fold_article(e->mem, issue->article[i], &of[i]);
	if (issue->roll)
		fold_roll(e->mem, issue->roll, &of[issue->narticle]);
	if (!s) {
		s = e->search = NEW(e->mem, struct emit_search, 1);
		s->narticle = n;
		s->section = NEW(e->mem, uint16_t, (size_t)issue->narticle + 1);
		s->of = NEW(e->mem, struct kept *, SCRIPT__N);
		for (int i = 0; i < issue->narticle; i++)
			s->section[i] = section_key(e->mem, issue->article[i]->section);
	}
	assert(s->narticle == n && s->nedition < SCRIPT__N);
	s->of[s->nedition++] = of;
}

/* The list of stories */

/* Page 0: no page is kept for it. */
static void
put_roll(struct out *o, const struct summary_edition *ed)
{
	int page = 0;

	for (int i = ed->npage - 1; i >= 0; i--)
		if (str_eq(ed->page[i].function, STR("honours")))
			page = ed->page[i].number;
	out_z(o, ed->narticle > 0 ? ",\n[\"\"," : "[\"\",");
	json_string(o, ed->roll->title);
	out_fmt(o, ",\"\",\"\",\"\",%d]", page);
}

static void
write_stories(struct emit *e, const struct summary *sum, const struct summary_edition *ed)
{
	struct out o = {.mem = e->mem};

	out_char(&o, '[');
	for (int i = 0; i < ed->narticle; i++) {
		const struct summary_article *x = &ed->article[i];
		const str text[] = {x->slug, x->title, x->kicker, x->section, x->byline};

		out_z(&o, i > 0 ? ",\n[" : "[");
		for (size_t k = 0; k < sizeof text / sizeof *text; k++) {
			json_string(&o, text[k]);
			out_char(&o, ',');
		}
		out_fmt(&o, "%d]", x->page);
	}
	if (ed->roll)
		put_roll(&o, ed);
	out_z(&o, "]\n");
	files_write(e->files,
		    str_fmt(e->mem, "site/" STR_FMT STR_FMT "/stories.json",
			    STR_ARG(site_folder(e->mem, e->paper, e->edition)),
			    STR_ARG(date_iso(e->mem, sum->date))),
		    out_text(&o));
}

void
search_edition(struct emit *e, const struct summary *sum, const struct summary_edition *ed)
{
	write_stories(e, sum, ed);
	if (e->spool && e->spool->fd >= 0)
		fold_issue(e);
}

/* The spool */

static void
put_number(struct out *o, int v)
{
	uint16_t n = (uint16_t)v;

	out_str(o, (str){(const char *)&n, sizeof n});
}

static void
put_text(struct out *o, enum volume_field field, const struct search_text *t)
{
	put_number(o, (int)field);
	put_number(o, t->n >> 16);
	put_number(o, t->n & 0xFFFF);
	out_str(o, (str){(const char *)t->unit, t->n * (ptrdiff_t)sizeof *t->unit});
}

static bool
wanted(const struct emit_search *s, int edition, int article, int field)
{
	const struct search_text *t = &s->of[edition][article].field[field];

	for (int i = 0; i < edition; i++)
		if (same(t, &s->of[i][article].field[field]))
			return false;
	return t->n > 0;
}

static void
put_article(struct out *o, const struct emit_search *s, int i)
{
	int n = 0;

	for (int k = 0; k < s->nedition * VOLUME__N; k++)
		n += wanted(s, k / VOLUME__N, i, k % VOLUME__N);
	put_number(o, s->section[i]);
	put_number(o, n);
	for (int k = 0; k < s->nedition * VOLUME__N; k++) {
		int edition = k / VOLUME__N, field = k % VOLUME__N;

		if (wanted(s, edition, i, field))
			put_text(o, (enum volume_field)field, &s->of[edition][i].field[field]);
	}
}

void
search_keep_text(struct spool *s, str text, struct summary *sum)
{
	int64_t at = spool_add(s, text);

	if (at < 0)
		return;
	sum->search_at[0] = (int)(at >> 31);
	sum->search_at[1] = (int)(at & 0x7FFFFFFF);
	sum->search_bytes = (int)text.n;
}

str
search_kept(struct arena *a, const struct spool *s, const struct summary *sum)
{
	int64_t at = (int64_t)sum->search_at[0] << 31 | sum->search_at[1];

	return spool_read(a, s, at, sum->search_bytes);
}

void
search_keep(struct emit *e, struct summary *sum)
{
	const struct emit_search *s = e->search;
	struct out o = {.mem = e->mem};

	if (!s)
		return;
	for (int i = 0; i < s->narticle; i++)
		put_article(&o, s, i);
	search_keep_text(e->spool, out_text(&o), sum);
}

/* What is left of an issue's numbers; reading past the end gives 0 and ends all. */
struct numbers {
	const uint16_t *v;
	ptrdiff_t n;
};

static int
take_number(struct numbers *in)
{
	if (in->n == 0)
		return 0;
	in->n--;
	return *in->v++;
}

static struct volume_text
take_text(struct numbers *in)
{
	struct volume_text t = {.field = (enum volume_field)(take_number(in) % VOLUME__N)};
	int high = take_number(in), low = take_number(in);
	ptrdiff_t n = (ptrdiff_t)high << 16 | low;

	t.unit = in->v;
	t.n = (int)(n < in->n ? n : in->n);
	in->v += t.n;
	in->n -= t.n;
	return t;
}

static void
take_article(struct arena *a, struct numbers *in, struct volume_article *out)
{
	out->section = (uint16_t)take_number(in);
	out->ntext = take_number(in) % (SCRIPT__N * VOLUME__N + 1);
	out->text = NEW(a, struct volume_text, (size_t)out->ntext + 1);
	for (int i = 0; i < out->ntext; i++)
		out->text[i] = take_text(in);
}

/* Volumes */

/* Stories, and the roll. */
static int
articles_of(const struct summary *sum)
{
	const struct summary_edition *ed = sum->edition;

	return sum->nedition > 0 ? ed->narticle + (ed->roll != NULL) : 0;
}

/* The issue after the last one of the years below END, from issue I on; counts their articles. */
static int
years_below(const struct summary *sum, int n, int i, int end, int *articles)
{
	for (*articles = 0; i < n && sum[i].date.year < end; i++)
		*articles += articles_of(&sum[i]);
	return i;
}

/*
 * The year behind the last one of the volume that begins with issue I. Years that are over are
 * bound together by two, four, eight …, counted from year 0, as far as they have few articles: a
 * query looks into few volumes then, and a year is written anew only when such a number of them
 * becomes full.
 */
static int
volume_end(const struct summary *sum, int n, int i)
{
	enum { YEARS = 32 };
	int year = sum[i].date.year, newest = sum[n - 1].date.year;
	bool oldest = i == 0 || sum[0].date.year == year;

	for (int years = YEARS; years > 1; years /= 2) {
		int begin = year - year % years, articles;

		if ((begin != year && !oldest) || begin + years > newest)
			continue;
		years_below(sum, n, i, begin + years, &articles);
		if (articles <= MERGED_ARTICLES)
			return begin + years;
	}
	return year + 1;
}

static str
volume_name(struct arena *a, int first, int last, int part)
{
	if (part > 1)
		return str_fmt(a, "%d.%d", first, part);
	return first == last ? str_fmt(a, "%d", first) : str_fmt(a, "%d-%d", first, last);
}

struct search_volume *
search_plan(struct arena *a, const struct summary *sum, int n, int *nvolume)
{
	struct search_volume *v = NEW(a, struct search_volume, (size_t)n + 1);
	int count = 0;

	for (int i = 0; i < n;) {
		int year = sum[i].date.year, end = volume_end(sum, n, i), articles, part = 1;
		int to = years_below(sum, n, i, end, &articles);

		while (i < to) {
			int from = i;

			for (articles = 0; i < to; i++) {
				int more = articles_of(&sum[i]);

				if (i > from && articles + more > MERGED_ARTICLES)
					break;
				articles += more;
			}
			if (articles > 0)
				v[count++] = (struct search_volume){
				    volume_name(a, year, end - 1, part++), from, i};
		}
	}
	*nvolume = count;
	return v;
}

/* Articles are numbered in the order of issues; the list says how many each issue has. */
static void
write_list(struct emit *e, const struct summary *sum, const struct search_volume *v,
	   const struct volume *index)
{
	struct out o = {.mem = e->mem};
	uint32_t day = 0, first = 0;

	out_z(&o, "LS1");
	for (int i = 0; i < 4; i++)
		out_char(&o, (char)(index->version >> 8 * i));
	bits_varint(&o, (uint32_t)(v->to - v->from));
	for (int i = v->from; i < v->to; i++) {
		struct date d = sum[i].date;
		uint32_t now = (uint32_t)(d.year << 9 | d.month << 5 | d.day);

		bits_varint(&o, now - day);
		bits_varint(&o, (uint32_t)articles_of(&sum[i]));
		day = now;
	}
	bits_varint(&o, (uint32_t)index->nshard);
	for (int i = 0; i < index->nshard; i++) {
		bits_varint(&o, index->shard[i].first - first);
		bits_varint(&o, index->shard[i].second);
		first = index->shard[i].first;
	}
	files_write(e->files,
		    str_fmt(e->mem, "site/search/" STR_FMT "/index.bin", STR_ARG(v->name)),
		    out_text(&o));
}

/* The articles of the volume's issues, as they lie in the spool; an issue that does not is empty.
 */
static struct volume_article *
take_volume(struct emit *e, const struct summary *sum, const struct search_volume *v, int *n)
{
	struct volume_article *all;

	*n = 0;
	for (int i = v->from; i < v->to; i++)
		*n += articles_of(&sum[i]);
	all = NEW(e->mem, struct volume_article, (size_t)*n);
	*n = 0;
	for (int i = v->from; i < v->to; i++) {
		str bytes = search_kept(e->mem, e->spool, &sum[i]);
		struct numbers in = {(const uint16_t *)(const void *)bytes.p, bytes.n / 2};

		for (int k = articles_of(&sum[i]); k > 0; k--)
			take_article(e->mem, &in, &all[(*n)++]);
	}
	return all;
}

void
search_volume_write(struct emit *e, const struct summary *sum, const struct search_volume *v)
{
	struct volume index;
	int n;
	struct volume_article *all = take_volume(e, sum, v, &n);

	volume_make(e->mem, all, n, &index);
	for (int i = 0; i < index.nshard; i++)
		files_write(e->files,
			    str_fmt(e->mem, "site/search/" STR_FMT "/%d.bin", STR_ARG(v->name), i),
			    index.shard[i].bytes);
	write_list(e, sum, v, &index);
}

/* First all that are taken for others, then what they are taken for, as differences. */
void
search_shapes_write(struct emit *e)
{
	struct out from = {.mem = e->mem}, to = {.mem = e->mem}, o = {.mem = e->mem};
	uint32_t last = 0, n = 0;
	int32_t other = 0;

	for (uint32_t cp = 0; cp < FOLD_LIMIT; cp++) {
		int32_t shape = (int32_t)fold_character(cp), step = shape - other;

		if ((uint32_t)shape == cp)
			continue;
		bits_varint(&from, cp - last);
		bits_varint(&to, (uint32_t)(step < 0 ? -2 * step - 1 : 2 * step));
		last = cp;
		other = shape;
		n++;
	}
	bits_varint(&o, n);
	out_str(&o, out_text(&from));
	out_str(&o, out_text(&to));
	files_write(e->files, STR("site/search/shapes.bin"), out_text(&o));
}
