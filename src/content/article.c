#include "content/article.h"

#include "base/utf8.h"
#include "content/field.h"
#include "content/markdown.h"
#include "content/slug.h"

#define KEYS(X) \
	X(TITLE, "title", "标题") \
	X(TITLE, "title", "標題") \
	X(KICKER, "kicker", "肩题") \
	X(KICKER, "kicker", "肩題") \
	X(KICKER, "kicker", "引题") \
	X(KICKER, "kicker", "引題") \
	X(DECK, "deck", "副题") \
	X(DECK, "deck", "副題") \
	X(DECK, "subtitle", "副标题") \
	X(DECK, "subtitle", "副標題") \
	X(BYLINE, "byline", "署名") \
	X(BYLINE, "author", "作者") \
	X(BYLINE, "authors", "") \
	X(SOURCE, "source", "来源") \
	X(SOURCE, "source", "來源") \
	X(PAGE, "page", "版") \
	X(PAGE, "page", "版次") \
	X(ORDER, "order", "顺序") \
	X(ORDER, "order", "順序") \
	X(SECTION, "section", "栏目") \
	X(SECTION, "section", "欄目") \
	X(SCRIPT, "script", "字形") \
	X(SUMMARY, "summary", "摘要") \
	X(SUMMARY, "description", "描述") \
	X(PULL, "pull", "引语") \
	X(PULL, "pull", "引語") \
	X(TAGS, "tags", "标签") \
	X(TAGS, "tags", "標籤") \
	X(SLUG, "slug", "") \
	X(FILLER, "filler", "补白") \
	X(FILLER, "filler", "補白") \
	X(DRAFT, "draft", "草稿") \
	X(DATE, "date", "日期") \
	X(UPDATED, "updated", "更新")

enum {
	KEY_TITLE,
	KEY_KICKER,
	KEY_DECK,
	KEY_BYLINE,
	KEY_SOURCE,
	KEY_PAGE,
	KEY_ORDER,
	KEY_SECTION,
	KEY_SCRIPT,
	KEY_SUMMARY,
	KEY_PULL,
	KEY_TAGS,
	KEY_SLUG,
	KEY_FILLER,
	KEY_DRAFT,
	KEY_DATE,
	KEY_UPDATED,
	KEY__N
};

static const struct front_key key[] = {KEYS(FIELD_KEY)};
static const unsigned char key_id[] = {KEYS(FIELD_ID)};
static const struct field_keys keys = {key, key_id, sizeof key / sizeof key[0]};

struct reader {
	struct arena *mem;
	struct diag *diag;
	const struct source *src;
	struct front front;
	const struct front_entry *e[KEY__N];
	struct article *art;
};

/* The heading at the start of the text if it is of level 1, "# …": other programs put the title
 * there. */
static struct node *
leading_title(const struct reader *r)
{
	str rest = r->front.body;
	struct node *first = r->art->body->first;

	while (rest.n > 0) {
		str line = str_trim(str_cut(&rest, STR("\n")));

		if (line.n > 0)
			return str_starts(line, STR("# ")) && first && first->type == NODE_HEADING
				   ? first
				   : NULL;
	}
	return NULL;
}

static void
drop_first(struct node *doc)
{
	doc->first = doc->first->next;
	if (!doc->first)
		doc->last = NULL;
}

/* False, with a message, if there is no title. */
static bool
read_title(struct reader *r)
{
	struct article *art = r->art;
	const struct front_entry *e = r->e[KEY_TITLE];
	struct node *heading = leading_title(r);
	str text = heading ? node_plain(r->mem, heading) : (str){0};

	art->title_at = e ? field_at(e) : (struct pos){r->src->path, 1, 0, 0};
	if (e && art->title.n == 0) {
		diag(r->diag, D_TITLE_EMPTY, art->title_at);
		return false;
	}
	if (!e && text.n == 0) {
		diag(r->diag, D_TITLE_MISSING, art->title_at);
		return false;
	}
	if (!e) {
		art->title = text;
		art->title_at = heading->at;
		diag(r->diag, D_TITLE_FROM_BODY, heading->at);
		drop_first(art->body);
	} else if (heading && str_eq(text, art->title)) {
		diag(r->diag, D_TITLE_REPEATED, heading->at);
		drop_first(art->body);
	}
	return true;
}

static void
read_bylines(struct reader *r)
{
	const struct front_entry *e = r->e[KEY_BYLINE];
	struct article *art = r->art;
	int lines = 0;

	for (int i = 0; e && i < e->nvalue; i++)
		lines += str_lines(e->value[i].text);
	art->byline = NEW(r->mem, struct byline, (size_t)lines + 1);
	for (int i = 0; e && i < e->nvalue; i++) {
		str rest = e->value[i].text;

		while (rest.n > 0) {
			str line = str_trim(str_cut(&rest, STR("\n")));

			if (line.n == 0)
				continue;
			if (byline_parse(r->mem, line, &art->byline[art->nbyline]))
				art->byline[art->nbyline++].at = e->value[i].at;
			else
				diag(r->diag,
				     line.n > BYLINE_BYTES_MAX ? D_BYLINE_LONG : D_BYLINE_NOBODY,
				     e->value[i].at);
		}
	}
}

static void
read_place(struct reader *r)
{
	struct article *art = r->art;

	art->page = 1;
	art->page_at = art->at;
	if (!field_written(r->e[KEY_PAGE]) && !art->filler)
		diag(r->diag, D_ARTICLE_PAGE_MISSING, art->at);
	else if (field_written(r->e[KEY_PAGE]))
		art->page_at = field_at(r->e[KEY_PAGE]);
	field_number(r->diag, r->e[KEY_PAGE], &art->page);
	if (art->page == 0) {
		diag(r->diag, D_PAGE_ZERO, art->page_at);
		art->page = 1;
	}
	art->has_order = field_number(r->diag, r->e[KEY_ORDER], &art->order);
	art->order_at = r->e[KEY_ORDER] ? field_at(r->e[KEY_ORDER]) : art->at;
}

