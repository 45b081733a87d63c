#include "content/issue.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "content/field.h"
#include "content/folder.h"
#include "content/markdown.h"
#include "content/media.h"
#include "content/path.h"

#define KEYS(X) \
	X(NUMBER, "number", "期号") \
	X(NUMBER, "number", "期號") \
	X(PAGES, "pages", "版面") \
	X(LAYOUT, "layout", "版式") \
	X(EDITOR, "editor", "责任编辑") \
	X(EDITOR, "editor", "責任編輯") \
	X(EAR, "ear", "报眼") \
	X(EAR, "ear", "報眼") \
	X(SCRIPT, "script", "字形") \
	X(DRAFT, "draft", "草稿") \
	X(DATE, "date", "日期")

enum {
	KEY_NUMBER,
	KEY_PAGES,
	KEY_LAYOUT,
	KEY_EDITOR,
	KEY_EAR,
	KEY_SCRIPT,
	KEY_DRAFT,
	KEY_DATE,
	KEY__N
};

static const struct front_key key[] = {KEYS(FIELD_KEY)};
static const unsigned char key_id[] = {KEYS(FIELD_ID)};
static const struct field_keys keys = {key, key_id, sizeof key / sizeof key[0]};

bool
issue_list(struct arena *a, struct diag *d, const struct root *r, struct strs *folders)
{
	struct file_entry *e = NULL;
	struct date day;
	int n = 0;

	*folders = (struct strs){0};
	if (!file_list(a, d, r, STR("content"), &e, &n))
		return false;
	folders->v = NEW(a, str, (size_t)n + 1);
	for (int i = 0; i < n; i++) {
		str path = path_join(a, STR("content"), e[i].name);
		bool date = e[i].kind == FILE_FOLDER && date_form(e[i].name);

		if (date && date_parse(e[i].name, &day))
			folders->v[folders->n++] = path;
		else if (date)
			diag(d, D_ISSUE_DATE, ((struct pos){.file = path}), e[i].name);
		else if (!str_eq(e[i].name, STR("paper.md")) &&
			 !str_eq(e[i].name, STR("glossary.tsv")) &&
			 !str_ends(e[i].name, STR(".icc"))) /* of a press (press.h) */
			diag(d, D_CONTENT_IGNORED, ((struct pos){.file = path}), e[i].name);
	}
	return true;
}

static bool
name_of(str s, const char *others)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if ((s.p[i] < 'a' || s.p[i] > 'z') && !strchr(others, s.p[i]))
			return false;
	return s.n > 0;
}

/* The last colon of either width and its bytes; -1 if there is none. */
static ptrdiff_t
last_colon(str s, ptrdiff_t *width)
{
	ptrdiff_t found = -1;

	for (ptrdiff_t i = 0; i < s.n;) {
		ptrdiff_t from = i;
		uint32_t cp = utf8_next(s, &i);

		if (cp == ':' || cp == 0xFF1A) {
			found = from;
			*width = i - from;
		}
	}
	/* the colons of -{zh-hans:…;zh-hant:…}- are its own */
	return found >= 0 && str_find(str_from_at(s, found), STR("}-")) >= 0 ? -1 : found;
}

/* The number at the start of *S, its digits of either width; 0: none from 1 to PAGE_MAX. */
static int
page_number(str *s)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < s->n; *s = str_from_at(*s, i), i = 0) {
		uint32_t cp = utf8_next(*s, &i), zero = cp < 0xFF10 ? '0' : 0xFF10;

		if (cp < zero || cp > zero + 9)
			break;
		if (n <= PAGE_MAX)
			n = n * 10 + (int)(cp - zero);
	}
	return n <= PAGE_MAX ? n : 0;
}

/* page = ["第"] number ["版"] name [":" function] */
static bool
parse_page(struct diag *d, const struct front_value *v, struct issue_page *out)
{
	str rest = str_trim(v->text);
	ptrdiff_t width = 0, colon = last_colon(rest, &width);

	*out = (struct issue_page){.at = v->at};
	if (colon >= 0) {
		out->function = str_trim(str_from_at(rest, colon + width));
		rest = str_sub(rest, 0, colon);
	}
	str_eat(&rest, STR("第"));
	out->number = page_number(&rest);
	str_eat(&rest, STR("版"));
	out->name = str_trim(rest);
	if (out->number == 0 || out->name.n == 0) {
		diag(d, D_PAGE_FORM, v->at, v->text);
		return false;
	}
	if (out->function.n == 0)
		out->function = out->number == 1 ? STR("front") : STR("news");
	else if (!name_of(out->function, "_")) {
		diag(d, D_PAGE_FUNCTION, v->at, out->function);
		return false;
	}
	return true;
}

static int
by_number(const void *x, const void *y)
{
	const struct issue_page *a = x, *b = y;

	return (a->number > b->number) - (a->number < b->number);
}

static void
read_pages(struct arena *a, struct diag *d, const struct front_entry *e, struct issue *issue)
{
	struct front_value *v = NULL;
	int n = field_list(a, e, &v);

	if (n > PAGE_MAX) {
		diag(d, D_PAGES_MANY, v[PAGE_MAX].at, diag_int(d, PAGE_MAX));
		n = PAGE_MAX;
	}
	issue->page = NEW(a, struct issue_page, (size_t)n + 1);
	for (int i = 0; i < n; i++) {
		struct issue_page *p = &issue->page[issue->npage];
		bool fresh = parse_page(d, &v[i], p);

		for (int k = 0; fresh && k < issue->npage; k++) {
			if (issue->page[k].number == p->number) {
				diag(d, D_PAGE_TWICE, p->at, diag_int(d, p->number));
				fresh = false;
			}
		}
		issue->npage += fresh;
	}
	if (n == 0)
		diag(d, D_ISSUE_PAGES_MISSING, e ? e->at : ((struct pos){issue->file, 1, 0, 0}));
	qsort(issue->page, (size_t)issue->npage, sizeof *issue->page, by_number);
}

