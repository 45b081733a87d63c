/*
 * table.h - a table set at a measure: the widths of its columns, its cells broken
 * into lines. For compose/galley.c alone.
 */
#ifndef COMPOSE_TABLE_H
#define COMPOSE_TABLE_H

#include "compose/line.h"
#include "content/node.h"

struct table_row {
	struct line *line; /* LINES times the table's columns: line by line, cell by cell */
	int lines;
	bool head;
};

struct table {
	struct table_row *row;
	int n, columns;
};

/*
 * Columns are as wide as their longest cell where all fit; the type is set up to a sixth smaller
 * for that. Where even so they do not, the widest give way and their cells are broken. A table of
 * more columns than the measure holds is set as one column: the cells of a row after each other.
 */
void table_make(struct arena *a, struct fonts *f, const struct node *table, mpt measure, mpt size,
		struct table *out);

/*
 * Characters of SIZE that a measure must have for it to hold every cell in one line. A is as it
 * was after.
 */
int table_em(struct arena *a, struct fonts *f, const struct node *table, mpt size);

#endif
