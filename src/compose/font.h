/*
 * font.h - the faces of an edition: metrics through HarfBuzz, subsets through
 * compose/subset.h. hb.h is seen by font.c alone. Measured and shipped fonts agree:
 * kern, liga, calt and all other layout features are off in both
 * (composition.md 4.3).
 */
#ifndef COMPOSE_FONT_H
#define COMPOSE_FONT_H

#include "base/diag.h"
#include "content/paper.h"

typedef int32_t mpt; /* 1/1000 pt */

/* ORDER FACE. 宋 for text, 黑 for heads and captions, 楷 for other voices: notes, quotes, names. */
enum face { FACE_SONG, FACE_SONG_BOLD, FACE_HEI, FACE_HEI_BOLD, FACE_KAI, FACE__N };

struct kinsoku_table;

struct fonts; /* the faces of one edition, and how lines are broken in it */

/*
 * FOLDERS, with ":" between them, hold NotoSerifCJK-Regular.ttc, -Bold.ttc, NotoSansCJK-… of
 * Debian's fonts-noto-cjk and, if there is one, LXGWWenKai-Regular.ttf of fonts-lxgw-wenkai.
 * Face of the collection by edition (R24): SC hans, TC hant and hant-tw, HK hant-hk. NULL, with a
 * message that names the package, if one cannot be opened.
 */
struct fonts *fonts_open(struct diag *d, str folders, enum script edition);
void fonts_close(struct fonts *f); /* NULL is fine */
/* Which files these are: identity_file(). */
void fonts_identity(struct out *o, str folders);
/* Whether FOLDERS have a 楷体. */
bool fonts_have_kai(str folders);
/*
 * What CP is set in where 楷 is asked for: FACE_KAI has Han alone; marks, letters and digits, and
 * what it lacks, are of FACE_SONG, so that rules for marks and widths hold.
 */
enum face fonts_kai(struct fonts *f, uint32_t cp);
/* The same where FACE is asked for. */
static inline enum face
fonts_face(struct fonts *f, enum face face, uint32_t cp)
{
	return face == FACE_KAI ? fonts_kai(f, cp) : face;
}
enum script fonts_edition(const struct fonts *f);
/* R3, and whether R10 is tight; KINSOKU_USUAL and not, until it is set. */
void fonts_set_kinsoku(struct fonts *f, enum kinsoku_level level, bool tight);
const struct kinsoku_table *fonts_kinsoku(const struct fonts *f);
/* Memory of the composer, for use between mark and rewind. */
struct arena *fonts_scratch(struct fonts *f);
/* Where words of TEXT end: icu_words_ends(). */
void fonts_words(struct fonts *f, str text, bool *end);

/* "song", "song-bold", "hei", "hei-bold", "kai": names of layouts and CSS. */
str face_name(enum face face);
bool face_parse(str name, enum face *out);

/* Advance of CP in 1/1000 em; of the missing-glyph box where the face has none. */
int font_advance(struct fonts *f, enum face face, uint32_t cp);

/*
 * The glyph of CP in the face: its number, which in CFF faces of this collection is its CID, and
 * stays so in subsets; in those of FACE_KAI, which is TrueType, glyphs are counted anew. 0: the box
 * of a missing glyph.
 */
unsigned font_glyph(struct fonts *f, enum face face, uint32_t cp);

/*
 * CP as it stands in a vertical line: brackets, dots and the like have forms of their own. All in
 * 1/1000 em.
 */
struct font_upright {
	unsigned glyph; /* as of font_glyph() */
	int advance;	/* down the line */
	int rise;	/* where its baseline is below the place where it begins */
	int width;	/* across */
};
struct font_upright font_upright(struct fonts *f, enum face face, uint32_t cp);

/*
 * What HarfBuzz moves B nearer to A, in 1/1000 em: kerning of Latin letters, which the composer
 * sets as spacing, since the fonts shipped have no features. 0 below FONT_KERN_LEAST, which nobody
 * sees.
 */
int font_kern(struct fonts *f, enum face face, uint32_t a, uint32_t b);
enum { FONT_KERN_LEAST = 15 };

/*
 * A glyph as it is drawn, in 1/1000 em, y upwards from the baseline: lines and cubic curves, each
 * from where the last one ended; filled where its contours wind around a point.
 */
struct font_stroke {
	enum font_stroke_kind { FONT_MOVE, FONT_LINE, FONT_CURVE } kind;
	/* of CURVE: two that pull, and its end; of the others the end alone, in [2] */
	struct font_point {
		int x, y;
	} at[3];
};
/* The strokes of CP in A, their number in *N; 0: the face has no such character. */
struct font_stroke *font_outline(struct arena *a, struct fonts *f, enum face face, uint32_t cp,
				 int *n);

/*
 * The first character of *TEXT that FACE has no glyph for, which goes on after it; empty: there is
 * none. Each character of a face is given once, however often it stands in the issue.
 */
str font_lacks(struct fonts *f, enum face face, str *text);
/* Note that TEXT is set in FACE: what font_subset() keeps. */
void font_use(struct fonts *f, enum face face, str text);
/* The same in vertical lines: the feature "vert" is kept in that face, for renderers to turn on. */
void font_use_upright(struct fonts *f, enum face face, str text);
/*
 * The face as an OpenType font of the glyphs noted, without layout features but "vert" where that
 * is used, which renderers apply only if they are told to; it rises one em above the baseline and
 * falls none below. Empty if none was noted.
 */
str font_subset(struct arena *a, struct diag *d, struct fonts *f, enum face face);
/*
 * What font_subset() would be made of and by, in A: the font, its version, the characters noted.
 * The same text, the same subset.
 */
str font_subset_key(struct arena *a, const struct fonts *f, enum face face);
/* GLYPH[i]: the glyph of CP[i] in SUBSET; 0 if it has none. */
void font_subset_glyphs(str subset, const uint32_t *cp, int n, unsigned *glyph);
/* "NotoSerifCJKsc-Regular" */
str font_postscript_name(struct arena *a, const struct fonts *f, enum face face);
/* The table TAG ("CFF ") of an OpenType font, a slice of its bytes; empty if it has none. */
str font_table(str font, const char tag[4]);

#endif
