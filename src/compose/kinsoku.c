#include "compose/kinsoku.h"

/* Where the ink of a mark stands. */
enum shape {
	SHAPE_PLAIN,
	SHAPE_OPEN,  /* right half */
	SHAPE_CLOSE, /* left half */
	SHAPE_STOP,  /* zh-Hans: lower left; elsewhere the centre: a quarter goes from each side */
	SHAPE_CALL,  /* ！？: zh-Hans: left half; elsewhere fixed */
	SHAPE_DOT,   /* zh-Hans and Mainland Traditional: half an em, elsewhere one (R8) */
	SHAPE_LONG   /* two em */
};

struct rule {
	uint32_t cp;
	unsigned flags;
	enum shape shape;
	enum kinsoku_level level;
};

#define NS KIN_NO_START
#define NE KIN_NO_END
#define W  KIN_WORD

/* By code point. R1 and R2 basic, with / of the Chinese CLREQ and GB, % ℃ ° of OOXML's zh list. */
static const struct rule rules[] = {
    {0x21, NS | W, SHAPE_PLAIN, 0},		       /* ! */
    {0x24, NE | W, SHAPE_PLAIN, 0},		       /* $ */
    {0x25, NS | W, SHAPE_PLAIN, 0},		       /* % */
    {0x28, NE | W, SHAPE_PLAIN, 0},		       /* ( */
    {0x29, NS | W, SHAPE_PLAIN, 0},		       /* ) */
    {0x2C, NS | W, SHAPE_PLAIN, 0},		       /* , */
    {0x2E, NS | W, SHAPE_PLAIN, 0},		       /* . */
    {0x2F, NS | NE | W | KIN_TIGHT, SHAPE_PLAIN, 0},   /* / */
    {0x3A, NS | W, SHAPE_PLAIN, 0},		       /* : */
    {0x3B, NS | W, SHAPE_PLAIN, 0},		       /* ; */
    {0x3F, NS | W, SHAPE_PLAIN, 0},		       /* ? */
    {0x5B, NE | W, SHAPE_PLAIN, 0},		       /* [ */
    {0x5D, NS | W, SHAPE_PLAIN, 0},		       /* ] */
    {0x7B, NE | W, SHAPE_PLAIN, 0},		       /* { */
    {0x7D, NS | W, SHAPE_PLAIN, 0},		       /* } */
    {0x7E, NS | W, SHAPE_PLAIN, 0},		       /* ~ */
    {0xA3, NE | W, SHAPE_PLAIN, 0},		       /* £ */
    {0xA5, NE | W, SHAPE_PLAIN, 0},		       /* ¥ */
    {0xB0, NS | W, SHAPE_PLAIN, 0},		       /* ° */
    {0xB7, NS | KIN_TIGHT, SHAPE_DOT, 0},	       /* · */
    {0x2013, NS | KIN_TIGHT, SHAPE_PLAIN, 0},	       /* – */
    {0x2014, NS | KIN_PAIR, SHAPE_PLAIN, 0},	       /* — */
    {0x2018, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* ‘ */
    {0x2019, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* ’ */
    {0x201C, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* “ */
    {0x201D, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* ” */
    {0x2026, KIN_PAIR, SHAPE_PLAIN, 0},		       /* … */
    {0x2027, NS | KIN_TIGHT, SHAPE_PLAIN, 0},	       /* ‧ */
    {0x2030, NS, SHAPE_PLAIN, 0},		       /* ‰ */
    {0x2032, NS, SHAPE_PLAIN, 0},		       /* ′ */
    {0x2033, NS, SHAPE_PLAIN, 0},		       /* ″ */
    {0x203C, NS, SHAPE_PLAIN, 0},		       /* ‼ */
    {0x2047, NS, SHAPE_PLAIN, 0},		       /* ⁇ */
    {0x2048, NS, SHAPE_PLAIN, 0},		       /* ⁈ */
    {0x2049, NS, SHAPE_PLAIN, 0},		       /* ⁉ */
    {0x2103, NS, SHAPE_PLAIN, 0},		       /* ℃ */
    {0x2116, NE, SHAPE_PLAIN, 0},		       /* № */
    {0x22EF, KIN_PAIR, SHAPE_PLAIN, 0},		       /* ⋯ */
    {0x2E3A, 0, SHAPE_LONG, 0},			       /* ⸺ */
    {0x3001, NS | KIN_MARK, SHAPE_STOP, KIN_PAUSE},    /* 、 */
    {0x3002, NS | KIN_MARK, SHAPE_STOP, KIN_STOP},     /* 。 */
    {0x3008, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* 〈 */
    {0x3009, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* 〉 */
    {0x300A, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* 《 */
    {0x300B, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* 》 */
    {0x300C, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* 「 */
    {0x300D, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* 」 */
    {0x300E, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* 『 */
    {0x300F, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* 』 */
    {0x3010, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* 【 */
    {0x3011, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* 】 */
    {0x3014, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* 〔 */
    {0x3015, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* 〕 */
    {0x3016, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* 〖 */
    {0x3017, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* 〗 */
    {0x301C, NS | KIN_TIGHT, SHAPE_PLAIN, 0},	       /* 〜 */
    {0x30FB, NS | KIN_TIGHT, SHAPE_PLAIN, 0},	       /* ・ */
    {0xFF01, NS | KIN_MARK, SHAPE_CALL, KIN_STOP},     /* ！ */
    {0xFF04, NE, SHAPE_PLAIN, 0},		       /* ＄ */
    {0xFF05, NS, SHAPE_PLAIN, 0},		       /* ％ */
    {0xFF08, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* （ */
    {0xFF09, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* ） */
    {0xFF0C, NS | KIN_MARK, SHAPE_STOP, KIN_PAUSE},    /* ， */
    {0xFF0E, NS | KIN_MARK, SHAPE_STOP, KIN_STOP},     /* ． */
    {0xFF0F, NS | NE | KIN_TIGHT, SHAPE_PLAIN, 0},     /* ／ */
    {0xFF1A, NS | KIN_MARK, SHAPE_STOP, KIN_PAUSE},    /* ： */
    {0xFF1B, NS | KIN_MARK, SHAPE_STOP, KIN_PAUSE},    /* ； */
    {0xFF1F, NS | KIN_MARK, SHAPE_CALL, KIN_STOP},     /* ？ */
    {0xFF3B, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* ［ */
    {0xFF3D, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* ］ */
    {0xFF5B, NE | KIN_MARK, SHAPE_OPEN, KIN_BRACKET},  /* ｛ */
    {0xFF5D, NS | KIN_MARK, SHAPE_CLOSE, KIN_BRACKET}, /* ｝ */
    {0xFF5E, NS | KIN_TIGHT, SHAPE_PLAIN, 0},	       /* ～ */
    {0xFFE1, NE, SHAPE_PLAIN, 0},		       /* ￡ */
    {0xFFE5, NE, SHAPE_PLAIN, 0},		       /* ￥ */
};

/* Whole scripts and blocks, where no rule above is closer. */
static const struct {
	uint32_t from, to;
	unsigned flags;
} ranges[] = {
    {0x09, 0x0A, KIN_SPACE},
    {0x20, 0x20, KIN_SPACE},
    {0x21, 0x7E, W},
    {0xA0, 0x2FF, W}, /* Latin; the no-break space too */
    {0x300, 0x36F, KIN_JOIN},
    {0x370, 0x10FF, W}, /* Greek, Cyrillic, Arabic, the scripts of India, Thai, Tibetan … */
    {0x1200, 0x1FFF, W},
    {0x2002, 0x200B, KIN_SPACE},
    {0x200C, 0x200D, KIN_JOIN},
    {0x2010, 0x2011, W},
    {0x2070, 0x209F, W}, /* superscripts and subscripts */
    {0x20A0, 0x20CF, W}, /* currencies */
    {0x20D0, 0x20FF, KIN_JOIN},
    {0x3000, 0x3000, KIN_SPACE},
    {0x302A, 0x302D, KIN_JOIN},
    {0x3099, 0x309A, KIN_JOIN},
    {0xFE00, 0xFE0F, KIN_JOIN}, /* variation selectors */
    {0x1F3FB, 0x1F3FF, KIN_JOIN},
    {0xE0100, 0xE01EF, KIN_JOIN},
};

#undef NS
#undef NE
#undef W

static const struct rule *
find(uint32_t cp)
{
	size_t lo = 0, hi = sizeof rules / sizeof *rules;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (rules[mid].cp == cp)
			return &rules[mid];
		if (rules[mid].cp < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static unsigned
range_flags(uint32_t cp)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && ranges[i].from <= cp; i++)
		if (cp <= ranges[i].to)
			return ranges[i].flags;
	return 0;
}

/* R8 and R9: what is blank, by where the edition's face puts the ink (R24). */
static void
blanks(struct kinsoku *k, enum shape shape, enum script edition)
{
	bool corner = edition == SCRIPT_HANS; /* marks stand in the lower left corner */
	bool mainland = corner || edition == SCRIPT_HANT;

	switch (shape) {
	case SHAPE_PLAIN:
		break;
	case SHAPE_OPEN:
		k->left = 500;
		break;
	case SHAPE_CLOSE:
		k->right = 500;
		break;
	case SHAPE_STOP:
		k->left = corner ? 0 : 250;
		k->right = corner ? 500 : 250;
		break;
	case SHAPE_CALL:
		k->right = corner ? 500 : 0;
		break;
	case SHAPE_DOT:
		k->fixed = mainland ? 500 : 1000;
		break;
	case SHAPE_LONG:
		k->fixed = 2000;
		break;
	}
}

struct kinsoku
kinsoku(uint32_t cp, enum script edition)
{
	struct kinsoku k = {0};
	const struct rule *r;

	if ((0x3400 <= cp && cp <= 0x9FFF) || (0x20000 <= cp && cp <= 0x3FFFF))
		return k;
	r = find(cp);
	if (!r) {
		k.flags = range_flags(cp);
		return k;
	}
	k.flags = r->flags;
	k.level = r->level;
	blanks(&k, r->shape, edition);
	return k;
}