/* Typed, else NAME, else from the title. */
static void
read_slug(struct reader *r, str name)
{
	struct article *art = r->art;
	str typed = field_text(r->mem, r->diag, r->e[KEY_SLUG]);

	art->slug_at = typed.n > 0 ? field_at(r->e[KEY_SLUG]) : (struct pos){.file = art->file};
	if (name.n > SLUG_BYTES_MAX)
		diag(r->diag, D_NAME_LONG, ((struct pos){.file = art->file}),
		     diag_int(r->diag, (long)name.n), diag_int(r->diag, SLUG_BYTES_MAX));
	if (typed.n > 0 && !slug_valid(typed))
		diag(r->diag, D_SLUG_FORM, art->slug_at, typed);
	else
		art->slug = typed;
	if (art->slug.n == 0)
		art->slug = slug_from_name(r->mem, name);
	if (art->slug.n == 0)
		art->slug = slug_from_title(r->mem, art->title);
	if (art->slug.n == 0)
		diag(r->diag, D_SLUG_NONE, art->at);
}

static void
read_tags(struct reader *r)
{
	struct front_value *v = NULL;
	int n = field_list(r->mem, r->e[KEY_TAGS], &v);

	r->art->tags = (struct strs){NEW(r->mem, str, (size_t)n + 1), n};
	r->art->tags_at = NEW(r->mem, struct pos, (size_t)n + 1);
	for (int i = 0; i < n; i++) {
		r->art->tags.v[i] = v[i].text;
		r->art->tags_at[i] = v[i].at;
	}
}

static str
read_text(struct reader *r, const struct front_entry *e, struct pos *at)
{
	if (e)
		*at = field_at(e);
	if (e && e->nvalue > 0 && str_find(e->value[0].text, STR("\n")) >= 0)
		at->col = 0;
	return field_text(r->mem, r->diag, e);
}

/* Declared, or else decided by title and text; the paper's where they do not tell. */
static void
read_script(struct reader *r)
{
	struct article *art = r->art;
	str text = r->src->text, said[] = {art->title, r->front.body};
	unsigned classes = script_classes(art->title) | script_classes(r->front.body);

	art->script = script_of_texts(said, 2, classes, art->script);
	field_script(r->diag, r->e[KEY_SCRIPT], &art->script);
	classes |= script_classes(str_sub(text, 0, r->front.body.p - text.p));
	/* a reference, an escape or a mark, if only its end, may stand for any character */
	art->classes = str_find(text, STR("&")) >= 0 || str_find(text, STR("\\")) >= 0 ||
			       str_find(text, STR("{")) >= 0 || str_find(text, STR("}")) >= 0
			   ? SCRIPT_ANY
			   : classes;
}

static void
read_front(struct reader *r)
{
	struct article *art = r->art;

	art->title = field_text(r->mem, r->diag, r->e[KEY_TITLE]);
	art->kicker = read_text(r, r->e[KEY_KICKER], &art->kicker_at);
	art->deck = read_text(r, r->e[KEY_DECK], &art->deck_at);
	art->source = read_text(r, r->e[KEY_SOURCE], &art->source_at);
	art->section = read_text(r, r->e[KEY_SECTION], &art->section_at);
	art->summary = read_text(r, r->e[KEY_SUMMARY], &art->summary_at);
	art->pull = read_text(r, r->e[KEY_PULL], &art->pull_at);
	read_script(r);
	field_date(r->diag, r->e[KEY_DATE]);
	field_updated(r->diag, r->e[KEY_UPDATED], &art->updated);
	read_bylines(r);
	read_place(r);
	read_tags(r);
}

/* All of the article; of a draft only what its list needs. False: nothing to go on with. */
static bool
read(struct reader *r, str slug)
{
	struct article *art = r->art;

	front_read(r->mem, r->diag, r->src, &r->front);
	field_collect(r->diag, &r->front, &keys, r->e);
	field_bool(r->diag, r->e[KEY_DRAFT], &art->draft);
	field_bool(r->diag, r->e[KEY_FILLER], &art->filler);
	art->at = (struct pos){r->src->path, 1, 0, 0};
	read_front(r);
	if (art->draft) {
		read_slug(r, slug);
		art->body = node_new(r->mem, NODE_DOCUMENT, art->at);
		return true;
	}
	art->body = markdown_parse(r->mem, r->diag, r->src->path, r->front.body,
				   r->front.body_line);
	if (!read_title(r))
		return false;
	art->written_title = art->title;
	read_slug(r, slug);
	return art->slug.n > 0;
}

struct article *
article_read(struct arena *a, struct diag *d, const struct root *root, const struct paper *paper,
	     str path, str folder, str slug)
{
	struct diag own; /* a draft is unfinished: its faults are not reported */
	struct reader r = {.mem = a, .diag = &own};
	bool ok;

	diag_init(&own, a);
	r.art = NEW(a, struct article, 1);
	r.art->file = path;
	r.art->folder = folder;
	r.art->script = paper->script;
	r.src = source_read(a, &own, root, path);
	ok = r.src && read(&r, slug);
	if (r.src)
		diag_source(d, r.src->path, r.src->text);
	for (const struct diag_msg *m = own.first; m && !r.art->draft; m = m->next)
		diag_copy(d, m);
	return ok ? r.art : NULL;
}
