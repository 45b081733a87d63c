#include "base/test.h"
#include "emit/pdf_page.c" /* the .c: its statics are in reach */

static const struct grid grid = {.width = 779528, .height = 1105512, .size = 9000, .pitch = 12750};

struct bench {
	struct arena a;
	struct diag d;
	struct pdf pdf;
	struct pdf_fonts fonts;
	struct stream stream;
};

static void
bench_open(struct bench *b, const struct press *press)
{
	memset(b, 0, sizeof *b);
	diag_init(&b->d, &b->a);
	pdf_begin(&b->pdf, &b->a, 4);
	pdf_fonts_init(&b->fonts, &b->a, fonts_open(&b->d, STR(LILONG_FONTS), SCRIPT_HANS));
	assert_non_null(b->fonts.fonts);
	b->stream = (struct stream){.out = {.mem = &b->a},
				    .run = {.mem = &b->a},
				    .pdf = &b->pdf,
				    .fonts = &b->fonts,
				    .cut = pdf_cut(press, &grid)};
}

static void
bench_close(struct bench *b)
{
	fonts_close(b->fonts.fonts);
	arena_free(&b->a);
}

/* CIDs of FACE in two bytes each. */
static str
cids(struct bench *b, enum face face, str text)
{
	struct out o = {.mem = &b->a};

	for (ptrdiff_t at = 0; at < text.n;) {
		unsigned cid = font_glyph(b->fonts.fonts, face, utf8_next(text, &at));

		out_char(&o, (char)(cid >> 8));
		out_char(&o, (char)(cid & 0xFF));
	}
	text = out_text(&o);
	o = (struct out){.mem = &b->a};
	pdf_bytes(&o, text);
	return out_text(&o);
}

/* What a line begins with: black that overprints, 40.5 pt from the left, baseline 61.5 pt down. */
#define BEGIN "/Over gs 0 0 0 1 k\nBT 40.5 1044.012 Td "

