#include "compose/font.c"

#include "base/test.h"

static void
faces_have_names(void **state)
{
	enum face face = FACE_SONG;

	(void)state;
	assert_true(face_parse(STR("hei-bold"), &face));
	assert_int_equal(face, FACE_HEI_BOLD);
	assert_str(face_name(FACE_SONG_BOLD), "song-bold");
	assert_false(face_parse(STR("fangsong"), &face));
	assert_int_equal(face, FACE_HEI_BOLD);
}

static void
advances_come_from_the_face(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct fonts *f;

	(void)state;
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	assert_non_null(f);
	assert_int_equal(font_advance(f, FACE_SONG, 0x91CC), 1000);
	assert_int_equal(font_advance(f, FACE_SONG, 0x91CC), 1000);
	assert_int_equal(font_advance(f, FACE_SONG, ' '), 256);
	assert_int_equal(font_advance(f, FACE_HEI_BOLD, 'a'), 591);
	fonts_close(f);
	arena_free(&a);
}

static void
a_missing_glyph_is_given_once(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct fonts *f;
	str text = STR("里ก弄กข。");

	(void)state;
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANT);
	assert_str(font_lacks(f, FACE_SONG, &text), "ก");
	assert_str(text, "弄กข。");
	assert_str(font_lacks(f, FACE_SONG, &text), "ข");
	assert_str(font_lacks(f, FACE_SONG, &text), "");
	fonts_close(f);
	arena_free(&a);
}

static void
a_missing_folder_is_fatal(void **state)
{
	struct arena a = {0};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	assert_null(fonts_open(&d, STR("/nowhere"), SCRIPT_HANS));
	assert_int_equal(d.worst, DIAG_FATAL);
	arena_free(&a);
}

/* 楷体 has Han alone; where it is not installed all is 宋体. */
static void
kai_is_for_han(void **state)
{
	static const struct {
		enum face asked;
		uint32_t cp;
		enum face set, without;
	} cases[] = {
	    {FACE_KAI, 0x91CC, FACE_KAI, FACE_SONG},  /* 里 */
	    {FACE_KAI, 0x88CF, FACE_KAI, FACE_SONG},  /* 裏 */
	    {FACE_KAI, 0xFF0C, FACE_SONG, FACE_SONG}, /* ， */
	    {FACE_KAI, '6', FACE_SONG, FACE_SONG},
	    {FACE_KAI, 0x2FA1D, FACE_SONG, FACE_SONG}, /* it has no 𪘀 */
	    {FACE_HEI, 0x91CC, FACE_HEI, FACE_HEI},
	};
	struct arena a = {0};
	struct diag d;
	str all = STR(LILONG_FONTS), noto = str_cut(&all, STR(":"));
	struct fonts *with, *without;

	(void)state;
	diag_init(&d, &a);
	assert_false(fonts_have_kai(noto));
	if (!fonts_have_kai(STR(LILONG_FONTS)))
		skip();
	with = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	without = fonts_open(&d, noto, SCRIPT_HANS);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(fonts_face(with, cases[i].asked, cases[i].cp), cases[i].set);
		assert_int_equal(fonts_face(without, cases[i].asked, cases[i].cp),
				 cases[i].without);
	}
	assert_int_equal(d.worst, DIAG_OK);
	fonts_close(with);
	fonts_close(without);
	arena_free(&a);
}

/* A name that is reserved is in no subset; glyphs are counted from 1, in the order of the font. */
static void
kai_is_subset_without_its_name(void **state)
{
	static const uint32_t cp[] = {0x5F04, 0x91CC, 0x4E00}; /* 弄 里, and 一 that is not there */
	struct arena a = {0};
	struct diag d;
	struct fonts *f;
	unsigned glyph[3];
	str sub;

	(void)state;
	if (!fonts_have_kai(STR(LILONG_FONTS)))
		skip();
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	font_use(f, FACE_KAI, STR("里弄"));
	sub = font_subset(&a, &d, f, FACE_KAI);
	assert_true(font_table(sub, "glyf").n > 0);
	assert_int_equal(str_find(sub, STR("LXGW WenKai")), -1);
	assert_int_equal(str_find(sub, STR("LXGWWenKai")), -1);
	font_subset_glyphs(sub, cp, 3, glyph);
	assert_true(glyph[0] >= 1 && glyph[0] <= 2 && glyph[1] >= 1 && glyph[1] <= 2);
	assert_true(glyph[0] != glyph[1]);
	assert_int_equal(glyph[2], 0);
	fonts_close(f);
	arena_free(&a);
}

