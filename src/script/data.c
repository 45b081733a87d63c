#include "script/data.h"

#include <assert.h>

enum { ROOM = 8 /* most tables have fewer values */ };

struct data *
data_new(struct arena *a)
{
	return NEW(a, struct data, 1);
}

static void
make_room(struct arena *a, struct data *t)
{
	int room = t->room ? 2 * t->room : ROOM;
	struct data_entry *more = NEW_ROUGH(a, struct data_entry, (size_t)room);

	if (t->n > 0)
		memcpy(more, t->entry, (size_t)t->n * sizeof *more);
	t->entry = more;
	t->room = room;
}

int
data_slot(str key)
{
	size_t n = (size_t)key.n;

	if (n == 0)
		return 0;
	return (int)((n * 7 + (unsigned char)key.p[0] + (unsigned char)key.p[n - 1] * 3u) %
		     DATA_SLOTS);
}

static struct data_entry *
add(struct arena *a, struct data *t, str key, enum data_type type)
{
	struct data_entry *e;

	if (t->n == t->room)
		make_room(a, t);
	e = &t->entry[t->n++];
	assert((key.n > 0) == (t->entry->n > 0) || t->n == 1);
	t->names |= (uint64_t)1 << data_slot(key);
	e->name = key.p;
	e->n = (int)key.n;
	e->type = type;
	return e;
}

void
data_text(struct arena *a, struct data *t, str key, str text)
{
	if (text.n > 0)
		add(a, t, key, DATA_TEXT)->text = text;
}

void
data_number(struct arena *a, struct data *t, str key, int number)
{
	add(a, t, key, DATA_NUMBER)->number = number;
}

void
data_flag(struct arena *a, struct data *t, str key, bool flag)
{
	if (flag)
		add(a, t, key, DATA_TRUE);
}

void
data_table(struct arena *a, struct data *t, str key, struct data *table)
{
	if (table)
		add(a, t, key, DATA_TABLE)->table = table;
}

void
data_content(struct arena *a, struct data *t, str key, struct element *content)
{
	if (content)
		add(a, t, key, DATA_CONTENT)->content = content;
}

struct data_entry *
data_seek(const struct data *t, str key, int *hint)
{
	if (key.n == 0 || !(t->names >> data_slot(key) & 1))
		return NULL; /* many fields are asked for that few tables have */
	for (int i = 0; i < t->n; i++) {
		if (data_has(&t->entry[i], key)) {
			*hint = i;
			return &t->entry[i];
		}
	}
	return NULL;
}

int
data_length(const struct data *t)
{
	return t->n > 0 && t->entry->n == 0 ? t->n : 0;
}

struct data_entry *
data_member(const struct data *t, int64_t at)
{
	return at >= 1 && at <= data_length(t) ? &t->entry[at - 1] : NULL;
}

void
data_unset(struct data *t, str key)
{
	int at = 0;

	if (!data_find(t, key, &at))
		return;
	t->n--;
	memmove(&t->entry[at], &t->entry[at + 1], (size_t)(t->n - at) * sizeof *t->entry);
}
