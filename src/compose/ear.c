#include "compose/module.h"

enum { TITLE_SIZE = 14000, TEXT_SIZE = 10500, LEAST_SIZE = 8000, PAD = 9000, LINES_MOST = 2 };

/* The lines of the ear at SIZE of type, one below the other; their height. */
static mpt
set_lines(struct page *p, mpt width, mpt size, const struct lines **out)
{
	const struct strs *ear = &p->issue->ear;
	mpt height = 0;

	for (int i = 0; i < ear->n; i++) {
		const struct head_line how = {i ? size : size * TITLE_SIZE / TEXT_SIZE,
					      i ? FACE_SONG : FACE_HEI_BOLD,
					      SET_CENTERED,
					      LINES_MOST,
					      0,
					      GROUND_NONE};

		out[i] = head_lines(p, &how, ear->v[i], width);
		for (int k = 0; k < out[i]->n; k++)
			height += place_up(out[i]->line[k].size * 3 / 2);
	}
	return height;
}

void
page_ear(struct page *p, int column, int columns, int lines)
{
	struct strs ear = p->issue->ear;
	const struct lines **set = NEW(p->mem, const struct lines *, (size_t)ear.n + 1);
	mpt left = place_x(p, column) + PAD, width = place_width(p, columns) - 2 * PAD;
	mpt height = lines * p->grid->pitch - 2 * PAD, size = TEXT_SIZE, all, y;
	struct block *b;

	if (ear.n == 0)
		return;
	b = place_block(p, BLOCK_EAR, STR("ear"), ear.v[0], column, columns, 0, lines);
	if (!b)
		return;
	while ((all = set_lines(p, width, size, set)) > height && size > LEAST_SIZE)
		size -= 500;
	if (all > height)
		diag(p->diag, D_EAR_LONG, p->issue->ear_at[0]);
	y = place_y(p, 0) + place_up(PAD) + (all < height ? place_down((height - all) / 2) : 0);
	for (int i = 0; i < ear.n && y <= place_y(p, lines); i++) {
		struct part *part = place_part(p, b, ROLE_LABEL);

		for (int k = 0; k < set[i]->n; k++) {
			mpt pitch = place_up(set[i]->line[k].size * 3 / 2);

			if (y + pitch <= place_y(p, lines))
				place_line(p, b, part, &set[i]->line[k], left, y, pitch);
			y += pitch;
		}
	}
	frame_place(p, b);
}
