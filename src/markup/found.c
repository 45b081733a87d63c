#include "markup/found.h"

#include "base/sum.h"

#include <stdlib.h>

/* "https:", "mailto:", "//host": leads out of what is published. */
static bool
leads_out(str url)
{
	ptrdiff_t i = 0;

	if (str_starts(url, STR("//")))
		return true;
	while (i < url.n && url.p[i] != ':' && url.p[i] != '/' && url.p[i] != '?' &&
	       url.p[i] != '#')
		i++;
	return i > 0 && i < url.n && url.p[i] == ':';
}

static void
add(struct arena *a, struct verify_link **list, int *n, int *room, struct verify_link item)
{
	if (*n == *room) {
		int more = *room ? 2 * *room : 64;
		struct verify_link *p = NEW_ROUGH(a, struct verify_link, (size_t)more);

		if (*n > 0)
			memcpy(p, *list, (size_t)*n * sizeof *p);
		*list = p;
		*room = more;
	}
	(*list)[(*n)++] = item;
}

void
found_id(struct found *f, struct verify_link id)
{
	add(f->mem, &f->id, &f->nid, &f->id_room, id);
}

void
found_again(struct found *f, struct verify_link link)
{
	add(f->mem, &f->link, &f->nlink, &f->link_room, link);
}

void
found_link(struct found *f, str target, int line)
{
	target = str_trim(target);
	if (!leads_out(target))
		found_again(
		    f, (struct verify_link){str_dup(f->mem, target), sum_add(0, target), line});
}

/* "a.jpg 480w, b.jpg 960w": our file names hold no comma that a blank follows. */
static void
add_srcset(struct found *f, str set, int line)
{
	while (set = str_trim(set), set.n > 0) {
		str candidate = str_cut(&set, STR(", "));

		found_link(f, str_cut(&candidate, STR(" ")), line);
	}
}

bool
found_wants(str name)
{
	return str_eq(name, STR("id")) || str_eq(name, STR("href")) || str_eq(name, STR("src")) ||
	       str_eq(name, STR("srcset"));
}

void
found_attribute(struct found *f, str name, str value, int line)
{
	if (str_eq(name, STR("id")))
		found_id(f, (struct verify_link){str_dup(f->mem, value), 0, line});
	else if (str_eq(name, STR("href")) || str_eq(name, STR("src")))
		found_link(f, value, line);
	else if (str_eq(name, STR("srcset")))
		add_srcset(f, value, line);
}

static int
by_target(const void *x, const void *y)
{
	const struct verify_link *a = x, *b = y;
	int c = str_cmp(a->target, b->target);

	return c ? c : (a->line > b->line) - (a->line < b->line);
}

bool
found_fault(const struct found *f, int i)
{
	return f->id[i].target.n == 0 || (i > 0 && str_eq(f->id[i - 1].target, f->id[i].target));
}

bool
found_sort(struct found *f)
{
	bool sound = true;

	if (f->nid > 1)
		qsort(f->id, (size_t)f->nid, sizeof *f->id, by_target);
	for (int i = 0; i < f->nid; i++)
		sound = sound && !found_fault(f, i);
	return sound;
}

void
found_keep(const struct found *f, struct verify_result *out)
{
	*out = (struct verify_result){{NULL, f->nid}, f->link, f->nlink};
	out->ids.v = NEW(f->mem, str, (size_t)f->nid + 1);
	for (int i = 0; i < f->nid; i++)
		out->ids.v[i] = f->id[i].target;
}
