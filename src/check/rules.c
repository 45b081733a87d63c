#include "check/rules.h"

#include "base/icu.h"
#include "base/out.h"
#include "check/part.h"

static const struct issue_page *
find_page(const struct issue *issue, int number)
{
	for (int i = 0; i < issue->npage; i++)
		if (issue->page[i].number == number)
			return &issue->page[i];
	return NULL;
}

/* "1、2、4" */
static str
page_numbers(struct arena *a, const struct issue *issue)
{
	struct out o = {.mem = a};

	for (int i = 0; i < issue->npage; i++)
		out_fmt(&o, "%s%d", i > 0 ? "、" : "", issue->page[i].number);
	return out_text(&o);
}

static void
check_pages(struct diag *d, const struct issue *issue)
{
	for (int i = 0; i < issue->narticle; i++) {
		const struct article *a = issue->article[i];

		if (!find_page(issue, a->page))
			diag(d, D_PAGE_UNKNOWN, a->page_at, diag_int(d, a->page),
			     page_numbers(d->mem, issue));
	}
	for (int i = 0; i < issue->npage; i++) {
		const struct issue_page *p = &issue->page[i];
		bool used = str_eq(p->function, STR("honours")) && issue->roll;

		for (int k = 0; k < issue->narticle; k++)
			used |= issue->article[k]->page == p->number;
		if (!used)
			diag(d, D_PAGE_EMPTY, p->at, diag_int(d, p->number), p->name);
	}
}

/* Articles are in order of page and order, so equal ones are neighbours. */
static void
check_orders(struct diag *d, const struct issue *issue)
{
	for (int i = 1; i < issue->narticle; i++) {
		const struct article *a = issue->article[i - 1], *b = issue->article[i];

		if (a->has_order && b->has_order && a->page == b->page && a->order == b->order)
			diag(d, D_ORDER_TWICE, b->order_at, diag_int(d, b->page),
			     diag_int(d, b->order), a->file);
	}
}

static void
check_titles(struct arena *a, struct diag *d, const struct issue *issue)
{
	str *folded = NEW(a, str, (size_t)issue->narticle + 1);

	for (int i = 0; i < issue->narticle; i++) {
		const struct article *x = issue->article[i];

		folded[i] = icu_fold(a, x->title);
		if (str_ends(x->title, STR("。")))
			diag(d, D_TITLE_STOP, x->title_at);
		for (int k = 0; k < i; k++) {
			if (str_eq(folded[i], folded[k])) {
				diag(d, D_TITLE_TWICE, x->title_at, issue->article[k]->file);
				break;
			}
		}
	}
}

/* An article's folder on the site stands beside those of the pages: 1/, 2/ … */
static void
check_slugs(struct arena *a, struct diag *d, const struct issue *issue)
{
	str *folded = NEW(a, str, (size_t)issue->narticle + 1);

	for (int i = 0; i < issue->narticle; i++) {
		const struct article *x = issue->article[i];
		int number;

		folded[i] = icu_fold(a, x->slug);
		if (str_number(x->slug, &number) && find_page(issue, number))
			diag(d, D_SLUG_PAGE, x->slug_at, x->slug, issue->file);
		for (int k = 0; k < i; k++) {
			if (str_eq(folded[i], folded[k])) {
				diag(d, D_SLUG_TWICE, x->slug_at, x->slug, issue->article[k]->file);
				break;
			}
		}
	}
}

/* Where all characters that only one script has are of its own, it is not looked at again. */
enum script
check_seen_script(struct arena *a, const struct article *art)
{
	enum script seen;

	if (!script_other_possible(art->script, art->classes))
		return art->script;
	seen = script_detect(node_plain(a, art->body), art->script);
	return (seen == SCRIPT_HANS) == (art->script == SCRIPT_HANS) ? art->script : seen;
}

/* The script decides which way an article is converted, so a wrong one spoils all of it. */
static void
check_scripts(struct arena *a, struct diag *d, const struct issue *issue)
{
	for (int i = 0; i < issue->narticle; i++) {
		const struct article *x = issue->article[i];
		enum script seen = check_seen_script(a, x);

		if (seen != x->script)
			diag(d, D_SCRIPT_OTHER, x->at, script_name(x->script), script_name(seen));
	}
}

static void
check_bodies(struct diag *d, const struct issue *issue)
{
	if (issue->narticle == 0)
		diag(d, D_ISSUE_EMPTY, ((struct pos){.file = issue->file}));
	for (int i = 0; i < issue->narticle; i++)
		if (!issue->article[i]->body->first)
			diag(d, D_ARTICLE_EMPTY, issue->article[i]->at);
}

void
check_issue(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper,
	    struct issue *issue)
{
	if (issue->draft)
		return;
	check_bodies(d, issue);
	check_pages(d, issue);
	check_orders(d, issue);
	check_titles(a, d, issue);
	check_slugs(a, d, issue);
	check_scripts(a, d, issue);
	check_links(a, d, r, paper, issue);
	if (issue->roll)
		check_honours(a, d, issue->roll);
}

void
check_paper(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper)
{
	for (const struct node *n = paper->about; n; n = node_walk(paper->about, n))
		if (n->type == NODE_FIGURE || n->type == NODE_IMAGE)
			diag(d, D_ABOUT_PICTURE, n->at);
	check_links(a, d, r, paper, NULL);
}

void
check_numbers(struct diag *d, const struct check_number *v, int n)
{
	const struct check_number *last = NULL; /* the newest before that has a number */

	for (int i = 0; i < n; i++) {
		if (v[i].number == 0)
			continue;
		if (last && v[i].number <= last->number)
			diag(d, D_NUMBER_ORDER, ((struct pos){.file = v[i].file}),
			     diag_int(d, v[i].number), date_iso(d->mem, last->date),
			     diag_int(d, last->number));
		last = &v[i];
	}
}
