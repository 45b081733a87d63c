#include "compose/kinsoku.h"

#include <assert.h>

/* Where the ink of a mark stands. */
enum shape {
	SHAPE_PLAIN,
	SHAPE_OPEN,  /* right half */
	SHAPE_CLOSE, /* left half */
	SHAPE_STOP,  /* SC: lower left; other faces: the centre */
	SHAPE_CALL,  /* ！？: the same, but Hong Kong does not touch them */
	SHAPE_DOT,   /* · */
	SHAPE_LINK,  /* – */
	SHAPE_LONG,  /* ⸺ */
	SHAPE__N
};

/*
 * ORDER SCRIPT. What of each shape is blank, and the width that is fixed (R8, R9). Taiwan sets
 * every mark on its full em (CLREQ), the others squeeze.
 */
static const struct {
	short left, right, fixed;
} habits[SCRIPT__N][SHAPE__N] = {
    [SCRIPT_HANS] = {[SHAPE_OPEN] = {500, 0, 0},
		     [SHAPE_CLOSE] = {0, 500, 0},
		     [SHAPE_STOP] = {0, 500, 0},
		     [SHAPE_CALL] = {0, 500, 0},
		     [SHAPE_DOT] = {0, 0, 500},
		     [SHAPE_LINK] = {0, 0, 500},
		     [SHAPE_LONG] = {0, 0, 2000}},
    [SCRIPT_HANT] = {[SHAPE_OPEN] = {500, 0, 0},
		     [SHAPE_CLOSE] = {0, 500, 0},
		     [SHAPE_STOP] = {250, 250, 0},
		     [SHAPE_CALL] = {250, 250, 0},
		     [SHAPE_DOT] = {0, 0, 500},
		     [SHAPE_LINK] = {0, 0, 500},
		     [SHAPE_LONG] = {0, 0, 2000}},
    [SCRIPT_HANT_TW] =
	{[SHAPE_DOT] = {0, 0, 1000}, [SHAPE_LINK] = {0, 0, 500}, [SHAPE_LONG] = {0, 0, 2000}},
    [SCRIPT_HANT_HK] = {[SHAPE_OPEN] = {500, 0, 0},
			[SHAPE_CLOSE] = {0, 500, 0},
			[SHAPE_STOP] = {250, 250, 0},
			[SHAPE_DOT] = {250, 250, 1000},
			[SHAPE_LINK] = {0, 0, 500},
			[SHAPE_LONG] = {0, 0, 2000}},
};

struct rule {
	uint32_t cp;
	unsigned flags;
	enum shape shape;
	enum squeeze squeeze;
};

#define NS KIN_NO_START
#define NE KIN_NO_END
#define GB FLAG_GB
#define W  KIN_WORD
#define A  KIN_ALNUM

/* Of rules alone: NO_END at level gb and above. */
enum { FLAG_GB = 1 << 20 };

