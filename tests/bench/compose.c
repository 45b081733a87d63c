/*
 * compose.c - how quick the composer is: "compose PROJECT" sets the articles of a project,
 * repeated to 8 pages of 6,000 characters. All contestants run in turn, round after round, and the
 * best round of each counts, so that their ratios hold on a busy machine too.
 */
#include <hb-ot.h>
#include <hb.h>
#include <stdio.h>
#include <time.h>

#include "base/utf8.h"
#include "compose/galley.h"
#include "content/issue.h"
#include "content/paper.h"

enum { PAGES = 8, PAGE = 6000, ROUNDS = 15, BODIES = 256, SIZE = 9000, LOOSE = SIZE / 10 };

struct bench {
	struct arena mem;
	struct fonts *fonts;
	hb_font_t *font;
	hb_buffer_t *buffer;
	const struct node *body[BODIES];
	int n;
	long characters; /* of all bodies */
	int measure;
	long result; /* so that nothing is left out as idle; the number of lines */
	long loose;  /* of them, looser than LOOSE */
};

static long
text_length(const struct node *body)
{
	long all = 0;

	for (const struct node *n = body; n; n = node_walk(body, n))
		all += utf8_count(n->text);
	return all;
}

/* -- contestants ------------------------------------------------------------------ */

static void
walk(struct bench *b, const struct node *n)
{
	for (ptrdiff_t at = 0; at < n->text.n;)
		b->result += utf8_next(n->text, &at) != '\n';
}

static void
advances(struct bench *b, const struct node *n)
{
	for (ptrdiff_t at = 0; at < n->text.n;)
		b->result += font_advance(b->fonts, FACE_SONG, utf8_next(n->text, &at));
}

static void
shape(struct bench *b, const struct node *n)
{
	hb_buffer_clear_contents(b->buffer);
	hb_buffer_add_utf8(b->buffer, n->text.p, (int)n->text.n, 0, (int)n->text.n);
	hb_buffer_guess_segment_properties(b->buffer);
	hb_shape(b->font, b->buffer, NULL, 0);
	b->result += hb_buffer_get_length(b->buffer);
}

/* Each text node of BODY through EACH. */
static void
each_text(struct bench *b, const struct node *body,
	  void (*each)(struct bench *, const struct node *))
{
	for (const struct node *n = body; n; n = node_walk(body, n))
		if (n->text.n > 0)
			each(b, n);
}

static void
run_walk(struct bench *b, const struct node *body)
{
	each_text(b, body, walk);
}

static void
run_advances(struct bench *b, const struct node *body)
{
	each_text(b, body, advances);
}

static void
run_shape(struct bench *b, const struct node *body)
{
	each_text(b, body, shape);
}

static void
run_galley(struct bench *b, const struct node *body)
{
	struct arena_mark mark = arena_mark(&b->mem);
	struct galley g;

	galley_make(&b->mem, b->fonts, body, b->measure, SIZE, &g);
	b->result += g.n;
	for (int i = 0; i < g.n; i++)
		b->loose += g.slot[i].nline > 0 && g.slot[i].line->gap > LOOSE;
	arena_rewind(&b->mem, mark);
}

/* What layouts ask: lines that nobody is going to see. */
static void
run_count(struct bench *b, const struct node *body)
{
	struct arena_mark mark = arena_mark(&b->mem);
	struct galley g;

	galley_make_from(&b->mem, b->fonts, NULL, body, (struct galley_place){0}, b->measure, SIZE,
			 &(struct galley_look){.bare = true}, &g);
	b->result += g.n;
	arena_rewind(&b->mem, mark);
}