static void
lines_are_set_as_the_composer_placed_them(void **state)
{
	static const struct {
		struct piece piece[3];
		int n;
		const char *want; /* "@" and a face and text between "|": its glyphs */
	} cases[] = {
	    {{{STR_INIT("里弄"), FACE_SONG, 0, 0, 18000, TURN_NONE}},
	     1,
	     BEGIN "/F0 9 Tf @0里弄|Tj ET\n"},
	    {{{STR_INIT("里弄"), FACE_HEI_BOLD, 0, 125, 18250, TURN_NONE}},
	     1,
	     BEGIN "/F3 9 Tf 0.125 Tc @3里弄|Tj ET\n"},
	    /* squeezed: the mark half an em to the left */
	    {{{STR_INIT("说："), FACE_SONG, 0, -4500, 9000, TURN_NONE},
	      {STR_INIT("“"), FACE_SONG, -4500, -4500, 0, TURN_NONE},
	      {STR_INIT("好"), FACE_SONG_BOLD, 0, 0, 9000, TURN_NONE}},
	     3,
	     BEGIN "/F0 9 Tf -4.5 Tc @0说：|Tj [500]TJ @0“|Tj /F1 9 Tf 0 Tc @1好|Tj ET\n"},
	    {{{STR_INIT(""), FACE_SONG, 0, 0, 0, TURN_NONE}}, 1, BEGIN "/F0 9 Tf ET\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench b;
		struct placed p = {.x = 40500, .y = 51000, .pitch = 12750};
		struct piece piece[3];
		struct out want;
		str rest = str_from(cases[i].want);

		bench_open(&b, &press_coldset);
		want = (struct out){.mem = &b.a};
		memcpy(piece, cases[i].piece, sizeof piece);
		p.line = (struct line){.piece = piece, .n = cases[i].n, .size = 9000};
		while (rest.n > 0) {
			out_str(&want, str_cut(&rest, STR("@")));
			if (rest.n > 0) {
				enum face face = (enum face)(*rest.p - '0');

				rest = str_from_at(rest, 1);
				out_str(&want, cids(&b, face, str_cut(&rest, STR("|"))));
			}
		}
		draw_line(&b.stream, &p);
		assert_true(str_eq(out_text(&b.stream.out), out_text(&want)));
		bench_close(&b);
	}
}

static void
a_squeezed_mark_at_the_start_moves_the_line(void **state)
{
	struct bench b;
	struct piece piece = {STR("“好"), FACE_SONG, -4500, 0, 13500, TURN_NONE};
	struct placed p = {.x = 40500, .y = 51000, .pitch = 12750};

	(void)state;
	bench_open(&b, &press_coldset);
	p.line = (struct line){.piece = &piece, .n = 1, .size = 9000};
	draw_line(&b.stream, &p);
	assert_true(str_find(out_text(&b.stream.out), STR("BT 36 1044.012 Td")) > 0);
	bench_close(&b);
}

/* R25: a matrix turns words and squashes digits; a mark has the glyph of its vertical form. */
static void
parts_of_vertical_lines_have_a_matrix(void **state)
{
	static const struct {
		const char *text;
		enum turn turn;
		int squash;
		const char *want;
	} cases[] = {
	    {"APP", TURN_WORD, 1000, "BT 0 -1 1 0 40.5 1054.512 Tm "},
	    {"365", TURN_CELL, 564, "BT 0.564 0 0 1 40.5 1054.512 Tm "},
	    {"里", TURN_UPRIGHT, 1000, "BT 1 0 0 1 40.5 1054.512 Tm "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench b;
		struct piece piece = {.text = str_from(cases[i].text)};
		struct placed p = {.x = 40500,
				   .y = 51000,
				   .line = {.piece = &piece, .n = 1, .size = 36000},
				   .turn = cases[i].turn,
				   .squash = cases[i].squash};

		bench_open(&b, &press_coldset);
		draw_line(&b.stream, &p);
		assert_true(str_find(out_text(&b.stream.out), str_from(cases[i].want)) >= 0);
		bench_close(&b);
	}
}

static void
a_mark_has_its_vertical_form(void **state)
{
	struct bench b;
	bool plain;
	unsigned across, down;

	(void)state;
	bench_open(&b, &press_coldset);
	across = pdf_fonts_cid(&b.fonts, FACE_SONG, false, 0xFF08, &plain);
	assert_true(plain);
	down = pdf_fonts_cid(&b.fonts, FACE_SONG, true, 0xFF08, &plain);
	assert_true(plain && down != across);
	pdf_fonts_cid(&b.fonts, FACE_SONG, true, 0x300E, &plain); /* 『, which “ has too */
	pdf_fonts_cid(&b.fonts, FACE_SONG, true, 0x201C, &plain);
	assert_false(plain);
	bench_close(&b);
}

/* U+00A0 has the glyph of the space, and the face none of U+0E01. */
static void
what_would_be_read_as_another_character_says_what_it_is(void **state)
{
	struct bench b;
	str got;

	(void)state;
	bench_open(&b, &press_coldset);
	show(&b.stream, FACE_SONG, false, STR("a \xC2\xA0กข"));
	got = out_text(&b.stream.out);
	assert_true(str_find(got, STR("/Span<</ActualText<FEFF00A0>>>BDC(\\000")) < 0);
	assert_true(str_find(got, STR("/Span<</ActualText<FEFF00A0>>>BDC")) > 0);
	assert_true(str_find(got, STR("<FEFF0E01>")) < 0); /* the first that has no glyph */
	assert_true(str_find(got, STR("/Span<</ActualText<FEFF0E02>>>BDC")) > 0);
	bench_close(&b);
}

static void
a_long_text_is_several_strings(void **state)
{
	struct bench b;
	struct out text;
	int n = 0;
	str rest;

	(void)state;
	bench_open(&b, &press_coldset);
	text = (struct out){.mem = &b.a};
	for (int i = 0; i < 20000; i++)
		out_str(&text, STR("里"));
	show(&b.stream, FACE_SONG, false, out_text(&text));
	for (rest = out_text(&b.stream.out); rest.n > 0; n++)
		assert_true(str_cut(&rest, STR("Tj ")).n < 32767);
	assert_int_equal(n, 3);
	bench_close(&b);
}

static void
only_full_black_prints_over_what_is_below(void **state)
{
	struct bench b;
	struct piece piece = {STR("里"), FACE_SONG, 0, 0, 9000, TURN_NONE};
	struct placed tint = {.kind = PLACED_BOX, .w = 9000, .h = 12750, .tint = 15, .stroke = 500};
	struct placed white = {.y = 0, .pitch = 12750, .reversed = true};
	str got;

	(void)state;
	bench_open(&b, &press_coldset);
	white.line = (struct line){.piece = &piece, .n = 1, .size = 9000};
	draw_box(&b.stream, &tint);
	draw_line(&b.stream, &white);
	got = out_text(&b.stream.out);
	assert_true(str_starts(got, STR("/Knockout gs 0 0 0 0.15 k\n0 1092.762 9 12.75 re f\n"
					"/Over gs 0 0 0 1 k\n0.5 w 0.25 1093.012 8.5 12.25 re S\n"
					"/Knockout gs 0 0 0 0 k\nBT ")));
	bench_close(&b);
}

static void
the_sheet_holds_bleed_and_marks(void **state)
{
	static const struct {
		struct press press;
		mpt media[2], bleed[2], trim[2]; /* lower left and upper right corner's x */
	} cases[] = {
	    {{0}, {0, 779528}, {0, 779528}, {0, 779528}},
	    {{.bleed = 3}, {0, 796536}, {0, 796536}, {8504, 788032}},
	    {{.marks = true}, {0, 824882}, {22677, 802205}, {22677, 802205}},
	    {{.bleed = 3, .marks = true}, {0, 824882}, {14173, 810709}, {22677, 802205}},
	    {{.bleed = 5, .marks = true}, {0, 836220}, {14173, 822047}, {28346, 807874}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct pdf_cut cut = pdf_cut(&cases[i].press, &grid);
		mpt box[4];

		pdf_cut_box(&cut, cut.margin, box);
		assert_int_equal(box[0], cases[i].media[0]);
		assert_int_equal(box[2], cases[i].media[1]);
		assert_int_equal(box[3] - box[1], grid.height + 2 * cut.margin);
		pdf_cut_box(&cut, cut.bleed, box);
		assert_int_equal(box[0], cases[i].bleed[0]);
		assert_int_equal(box[2], cases[i].bleed[1]);
		pdf_cut_box(&cut, 0, box);
		assert_int_equal(box[0], cases[i].trim[0]);
		assert_int_equal(box[2], cases[i].trim[1]);
	}
}

static void
marks_stand_outside_the_bleed(void **state)
{
	static const struct press press = {.bleed = 5, .marks = true};
	struct bench b;
	str got;

	(void)state;
	bench_open(&b, &press);
	draw_marks(&b.stream, false);
	got = out_text(&b.stream.out);
	/* from 5 mm to 10 mm left of the page, at its upper edge: 28.346 + 1105.512 */
	assert_true(str_starts(got, STR("0 0 0 1 K 0.25 w\n14.173 1133.858 m 0 1133.858 l S\n"
					"28.346 1148.031 m 28.346 1162.204 l S\n")));
	bench_close(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_are_set_as_the_composer_placed_them),
	    cmocka_unit_test(a_squeezed_mark_at_the_start_moves_the_line),
	    cmocka_unit_test(parts_of_vertical_lines_have_a_matrix),
	    cmocka_unit_test(a_mark_has_its_vertical_form),
	    cmocka_unit_test(what_would_be_read_as_another_character_says_what_it_is),
	    cmocka_unit_test(a_long_text_is_several_strings),
	    cmocka_unit_test(only_full_black_prints_over_what_is_below),
	    cmocka_unit_test(the_sheet_holds_bleed_and_marks),
	    cmocka_unit_test(marks_stand_outside_the_bleed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
