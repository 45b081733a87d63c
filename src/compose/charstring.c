#include "compose/charstring.h"

enum {
	OPERANDS_MAX = 49, /* 48 (5177, appendix B) and a width */
	DEPTH_MAX = 10,
	CODE_MAX = 1 << 16 /* bytes of a glyph; those of Han have a few hundred */
};

enum operator{
	OP_HSTEM = 1,
	OP_VSTEM = 3,
	OP_VMOVETO = 4,
	OP_CALLSUBR = 10,
	OP_RETURN = 11,
	OP_ESCAPE = 12,
	OP_ENDCHAR = 14,
	OP_HSTEMHM = 18,
	OP_HINTMASK = 19,
	OP_CNTRMASK = 20,
	OP_RMOVETO = 21,
	OP_HMOVETO = 22,
	OP_VSTEMHM = 23,
	OP_SHORTINT = 28,
	OP_CALLGSUBR = 29,
	OP_NUMBER = 32, /* the first byte that begins one, but for SHORTINT */
	OP_HFLEX = 34,	/* after ESCAPE */
	OP_FLEX1 = 37
};

/* Those that move and draw: 4 to 8, 21, 22, 24 to 27, 30, 31. They stay, with their operands. */
#define DRAWING UINT32_C(0xCF6001F0)

/*
 * Operands are written as they come, and taken back where what they are for goes. KEPT: the width
 * of a glyph stands before its first hint, and has to stand before what comes first without them.
 */
struct simplifier {
	struct out *o;
	const struct cff_index *global, *local;
	size_t begin;		      /* of the glyph in O */
	size_t operand[OPERANDS_MAX]; /* where they are in O */
	int n, kept;		      /* operands; 1: the first is the width */
	int stems;
	bool begun; /* an operator came that clears the operands: no width any more */
	bool ended;
};

str
cff_index_at(const struct cff_index *x, int i)
{
	unsigned from, to;

	if (i < 0 || i >= x->n)
		return (str){0};
	from = cff_number(x->offsets.p + (ptrdiff_t)i * x->size, x->size);
	to = cff_number(x->offsets.p + (ptrdiff_t)(i + 1) * x->size, x->size);
	if (from < 1 || to < from || to - 1 > x->data.n)
		return (str){0};
	return str_sub(x->data, from - 1, to - 1);
}

/* Bytes of the number that begins with C. */
static int
number_bytes(unsigned char c)
{
	return c == OP_SHORTINT ? 3 : c == 255 ? 5 : c >= 247 ? 2 : 1;
}

static bool
is_number(unsigned char c)
{
	return c >= OP_NUMBER || c == OP_SHORTINT;
}

/* What begins with C is copied. */
static bool
is_path(unsigned char c)
{
	return is_number(c) || DRAWING >> c & 1;
}

/* The lines and curves that *CODE begins with, and numbers after them; it moves past them. */
static bool
copy_path(struct simplifier *s, str *code)
{
	ptrdiff_t n = 0;

	while (n < code->n) {
		unsigned char c = (unsigned char)code->p[n];

		if (is_number(c)) {
			if (s->n == OPERANDS_MAX)
				return false;
			s->operand[s->n++] = s->o->n + (size_t)n;
			n += number_bytes(c);
		} else if (DRAWING >> c & 1) {
			s->begun = true;
			s->n = s->kept = 0;
			n++;
		} else {
			break;
		}
	}
	if (n > code->n || s->o->n - s->begin + (size_t)n > CODE_MAX)
		return false;
	out_str(s->o, str_sub(*code, 0, n));
	*code = str_from_at(*code, n);
	return true;
}

/* The last operand, a whole number, taken back. */
static bool
pop(struct simplifier *s, int *out)
{
	const char *p;
	unsigned c;

	if (s->n == 0)
		return false;
	p = s->o->p + s->operand[--s->n];
	s->o->n = s->operand[s->n];
	c = (unsigned char)*p;
	if (c == OP_SHORTINT)
		*out = (int16_t)cff_number(p + 1, 2);
	else if (c < 247)
		*out = (int)c - 139;
	else if (c < 251)
		*out = ((int)c - 247) * 256 + (unsigned char)p[1] + 108;
	else
		*out = -((int)c - 251) * 256 - (unsigned char)p[1] - 108;
	return c != 255;
}

/* Operands of hints go, but for the width of the glyph. */
static void
drop_stems(struct simplifier *s)
{
	if (!s->begun && s->n % 2)
		s->kept = 1;
	s->begun = true;
	s->stems += (s->n - s->kept) / 2;
	if (s->n > s->kept) {
		s->o->n = s->operand[s->kept];
		s->n = s->kept;
	}
}

static void
finish(struct simplifier *s, str op)
{
	out_str(s->o, op);
	s->begun = true;
	s->n = s->kept = 0;
}

static bool run(struct simplifier *s, str code, int depth);

/* 5177, 4.7: subroutines are counted from the middle. */
static bool
call(struct simplifier *s, const struct cff_index *x, int depth)
{
	int bias = x->n < 1240 ? 107 : x->n < 33900 ? 1131 : 32768, i;

	return depth < DEPTH_MAX && pop(s, &i) && i + bias >= 0 && i + bias < x->n &&
	       run(s, cff_index_at(x, i + bias), depth + 1);
}

/* OP at the start of *CODE, which moves past it. */
static bool
step(struct simplifier *s, unsigned char op, str *code, int depth)
{
	switch (op) {
	case OP_HSTEM:
	case OP_VSTEM:
	case OP_HSTEMHM:
	case OP_VSTEMHM:
		drop_stems(s);
		*code = str_from_at(*code, 1);
		return true;
	case OP_HINTMASK:
	case OP_CNTRMASK:
		drop_stems(s);
		*code = str_from_at(*code, 1 + (s->stems + 7) / 8);
		return true;
	case OP_CALLSUBR:
	case OP_CALLGSUBR:
		*code = str_from_at(*code, 1);
		return call(s, op == OP_CALLSUBR ? s->local : s->global, depth);
	case OP_ESCAPE:
		if (code->n < 2 || code->p[1] < OP_HFLEX || code->p[1] > OP_FLEX1)
			return false; /* arithmetic, of no use in a font that does not change */
		finish(s, str_sub(*code, 0, 2));
		*code = str_from_at(*code, 2);
		return true;
	default:
		s->ended = op == OP_ENDCHAR;
		finish(s, str_sub(*code, 0, 1));
		*code = str_from_at(*code, 1);
		return true;
	}
}

static bool
run(struct simplifier *s, str code, int depth)
{
	while (code.n > 0 && !s->ended) {
		unsigned char c = (unsigned char)*code.p;

		if (c == OP_RETURN)
			return true;
		if (!(is_path(c) ? copy_path(s, &code) : step(s, c, &code, depth)))
			return false;
	}
	return s->ended || depth > 0;
}

bool
charstring_simplify(struct out *o, str code, const struct cff_index *global,
		    const struct cff_index *local)
{
	struct simplifier s = {.o = o, .global = global, .local = local, .begin = o->n};

	return run(&s, code, 0);
}
