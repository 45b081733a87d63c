#include "emit/site.h"

#include <stdlib.h>

/* What a list shows; the rest is in the archive. */
enum { ARTICLES_MOST = 200 };

/* ORDER site_topic: the folder of each kind. */
static const str folders[TOPIC__N] = {STR_INIT("sections/"), STR_INIT("tags/"),
				      STR_INIT("authors/")};

/* That an article is of a topic. */
struct mention {
	str path, name;
	int work;
	int issue, article;
};

/* Mentions of one path, newest first, and the name of the newest. */
struct topic {
	const struct mention *mention;
	int n;
};

static int
by_path_newest_first(const void *x, const void *y)
{
	const struct mention *a = x, *b = y;
	int c = str_cmp(a->path, b->path);

	if (c == 0)
		c = b->issue - a->issue;
	return c ? c : a->article - b->article;
}

static struct mention *
mentions(struct site *s, const struct summary *sum, int n, int *count)
{
	struct mention *m;
	size_t all = 0;

	for (int pass = 0; pass < 2; pass++) {
		m = pass ? NEW(s->mem, struct mention, all + 1) : NULL;
		all = 0;
		for (int i = 0; i < n; i++) {
			const struct summary_edition *ed = site_part(&sum[i], s->e->edition);

			for (int k = 0; ed && k < ed->narticle; k++)
				for (int t = 0; t < ed->article[k].ntopic; t++, all++)
					if (m)
						m[all] = (struct mention){
						    ed->article[k].topic[t].path,
						    ed->article[k].topic[t].name,
						    ed->article[k].topic[t].work, i, k};
		}
	}
	if (all > 1)
		qsort(m, all, sizeof *m, by_path_newest_first);
	*count = (int)all;
	return m;
}

/* -- one topic -------------------------------------------------------------------- */

static struct data *
article_data(struct site *s, const struct summary *sum, const struct mention *m)
{
	struct arena *a = s->mem;
	const struct summary_edition *ed = site_part(sum, s->e->edition);
	struct data *t = site_article_data(s, sum, ed, &ed->article[m->article]);

	data_text(a, t, STR("date"), date_iso(a, sum->date));
	data_text(a, t, STR("long"), date_long(a, sum->date));
	if (m->work)
		data_table(a, t, STR("work"), site_work_data(a, (unsigned)m->work));
	return t;
}

/* There may be thousands: what one takes is given back. */
static bool
write_topic(struct site *site, const struct summary *sum, const struct topic *topic, str kind)
{
	struct arena own = {0}, *a = &own;
	struct site one = *site, *s = &one;
	struct data *ctx, *t = data_new(a), *articles = data_new(a);
	int work = 0;
	bool ok;

	one.mem = a;
	site->here = one.here = topic->mention->path;
	ctx = site_context(s);
	for (int i = 0; i < topic->n && i < ARTICLES_MOST; i++)
		data_table(a, articles, (str){0},
			   article_data(s, &sum[topic->mention[i].issue], &topic->mention[i]));
	data_text(a, t, STR("name"), topic->mention->name);
	data_text(a, t, STR("path"), s->here);
	for (int i = 0; i < topic->n; i++)
		work |= topic->mention[i].work;
	if (work)
		data_table(a, t, STR("work"), site_work_data(a, (unsigned)work));
	data_table(a, t, STR("articles"), articles);
	if (topic->n > ARTICLES_MOST)
		data_number(a, t, STR("more"), topic->n - ARTICLES_MOST);
	data_table(a, ctx, STR("topic"), t);
	data_text(a, ctx, STR("kind"), kind);
	ok = site_write(s, STR("topic"), ctx);
	arena_free(a);
	return ok;
}

/* -- an index of them --------------------------------------------------------------- */

enum icu_order
site_order(const struct site *s)
{
	return s->e->edition == SCRIPT_HANS ? ICU_PINYIN : ICU_STROKE;
}

static struct data *
entry_data(struct arena *a, const struct topic *topic)
{
	struct data *t = data_new(a);

	data_text(a, t, STR("name"), topic->mention->name);
	data_text(a, t, STR("path"), topic->mention->path);
	data_number(a, t, STR("articles"), topic->n);
	return t;
}

static struct data *
letters_data(struct site *s, const struct topic *topic, int n)
{
	struct arena *a = s->mem;
	str *name = NEW(a, str, (size_t)n + 1);
	struct data *letters = data_new(a), *letter, *list = NULL;
	struct icu_entry *entry;

	for (int i = 0; i < n; i++)
		name[i] = topic[i].mention->name;
	entry = icu_index(a, site_order(s), name, n);
	for (int i = 0; i < n; i++) {
		if (i == 0 || !str_eq(entry[i].label, entry[i - 1].label)) {
			letter = data_new(a);
			list = data_new(a);
			data_text(a, letter, STR("label"), entry[i].label);
			data_table(a, letter, STR("topics"), list);
			data_table(a, letters, (str){0}, letter);
		}
		data_table(a, list, (str){0}, entry_data(a, &topic[entry[i].at]));
	}
	return letters;
}

static bool
write_kind(struct site *s, const struct summary *sum, const struct topic *topic, int n, str folder)
{
	struct arena *a = s->mem;
	struct data *ctx;
	str kind = str_sub(folder, 0, folder.n - 1);
	bool ok;

	s->here = folder;
	ctx = site_context(s);
	data_text(a, ctx, STR("kind"), kind);
	data_table(a, ctx, STR("letters"), letters_data(s, topic, n));
	ok = site_write(s, STR("topics"), ctx);
	for (int i = 0; ok && i < n; i++)
		ok = write_topic(s, sum, &topic[i], kind);
	return ok;
}

/* Those below FOLDER among N topics in the order of their paths: from *FROM to *TO, not included.
 */
static void
find_kind(const struct topic *topic, int n, str folder, int *from, int *to)
{
	for (*from = 0; *from < n && !str_starts(topic[*from].mention->path, folder);)
		++*from;
	for (*to = *from; *to < n && str_starts(topic[*to].mention->path, folder);)
		++*to;
}

static struct site_places
places_of(struct arena *a, const struct summary *sum, const struct topic *topic, int n)
{
	struct site_places places = {NEW(a, struct site_place, (size_t)n + 1), n};

	for (int i = 0; i < n; i++)
		places.v[i] = (struct site_place){topic[i].mention->path,
						  sum[topic[i].mention->issue].date};
	return places;
}

struct site_places
site_topics(struct site *s, const struct summary *sum, int n)
{
	int count, ntopic = 0, from, to;
	struct mention *m = mentions(s, sum, n, &count);
	struct topic *topic = NEW(s->mem, struct topic, (size_t)count + 1);
	bool ok = true;

	for (int i = 0; i < count; i++) {
		if (i == 0 || !str_eq(m[i].path, m[i - 1].path))
			topic[ntopic++].mention = &m[i];
		topic[ntopic - 1].n++;
	}
	for (int kind = 0; ok && kind < TOPIC__N; kind++) {
		find_kind(topic, ntopic, folders[kind], &from, &to);
		ok = write_kind(s, sum, &topic[from], to - from, folders[kind]);
	}
	return places_of(s->mem, sum, topic, ntopic);
}