/* By code point. R1 and R2 basic, with / of the Chinese CLREQ and GB, % ℃ ° of OOXML's zh list. */
static const struct rule rules[] = {
    {0x21, NS | W, SHAPE_PLAIN, 0},				  /* ! */
    {0x24, NE | W | A, SHAPE_PLAIN, 0},				  /* $ */
    {0x25, NS | W | A, SHAPE_PLAIN, 0},				  /* % */
    {0x28, NE | W, SHAPE_PLAIN, 0},				  /* ( */
    {0x29, NS | W, SHAPE_PLAIN, 0},				  /* ) */
    {0x2C, NS | W, SHAPE_PLAIN, 0},				  /* , */
    {0x2E, NS | W, SHAPE_PLAIN, 0},				  /* . */
    {0x2F, NS | GB | W | KIN_TIGHT, SHAPE_PLAIN, 0},		  /* / */
    {0x3A, NS | W, SHAPE_PLAIN, 0},				  /* : */
    {0x3B, NS | W, SHAPE_PLAIN, 0},				  /* ; */
    {0x3F, NS | W, SHAPE_PLAIN, 0},				  /* ? */
    {0x5B, NE | W, SHAPE_PLAIN, 0},				  /* [ */
    {0x5D, NS | W, SHAPE_PLAIN, 0},				  /* ] */
    {0x7B, NE | W, SHAPE_PLAIN, 0},				  /* { */
    {0x7D, NS | W, SHAPE_PLAIN, 0},				  /* } */
    {0x7E, NS | W, SHAPE_PLAIN, 0},				  /* ~ */
    {0xA3, NE | W | A, SHAPE_PLAIN, 0},				  /* £ */
    {0xA5, NE | W | A, SHAPE_PLAIN, 0},				  /* ¥ */
    {0xB0, NS | W | A, SHAPE_PLAIN, 0},				  /* ° */
    {0xB7, NS | KIN_TIGHT, SHAPE_DOT, SQUEEZE_DOT},		  /* · */
    {0x2013, NS | KIN_TIGHT, SHAPE_LINK, 0},			  /* – */
    {0x2014, NS | KIN_PAIR | KIN_TIGHT, SHAPE_PLAIN, 0},	  /* — */
    {0x2018, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* ‘ */
    {0x2019, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* ’ */
    {0x201C, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* “ */
    {0x201D, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* ” */
    {0x2026, KIN_PAIR, SHAPE_PLAIN, 0},				  /* … */
    {0x2027, NS | KIN_TIGHT, SHAPE_DOT, SQUEEZE_DOT},		  /* ‧ */
    {0x2030, NS, SHAPE_PLAIN, 0},				  /* ‰ */
    {0x2032, NS, SHAPE_PLAIN, 0},				  /* ′ */
    {0x2033, NS, SHAPE_PLAIN, 0},				  /* ″ */
    {0x203C, NS, SHAPE_PLAIN, 0},				  /* ‼ */
    {0x2047, NS, SHAPE_PLAIN, 0},				  /* ⁇ */
    {0x2048, NS, SHAPE_PLAIN, 0},				  /* ⁈ */
    {0x2049, NS, SHAPE_PLAIN, 0},				  /* ⁉ */
    {0x2103, NS, SHAPE_PLAIN, 0},				  /* ℃ */
    {0x2116, NE, SHAPE_PLAIN, 0},				  /* № */
    {0x22EF, KIN_PAIR, SHAPE_PLAIN, 0},				  /* ⋯ */
    {0x2E3A, 0, SHAPE_LONG, 0},					  /* ⸺ */
    {0x3001, NS | KIN_MARK, SHAPE_STOP, SQUEEZE_PAUSE},		  /* 、 */
    {0x3002, NS | KIN_MARK, SHAPE_STOP, SQUEEZE_STOP},		  /* 。 */
    {0x3008, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* 〈 */
    {0x3009, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* 〉 */
    {0x300A, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* 《 */
    {0x300B, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* 》 */
    {0x300C, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* 「 */
    {0x300D, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* 」 */
    {0x300E, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* 『 */
    {0x300F, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* 』 */
    {0x3010, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* 【 */
    {0x3011, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* 】 */
    {0x3014, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* 〔 */
    {0x3015, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* 〕 */
    {0x3016, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* 〖 */
    {0x3017, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* 〗 */
    {0x301C, NS | KIN_TIGHT, SHAPE_PLAIN, 0},			  /* 〜 */
    {0x30FB, NS | KIN_TIGHT, SHAPE_DOT, SQUEEZE_DOT},		  /* ・ */
    {0xFF01, NS | KIN_MARK | KIN_CALL, SHAPE_CALL, SQUEEZE_STOP}, /* ！ */
    {0xFF04, NE, SHAPE_PLAIN, 0},				  /* ＄ */
    {0xFF05, NS, SHAPE_PLAIN, 0},				  /* ％ */
    {0xFF08, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* （ */
    {0xFF09, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* ） */
    {0xFF0C, NS | KIN_MARK, SHAPE_STOP, SQUEEZE_PAUSE},		  /* ， */
    {0xFF0E, NS | KIN_MARK, SHAPE_STOP, SQUEEZE_STOP},		  /* ． */
    {0xFF0F, NS | GB | KIN_TIGHT, SHAPE_PLAIN, 0},		  /* ／ */
    {0xFF1A, NS | KIN_MARK, SHAPE_STOP, SQUEEZE_PAUSE},		  /* ： */
    {0xFF1B, NS | KIN_MARK, SHAPE_STOP, SQUEEZE_PAUSE},		  /* ； */
    {0xFF1F, NS | KIN_MARK | KIN_CALL, SHAPE_CALL, SQUEEZE_STOP}, /* ？ */
    {0xFF3B, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* ［ */
    {0xFF3D, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* ］ */
    {0xFF5B, NE | KIN_MARK, SHAPE_OPEN, SQUEEZE_BRACKET},	  /* ｛ */
    {0xFF5D, NS | KIN_MARK, SHAPE_CLOSE, SQUEEZE_BRACKET},	  /* ｝ */
    {0xFF5E, NS | KIN_TIGHT, SHAPE_PLAIN, 0},			  /* ～ */
    {0xFFE1, NE, SHAPE_PLAIN, 0},				  /* ￡ */
    {0xFFE5, NE, SHAPE_PLAIN, 0},				  /* ￥ */
};

/* Whole scripts and blocks, where no rule above is closer. By code point. */
static const struct {
	uint32_t from, to;
	unsigned flags;
} ranges[] = {
    {0x09, 0x0A, KIN_SPACE},
    {0x20, 0x20, KIN_SPACE},
    {0x21, 0x2F, W},
    {0x30, 0x39, W | A | KIN_DIGIT},
    {0x3A, 0x40, W},
    {0x41, 0x5A, W | A | KIN_LETTER},
    {0x5B, 0x60, W},
    {0x61, 0x7A, W | A | KIN_LETTER},
    {0x7B, 0x7E, W},
    {0xA0, 0xBF, W}, /* the no-break space too */
    {0xC0, 0x2FF, W | A | KIN_LETTER},
    {0x300, 0x36F, KIN_JOIN},
    {0x370, 0x10FF, W | A | KIN_LETTER}, /* Greek, Cyrillic, Arabic, India, Thai, Tibetan … */
    {0x1200, 0x1FFF, W | A | KIN_LETTER},
    {0x2002, 0x200B, KIN_SPACE},
    {0x200C, 0x200D, KIN_JOIN},
    {0x2010, 0x2011, W},
    {0x2070, 0x209F, W | A}, /* superscripts and subscripts */
    {0x20A0, 0x20CF, W | A}, /* currencies */
    {0x20D0, 0x20FF, KIN_JOIN},
    {0x2E80, 0x2FDF, KIN_HAN},
    {0x3000, 0x3000, KIN_SPACE},
    {0x3005, 0x3007, KIN_HAN}, /* 々〆〇 */
    {0x302A, 0x302D, KIN_JOIN},
    {0x3041, 0x3096, KIN_HAN},
    {0x3099, 0x309A, KIN_JOIN},
    {0x309D, 0x318E, KIN_HAN}, /* kana, bopomofo, Hangul letters */
    {0x31A0, 0x31BF, KIN_HAN},
    {0x3380, 0x33DF, NS}, /* ㎡ and other units */
    {0x3400, 0x9FFF, KIN_HAN},
    {0xAC00, 0xD7A3, KIN_HAN},
    {0xF900, 0xFAFF, KIN_HAN},
    {0xFE00, 0xFE0F, KIN_JOIN}, /* variation selectors */
    {0x1F3FB, 0x1F3FF, KIN_JOIN},
    {0x20000, 0x3FFFF, KIN_HAN},
    {0xE0100, 0xE01EF, KIN_JOIN},
};

#undef NS
#undef NE
#undef GB
#undef W
#undef A

enum {
	RULES = sizeof rules / sizeof *rules,
	RANGES = sizeof ranges / sizeof *ranges,
	CLASS_PLAIN = RULES + RANGES,
	CLASS_HAN,
	CLASSES,
	BLOCK = 256, /* code points */
	BLOCKS = 16  /* that have rules, at most */
};

struct kinsoku_table {
	struct kinsoku class[CLASSES]; /* of each rule, then of each range */
	unsigned char block[BLOCK];    /* by the upper byte of a code point: 1 + its row below */
	unsigned char of[BLOCKS][BLOCK];
	bool strict, tight;
};

/* The class of CP, by search. */
static int
find(uint32_t cp)
{
	int lo = 0, hi = RULES;

	while (lo < hi) {
		int mid = (lo + hi) / 2;

		if (rules[mid].cp == cp)
			return mid;
		if (rules[mid].cp < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (int i = 0; i < RANGES && ranges[i].from <= cp; i++)
		if (cp <= ranges[i].to)
			return RULES + i;
	return CLASS_PLAIN;
}

/* R3: what RULE says at LEVEL. */
static unsigned
level_flags(unsigned flags, enum kinsoku_level level)
{
	if (level == KINSOKU_NONE)
		flags &= ~(unsigned)(KIN_NO_START | KIN_NO_END | FLAG_GB);
	else if ((flags & FLAG_GB) && level >= KINSOKU_GB)
		flags |= KIN_NO_END;
	return flags & ~(unsigned)FLAG_GB;
}

static void
class_make(struct kinsoku *k, const struct rule *r, enum script edition, enum kinsoku_level level)
{
	bool mainland = edition == SCRIPT_HANS || edition == SCRIPT_HANT;

	*k = (struct kinsoku){.flags = level_flags(r->flags, level),
			      .left = habits[edition][r->shape].left,
			      .right = habits[edition][r->shape].right,
			      .fixed = habits[edition][r->shape].fixed,
			      .squeeze = r->squeeze};
	if (!mainland) /* R6 is GB's */
		k->flags &= ~(unsigned)KIN_CALL;
	if (r->shape == SHAPE_OPEN)
		k->flags |= KIN_START;
	if (k->left && k->right)
		k->flags |= KIN_CENTRED;
}

static void
blocks_make(struct kinsoku_table *t)
{
	int n = 0;

	for (int i = 0; i < RULES; i++) {
		uint32_t high = rules[i].cp / BLOCK;

		if (!t->block[high])
			t->block[high] = (unsigned char)++n;
	}
	for (uint32_t high = 0; high < BLOCK; high++)
		for (uint32_t low = 0; t->block[high] && low < BLOCK; low++)
			t->of[t->block[high] - 1][low] = (unsigned char)find(high * BLOCK + low);
}

const struct kinsoku_table *
kinsoku_table_new(struct arena *a, enum script edition, enum kinsoku_level level, bool tight)
{
	struct kinsoku_table *t = NEW(a, struct kinsoku_table, 1);
	bool taiwan = edition == SCRIPT_HANT_TW || edition == SCRIPT_HANT_HK;

	static_assert(CLASSES <= 256, "a class is a byte");
	if (level == KINSOKU_USUAL)
		level = taiwan ? KINSOKU_BASIC : KINSOKU_GB;
	for (int i = 0; i < RULES; i++)
		class_make(&t->class[i], &rules[i], edition, level);
	for (int i = 0; i < RANGES; i++)
		t->class[RULES + i].flags = ranges[i].flags;
	t->class[CLASS_HAN].flags = KIN_HAN;
	t->strict = level == KINSOKU_STRICT;
	t->tight = tight;
	blocks_make(t);
	return t;
}

const struct kinsoku *
kinsoku(const struct kinsoku_table *t, uint32_t cp)
{
	int row;

	if (0x3400 <= cp && cp <= 0x9FFF)
		return &t->class[CLASS_HAN];
	row = cp < BLOCK * BLOCK ? t->block[cp / BLOCK] : 0;
	return &t->class[row ? t->of[row - 1][cp % BLOCK] : find(cp)];
}

bool
kinsoku_strict(const struct kinsoku_table *t)
{
	return t->strict;
}

bool
kinsoku_tight(const struct kinsoku_table *t)
{
	return t->tight;
}
