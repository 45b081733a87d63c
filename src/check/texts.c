#include "check/texts.h"

#include "check/part.h"
#include "check/proof.h"
#include "content/run.h"

/* A text that stands somewhere on the line of AT. */
static void
read_part(struct proof *p, struct diag *d, enum proof_kind kind, struct pos at, str text)
{
	proof_text(p, kind, diag_find(d, at, text), text);
}

static void
read_tree(struct proof *p, struct diag *d, struct node *root)
{
	struct arena a = {0};

	for (struct node *n = root; n; n = node_walk(root, n)) {
		if (run_begins(n)) {
			struct run r = run_collect(&a, n);

			proof_pieces(p, PROOF_TEXT, r.piece, r.n);
		}
		read_part(p, d, PROOF_TEXT, n->at, n->alt);
		read_part(p, d, PROOF_TEXT, n->at, n->title);
	}
	arena_free(&a);
}

static void
read_bylines(struct proof *p, struct diag *d, const struct article *x)
{
	for (int i = 0; i < x->nbyline; i++) {
		const struct byline *b = &x->byline[i];

		for (int k = 0; k < b->n; k++) {
			read_part(p, d, PROOF_NAME, b->at, b->name[k].of);
			read_part(p, d, PROOF_NAME, b->at, b->name[k].role);
			read_part(p, d, PROOF_NAME, b->at, b->name[k].name);
			read_part(p, d, PROOF_NAME, b->at, b->name[k].after);
		}
		read_part(p, d, PROOF_NAME, b->at, b->credit);
	}
}

static bool
in_other_script(const struct article *x)
{
	struct arena a = {0};
	bool other = check_seen_script(&a, x) != x->script;

	arena_free(&a);
	return other;
}

static void
read_article(struct proof *p, struct diag *d, const struct article *x)
{
	/* all of it would be out of place: check/rules.c says so */
	if (in_other_script(x) || !proof_begin(p, d, x->script, x->classes))
		return;
	proof_text(p, PROOF_TEXT, x->kicker_at, x->kicker);
	proof_text(p, PROOF_TEXT, x->title_at, x->title);
	proof_text(p, PROOF_TEXT, x->deck_at, x->deck);
	proof_text(p, PROOF_NAME, x->source_at, x->source);
	proof_text(p, PROOF_TEXT, x->section_at, x->section);
	proof_text(p, PROOF_TEXT, x->summary_at, x->summary);
	proof_text(p, PROOF_TEXT, x->pull_at, x->pull);
	for (int i = 0; i < x->tags.n; i++)
		proof_text(p, PROOF_TEXT, x->tags_at[i], x->tags.v[i]);
	read_bylines(p, d, x);
	read_tree(p, d, x->body);
	proof_end(p);
}

static void
read_honour(struct proof *p, const struct honour *h)
{
	proof_text(p, PROOF_NAME, h->at, h->organisation);
	for (int i = 0; i < h->honours.n; i++)
		proof_text(p, PROOF_TEXT, h->honours_at[i], h->honours.v[i]);
	proof_text(p, PROOF_TEXT, h->tested_at, h->tested_product);
	proof_text(p, PROOF_TEXT, h->business_at, h->business);
	proof_text(p, PROOF_NAME, h->brand_at, h->brand);
}

static void
read_roll(struct proof *p, struct diag *d, const struct honour_roll *roll)
{
	proof_begin(p, d, roll->script, SCRIPT_ANY);
	proof_text(p, PROOF_TEXT, (struct pos){.file = roll->file}, roll->title);
	for (int i = 0; i < roll->n; i++)
		read_honour(p, &roll->entry[i]);
	proof_end(p);
}

void
check_texts(struct proof *p, struct diag *d, const struct issue *issue)
{
	proof_begin(p, d, issue->script, SCRIPT_ANY);
	for (int i = 0; i < issue->npage; i++)
		read_part(p, d, PROOF_TEXT, issue->page[i].at, issue->page[i].name);
	proof_text(p, PROOF_NAME, (struct pos){.file = issue->file}, issue->editor);
	for (int i = 0; i < issue->ear.n; i++)
		proof_text(p, PROOF_TEXT, issue->ear_at[i], issue->ear.v[i]);
	read_tree(p, d, issue->note);
	proof_end(p);
	for (int i = 0; i < issue->narticle; i++)
		read_article(p, d, issue->article[i]);
	if (issue->roll)
		read_roll(p, d, issue->roll);
}

void
check_paper_texts(struct proof *p, struct diag *d, const struct paper *paper)
{
	struct pos at = {.file = paper->file};

	proof_begin(p, d, paper->script, SCRIPT_ANY);
	proof_text(p, PROOF_TEXT, at, paper->slogan);
	proof_text(p, PROOF_TEXT, at, paper->contact);
	read_tree(p, d, paper->about);
	proof_end(p);
}