static bool
has_table(str font, const char *tag)
{
	return str_find((str){font.p, font.n < 512 ? font.n : 512}, str_from(tag)) >= 0;
}

/* The glyph of CP in the font that BYTES are; 0: none. Its advance in *ADVANCE. */
static unsigned
glyph_of(str bytes, uint32_t cp, int *advance)
{
	hb_blob_t *blob = hb_blob_create(bytes.p, (unsigned)bytes.n, HB_MEMORY_MODE_READONLY, NULL,
					 NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);
	hb_codepoint_t glyph = 0;

	hb_font_get_nominal_glyph(font, cp, &glyph);
	*advance = hb_font_get_glyph_h_advance(font, glyph);
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return glyph;
}

/* What browsers and Pango take for the height of a line's letters, in 1/1000 em. */
static void
extents_of(str bytes, int *ascender, int *descender)
{
	hb_blob_t *blob = hb_blob_create(bytes.p, (unsigned)bytes.n, HB_MEMORY_MODE_READONLY, NULL,
					 NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);
	hb_font_extents_t extents;

	assert_true(hb_font_get_h_extents(font, &extents));
	*ascender = extents.ascender;
	*descender = extents.descender;
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

static void
a_subset_holds_what_was_used_and_no_features(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct fonts *f;
	str one, two;
	int advance, ascender, descender;

	(void)state;
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	font_use(f, FACE_SONG, STR("里弄 ——a"));
	one = font_subset(&a, &d, f, FACE_SONG);
	two = font_subset(&a, &d, f, FACE_SONG);
	assert_true(str_starts(one, STR("OTTO")));
	assert_true(one.n < 20000);
	assert_true(str_eq(one, two));
	assert_true(glyph_of(one, 0x5F04, &advance) > 0);
	assert_int_equal(advance, 1000);
	assert_true(glyph_of(one, ' ', &advance) > 0);
	assert_int_equal(advance, 256);
	assert_int_equal(glyph_of(one, 0x4E00, &advance), 0);
	assert_true(has_table(one, "CFF "));
	extents_of(one, &ascender, &descender);
	assert_int_equal(ascender, 1000);
	assert_int_equal(descender, 0);
	/* the address of the licence, in UTF-16 as all names are */
	assert_non_null(memmem(one.p, (size_t)one.n, "\0O\0F\0L", 6));
	assert_false(has_table(one, "GSUB"));
	assert_false(has_table(one, "GPOS"));
	assert_false(has_table(one, "vmtx"));
	assert_int_equal(font_subset(&a, &d, f, FACE_HEI).n, 0);
	fonts_close(f);
	arena_free(&a);
}

/* What a glyph draws, as text. */
struct drawing {
	struct out o;
};

static void
draw_to(struct drawing *d, char what, float x, float y)
{
	out_fmt(&d->o, "%c %g %g ", what, (double)x, (double)y);
}

static void
draw_move(hb_draw_funcs_t *f, void *d, hb_draw_state_t *st, float x, float y, void *user)
{
	(void)f, (void)st, (void)user;
	draw_to(d, 'm', x, y);
}

static void
draw_line(hb_draw_funcs_t *f, void *d, hb_draw_state_t *st, float x, float y, void *user)
{
	(void)f, (void)st, (void)user;
	draw_to(d, 'l', x, y);
}

static void
draw_curve(hb_draw_funcs_t *f, void *d, hb_draw_state_t *st, float x1, float y1, float x2, float y2,
	   float x, float y, void *user)
{
	(void)f, (void)st, (void)user;
	draw_to(d, 'c', x1, y1);
	draw_to(d, ' ', x2, y2);
	draw_to(d, ' ', x, y);
}

/* The outline of CP and its width in FONT. */
static str
outline_of(struct arena *a, hb_font_t *font, uint32_t cp)
{
	hb_draw_funcs_t *f = hb_draw_funcs_create();
	struct drawing d = {.o = {.mem = a}};
	hb_codepoint_t glyph = 0;

	hb_draw_funcs_set_move_to_func(f, draw_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(f, draw_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(f, draw_curve, NULL, NULL);
	assert_true(hb_font_get_nominal_glyph(font, cp, &glyph));
	hb_font_get_glyph_shape(font, glyph, f, &d);
	out_fmt(&d.o, "%d", hb_font_get_glyph_h_advance(font, glyph));
	hb_draw_funcs_destroy(f);
	return out_text(&d.o);
}

/* Han, marks, letters, and what lies beyond U+FFFF: in all faces as in the whole font. */
static void
a_subset_draws_the_same(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct fonts *f;
	struct out text = {.mem = &a};

	(void)state;
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	for (uint32_t cp = 0x4E00; cp < 0x9FA0; cp += 13)
		out_utf8(&text, cp);
	out_z(&text, "AVQfgij&@09%½éß，。“”《》……——、！？ⅣⅧ①⑳✿★");
	for (int beyond = 0; beyond < 2; beyond++) {
		for (int face = 0; face < FACE__N; face++) {
			hb_face_t *sub;
			hb_font_t *font;
			hb_blob_t *blob;
			str bytes;

			font_use(f, (enum face)face, out_text(&text));
			bytes = font_subset(&a, &d, f, (enum face)face);
			assert_true(bytes.n > 0);
			blob = hb_blob_create(bytes.p, (unsigned)bytes.n, HB_MEMORY_MODE_READONLY,
					      NULL, NULL);
			sub = hb_face_create(blob, 0);
			font = hb_font_create(sub);
			hb_font_set_scale(font, EM, EM);
			for (ptrdiff_t at = 0; at < (ptrdiff_t)text.n;) {
				struct arena_mark m = arena_mark(&a);
				uint32_t cp = utf8_next(out_text(&text), &at);
				hb_font_t *whole = f->open[face].font;

				if (!(entry(f, (enum face)face, cp)->advance & MISSING) &&
				    !str_eq(outline_of(&a, font, cp), outline_of(&a, whole, cp)))
					fail_msg("U+%04X in face %d", (unsigned)cp, face);
				arena_rewind(&a, m);
			}
			hb_font_destroy(font);
			hb_face_destroy(sub);
			hb_blob_destroy(blob);
		}
		out_z(&text, "𠮷𡃁𣎴");
	}
	fonts_close(f);
	arena_free(&a);
}

static void
letters_are_kerned_but_not_digits(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct fonts *f;

	(void)state;
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	assert_non_null(f);
	assert_true(font_kern(f, FACE_SONG, 'A', 'V') < -FONT_KERN_LEAST);
	assert_int_equal(font_kern(f, FACE_SONG, 'A', 'V'), font_kern(f, FACE_SONG, 'A', 'V'));
	assert_int_equal(font_kern(f, FACE_SONG, '1', '5'), 0);
	assert_int_equal(font_kern(f, FACE_SONG, 'n', 'n'), 0);
	assert_int_equal(font_kern(f, FACE_SONG, 0x4E00, 'V'), 0);
	fonts_close(f);
	arena_free(&a);
}

/* Mainland faces have vertical forms of dots, and 『 for “; those of Taiwan centre dots. */
static void
vertical_forms_come_from_the_face(void **state)
{
	static const struct {
		enum script edition;
		uint32_t cp, same_as; /* the character that has that glyph; 0: CP itself */
	} cases[] = {
	    {SCRIPT_HANS, 0x4EBA, 0},	      {SCRIPT_HANS, 0xFF0C, 0xFE10},
	    {SCRIPT_HANS, 0x3002, 0xFE12},    {SCRIPT_HANS, 0x300A, 0xFE3D},
	    {SCRIPT_HANS, 0x201C, 0xFE43},    {SCRIPT_HANT_TW, 0xFF0C, 0},
	    {SCRIPT_HANT_TW, 0x300C, 0xFE41}, {SCRIPT_HANS, '5', 0},
	};
	struct arena a = {0};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fonts *f = fonts_open(&d, STR(LILONG_FONTS), cases[i].edition);
		uint32_t cp = cases[i].cp;
		struct font_upright u = font_upright(f, FACE_SONG, cp);

		assert_int_equal(
		    u.glyph, font_glyph(f, FACE_SONG, cases[i].same_as ? cases[i].same_as : cp));
		assert_int_equal(u.advance, 1000);
		assert_int_equal(u.rise, 880);
		assert_int_equal(u.width, font_advance(f, FACE_SONG, cp));
		fonts_close(f);
	}
	arena_free(&a);
}

/* The glyph of CP in a vertical line of FONT, and that of other lines. */
static void
shape_upright(str font, uint32_t cp, hb_codepoint_t *upright, hb_codepoint_t *plain)
{
	hb_blob_t *blob = hb_blob_create(font.p, (unsigned)font.n, HB_MEMORY_MODE_READONLY, NULL,
					 NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *f = hb_font_create(face);
	hb_buffer_t *b = hb_buffer_create();
	unsigned n;

	hb_buffer_add_utf32(b, &cp, 1, 0, 1);
	hb_buffer_set_direction(b, HB_DIRECTION_TTB);
	hb_buffer_set_script(b, HB_SCRIPT_HAN);
	hb_shape(f, b, NULL, 0);
	*upright = hb_buffer_get_glyph_infos(b, &n)[0].codepoint;
	assert_true(hb_font_get_nominal_glyph(f, cp, plain));
	hb_buffer_destroy(b);
	hb_font_destroy(f);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

/* Only where a vertical line asks for it: in the face of its text. */
static void
a_subset_keeps_vertical_forms_that_are_used(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct fonts *f;
	hb_codepoint_t upright, plain;
	str sub;

	(void)state;
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	font_use(f, FACE_SONG, STR("里（弄）"));
	font_use_upright(f, FACE_HEI, STR("里（弄）"));
	assert_false(has_table(font_subset(&a, &d, f, FACE_SONG), "GSUB"));
	sub = font_subset(&a, &d, f, FACE_HEI);
	assert_true(has_table(sub, "GSUB"));
	shape_upright(sub, 0xFF08, &upright, &plain);
	assert_true(upright != plain && upright > 0 && upright < 6);
	shape_upright(sub, 0x91CC, &upright, &plain);
	assert_true(upright == plain);
	fonts_close(f);
	arena_free(&a);
}

/* Outlines of a hostile font: their sums must not overflow where they are drawn. */
static void
no_point_lies_beyond_all_measure(void **state)
{
	struct font_stroke s;
	struct outline o = {.stroke = &s};
	hb_draw_state_t *none = NULL;

	(void)state;
	curve_to(NULL, &o, none, 0.5F, -1.5F, 1e30F, -1e30F, INFINITY, NAN, NULL);
	assert_int_equal(o.n, 1);
	assert_true(s.at[0].x == 1 && s.at[0].y == -2);
	assert_true(s.at[1].x == FAR && s.at[1].y == -FAR);
	assert_true(s.at[2].x == FAR && s.at[2].y == -FAR);
}

/* As a file that was damaged after its characters had been found. */
static void
a_face_without_outlines_is_reported(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct fonts *f;
	hb_face_t *whole;

	(void)state;
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	font_use(f, FACE_SONG, STR("里弄"));
	whole = f->open[FACE_SONG].face;
	f->open[FACE_SONG].face = hb_face_get_empty();
	assert_int_equal(font_subset(&a, &d, f, FACE_SONG).n, 0);
	f->open[FACE_SONG].face = whole;
	assert_int_equal(d.first->id, D_FONT_SUBSET);
	assert_true(str_find(d.first->at.file, STR("Serif")) >= 0);
	fonts_close(f);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(faces_have_names),
	    cmocka_unit_test(advances_come_from_the_face),
	    cmocka_unit_test(a_missing_glyph_is_given_once),
	    cmocka_unit_test(a_missing_folder_is_fatal),
	    cmocka_unit_test(kai_is_for_han),
	    cmocka_unit_test(kai_is_subset_without_its_name),
	    cmocka_unit_test(letters_are_kerned_but_not_digits),
	    cmocka_unit_test(a_subset_holds_what_was_used_and_no_features),
	    cmocka_unit_test(a_subset_draws_the_same),
	    cmocka_unit_test(vertical_forms_come_from_the_face),
	    cmocka_unit_test(a_subset_keeps_vertical_forms_that_are_used),
	    cmocka_unit_test(no_point_lies_beyond_all_measure),
	    cmocka_unit_test(a_face_without_outlines_is_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
