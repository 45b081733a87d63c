#include "base/utf8.h"
#include "compose/label.h"
#include "compose/module.h"

enum { LABEL_SIZE = 12000, BAND = 18000, ABOVE = 1, BELOW = 1 };

/* One text column for every two of the grid: long lines are hard to read. */
static void
measure(struct page *p, int columns, struct setting *s)
{
	int limit = p->grid->lines - ABOVE - BELOW;

	*s = (struct setting){.above = ABOVE, .below = BELOW, .grid_pitch = p->grid->pitch};
	columns_make(p, columns, columns < 3 ? 1 : columns / 2, true,
		     (struct text_type){.look = {.face = FACE_KAI}}, &s->columns);
	columns_indent(p, &s->columns, BAND);
	s->galley = galley_at(p, p->issue->note, (struct galley_place){0}, &s->columns);
	flow_level(s, limit);
}

int
page_note_lines(struct page *p, int columns)
{
	struct setting s;

	measure(p, columns, &s);
	return s.galley->n ? ABOVE + s.depth + BELOW : 0;
}

/* The label runs down a band at the frame's left edge, white on black (R25). */
static void
place_name(struct page *p, struct block *b)
{
	mpt x = place_x(p, b->column), y = place_y(p, b->line) + 2 * PLACE_PX;
	mpt height = b->lines * p->grid->pitch - 4 * PLACE_PX;
	str text = label(LABEL_NOTE, p->edition);
	mpt size = place_clamp(height / (mpt)(utf8_count(text) + 1), PLACE_WHITE_LEAST, LABEL_SIZE);
	struct line l = line_single_upright(p->mem, p->fonts, text, FACE_HEI_BOLD, size);
	struct part *part = place_part(p, b, ROLE_LABEL);

	place_box(p, part, x, y, BAND, height)->tint = 100;
	place_upright(p, b, part, &l, x + BAND / 2, y + (height - l.width) / 2, true);
}

void
page_note(struct page *p, int column, int columns, int line, int lines)
{
	str name = label(LABEL_NOTE, SCRIPT_HANS); /* messages are the same in all editions */
	struct setting s;
	struct block *b;
	int over;

	measure(p, columns, &s);
	if (s.galley->n == 0)
		return;
	b = place_block(p, BLOCK_NOTE, STR("note"), name, column, columns, line, lines);
	if (!b)
		return;
	flow_level(&s, lines - ABOVE - BELOW);
	over = s.galley->n - s.placed;
	if (over > 0)
		diag(p->diag, D_OVERSET, ((struct pos){.file = p->issue->file}), name,
		     diag_int(p->diag, p->spec->number), diag_int(p->diag, over),
		     diag_int(p->diag, galley_over(s.galley, s.placed, over)));
	frame_place(p, b);
	place_name(p, b);
	flow_place(p, b, &s, place_x(p, column) + s.columns.left, place_y(p, line + ABOVE));
}