/* Page names and BODY joined: what tells the script of an issue where it is not written. */
static str
sample_text(struct arena *a, const struct issue *issue, str body)
{
	struct out o = {.mem = a};

	for (int i = 0; i < issue->npage; i++)
		out_str(&o, issue->page[i].name);
	out_str(&o, body);
	return out_text(&o);
}

static void
read_layout(struct arena *a, struct diag *d, const struct front_entry *e, struct issue *issue)
{
	str s = field_text(a, d, e);

	issue->layout = STR("tabloid");
	if (s.n > 0 && !name_of(s, "0123456789_-"))
		diag(d, D_ISSUE_LAYOUT, field_at(e), s);
	else if (s.n > 0)
		issue->layout = s;
}

static void
read_ear(struct arena *a, const struct front_entry *e, struct issue *issue)
{
	struct front_value *v = NULL;
	int n = e ? field_list(a, e, &v) : 0;

	issue->ear = (struct strs){NEW(a, str, (size_t)n + 1), n};
	issue->ear_at = NEW(a, struct pos, (size_t)n + 1);
	for (int i = 0; i < n; i++) {
		issue->ear.v[i] = v[i].text;
		issue->ear_at[i] = v[i].at;
	}
}

/* issue.md. False: there is nothing to go on with. */
static bool
read_front(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper,
	   struct issue *issue)
{
	const struct front_entry *e[KEY__N] = {NULL};
	const struct source *src = source_read(a, d, r, issue->file);
	struct front f;

	if (!src)
		return false;
	front_read(a, d, src, &f);
	field_collect(d, &f, &keys, e);
	field_bool(d, e[KEY_DRAFT], &issue->draft);
	field_number(d, e[KEY_NUMBER], &issue->number);
	field_date(d, e[KEY_DATE]);
	read_layout(a, d, e[KEY_LAYOUT], issue);
	read_pages(a, d, e[KEY_PAGES], issue);
	issue->editor = field_text(a, d, e[KEY_EDITOR]);
	if (field_written(e[KEY_EDITOR]))
		issue->editor_at = field_at(e[KEY_EDITOR]);
	read_ear(a, e[KEY_EAR], issue);
	issue->script = script_detect(sample_text(a, issue, f.body), paper->script);
	field_script(d, e[KEY_SCRIPT], &issue->script);
	issue->note = issue->draft ? node_new(a, NODE_DOCUMENT, (struct pos){src->path, 1, 0, 0})
				   : markdown_parse(a, d, src->path, f.body, f.body_line);
	return issue->npage > 0;
}

static int
by_place(const void *x, const void *y)
{
	const struct article *a = *(struct article *const *)x;
	const struct article *b = *(struct article *const *)y;
	int c = (a->page > b->page) - (a->page < b->page);

	if (c == 0)
		c = (int)b->has_order - (int)a->has_order;
	if (c == 0 && a->has_order)
		c = (a->order > b->order) - (a->order < b->order);
	return c ? c : str_cmp(a->file, b->file);
}

static void
read_articles(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper,
	      const struct folder *f, struct issue *issue)
{
	issue->article = NEW(a, struct article *, (size_t)f->narticle + 1);
	issue->drafts.v = NEW(a, str, (size_t)f->narticle + 1);
	for (int i = 0; i < f->narticle; i++) {
		const struct folder_article *x = &f->article[i];
		struct article *art = article_read(a, d, r, paper, x->path, x->folder, x->name);

		if (art && art->draft)
			issue->drafts.v[issue->drafts.n++] = art->file;
		else if (art)
			issue->article[issue->narticle++] = art;
	}
	qsort(issue->article, (size_t)issue->narticle, sizeof *issue->article, by_place);
}

static void
read_pictures(struct arena *a, struct diag *d, const struct root *r, struct issue *issue)
{
	struct media m = {a, d, r, NULL};

	if (issue->note)
		media_resolve(&m, issue->note, issue->folder, (str){0});
	for (int i = 0; i < issue->narticle; i++)
		media_resolve(&m, issue->article[i]->body, issue->article[i]->folder,
			      issue->folder);
}

struct issue *
issue_read(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper,
	   str path)
{
	struct issue *issue = NEW(a, struct issue, 1);
	struct folder f;
	bool ok;

	issue->folder = path;
	issue->file = path_join(a, path, STR("issue.md"));
	if (!date_parse(path_name(path), &issue->date)) {
		diag(d, D_ISSUE_DATE, ((struct pos){.file = path}), path_name(path));
		return NULL;
	}
	if (!folder_read(a, d, r, path, &f))
		return NULL;
	if (!f.issue)
		diag(d, D_ISSUE_FILE_MISSING, ((struct pos){.file = path}));
	ok = f.issue && read_front(a, d, r, paper, issue);
	if (issue->draft)
		return issue;
	read_articles(a, d, r, paper, &f, issue);
	if (f.honours)
		issue->roll = honour_read(a, d, r, paper, path_join(a, path, STR("honours.md")));
	read_pictures(a, d, r, issue);
	issue->files = f.other;
	return ok ? issue : NULL;
}