static const struct contestant {
	const char *name;
	int measure;
	void (*run)(struct bench *, const struct node *);
	double goal; /* ms a page; 0: none */
} contestants[] = {
    {"walk over code points", 0, run_walk, 0},
    {"advances from the cache", 0, run_advances, 0},
    {"hb_shape of everything", 0, run_shape, 0},
    {"lines at 11 characters", 11, run_galley, 0.5},
    {"lines at 12 characters", 12, run_galley, 0.5},
    {"lines at 13 characters", 13, run_galley, 0.5},
    {"lines at 17 characters", 17, run_galley, 0.5},
    {"lines at 23 characters", 23, run_galley, 0.5},
    {"how many at 11", 11, run_count, 0.6},
    {"how many at 23", 23, run_count, 0.6},
};

enum { N = sizeof contestants / sizeof *contestants };

/* -- running ---------------------------------------------------------------------- */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ms for all bodies. */
static double
time_of(struct bench *b, const struct contestant *c)
{
	double start = now();

	b->result = b->loose = 0;
	b->measure = c->measure;
	for (int i = 0; i < b->n; i++)
		c->run(b, b->body[i]);
	return now() - start;
}

struct score {
	double best; /* ms */
	long result, loose;
};

static void
report(const struct bench *b, const struct score score[N])
{
	double pages = (double)b->characters / PAGE;

	printf("%ld characters, %.1f pages of %d\n", b->characters, pages, PAGE);
	printf("%-26s %8s %9s %8s %7s %7s\n", "", "ms/page", "ns/char", "x walk", "lines",
	       "> 0.1em");
	for (int i = 0; i < N; i++) {
		double page = score[i].best / pages, goal = contestants[i].goal;

		printf("%-26s %8.3f %9.1f %8.1f", contestants[i].name, page, page * 1e6 / PAGE,
		       score[i].best / score[0].best);
		if (contestants[i].measure)
			printf(" %7ld %6.2f%%", score[i].result,
			       100.0 * (double)score[i].loose / (double)score[i].result);
		if (goal > 0)
			printf("  goal %.1f ms %s", goal, page <= goal ? "met" : "NOT MET");
		putchar('\n');
	}
}

static void
read_bodies(struct bench *b, struct diag *d, const char *project)
{
	struct root root;
	struct paper paper;
	struct strs folders = {0};

	if (!root_open(&root, d, project) || !paper_read(&b->mem, d, &root, &paper) ||
	    !issue_list(&b->mem, d, &root, &folders))
		return;
	for (int i = 0; b->characters < PAGES * PAGE && b->n < BODIES && folders.n > 0; i++) {
		const struct issue *issue = issue_read(&b->mem, d, &root, &paper,
						       folders.v[i % folders.n]);

		for (int k = 0; issue && k < issue->narticle && b->n < BODIES; k++) {
			b->body[b->n++] = issue->article[k]->body;
			b->characters += text_length(issue->article[k]->body);
		}
		if (i > BODIES)
			break;
	}
}

static void
open_font(struct bench *b)
{
	str folders = STR(LILONG_FONTS), noto = str_cut(&folders, STR(":"));
	str file = str_fmt(&b->mem, STR_FMT "/NotoSerifCJK-Regular.ttc", STR_ARG(noto));
	hb_blob_t *blob = hb_blob_create_from_file(file.p);
	hb_face_t *face = hb_face_create(blob, 2);

	b->font = hb_font_create(face);
	b->buffer = hb_buffer_create();
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

int
main(int argc, char **argv)
{
	struct bench b = {0};
	struct diag d;
	struct score score[N];

	diag_init(&d, &b.mem);
	b.fonts = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	read_bodies(&b, &d, argc > 1 ? argv[1] : ".");
	if (!b.fonts || b.n == 0) {
		fputs("compose: no fonts, or nothing to set\n", stderr);
		return 2;
	}
	open_font(&b);
	for (int r = 0; r < ROUNDS; r++)
		for (int i = 0; i < N; i++) {
			double t = time_of(&b, &contestants[i]);

			if (r == 0 || t < score[i].best)
				score[i] = (struct score){t, b.result, b.loose};
		}
	report(&b, score);
	hb_buffer_destroy(b.buffer);
	hb_font_destroy(b.font);
	fonts_close(b.fonts);
	arena_free(&b.mem);
	return 0;
}
