/*
 * search FOLDER - the index of all articles below FOLDER/content (tests/bench/corpus.c): processor
 * time of folding and of indexing, bytes, and what a query of one word takes.
 */
#include "base/file.h"
#include "search/text.h"
#include "search/volume.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { VOLUME = VOLUME_ARTICLES / 2, ARTICLES_MAX = 200 * 1000 };

struct bench {
	struct arena mem, volume; /* of the texts of one volume, of its index */
	struct diag diag;
	struct root root;
	struct volume_article article[VOLUME];
	int n, articles, volumes, shards;
	size_t bytes, largest, text;
	double fold, index;
};

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
end_volume(struct bench *b)
{
	struct volume v;
	double began = seconds();

	if (b->n == 0)
		return;
	volume_make(&b->volume, b->article, b->n, &v);
	b->index += seconds() - began;
	for (int i = 0; i < v.nshard; i++) {
		size_t n = (size_t)v.shard[i].bytes.n;

		b->bytes += n;
		b->largest = n > b->largest ? n : b->largest;
	}
	b->shards += v.nshard;
	b->volumes++;
	b->n = 0;
	arena_free(&b->volume);
	arena_free(&b->mem);
}

/* The body counts as the body, the line of the title as the headline. */
static void
add(struct bench *b, str text)
{
	struct search_text body = {.mem = &b->mem}, head = {.mem = &b->mem};
	struct volume_text *t = NEW(&b->mem, struct volume_text, 2);
	double began = seconds();
	str front = str_cut(&text, STR("\n\n"));

	while (text.n > 0)
		search_text_add(&body, str_cut(&text, STR("\n\n")));
	while (!str_eat(&front, STR("title: ")) && front.n > 0)
		str_cut(&front, STR("\n"));
	search_text_add(&head, str_cut(&front, STR("\n")));
	b->fold += seconds() - began;
	t[0] = (struct volume_text){VOLUME_BODY, body.unit, body.n};
	t[1] = (struct volume_text){VOLUME_HEADLINE, head.unit, head.n};
	b->article[b->n++] = (struct volume_article){t, 2, 1};
	b->text += (size_t)body.n;
	b->articles++;
}

static void
add_folder(struct bench *b, str folder)
{
	struct file_entry *file;
	int n;

	if (!file_list(&b->mem, &b->diag, &b->root, folder, &file, &n))
		exit(1);
	for (int i = 0; i < n; i++) {
		str path = str_fmt(&b->mem, STR_FMT "/" STR_FMT, STR_ARG(folder),
				   STR_ARG(file[i].name));
		str text;

		if (file[i].kind == FILE_REGULAR && str_starts(file[i].name, STR("story")) &&
		    file_read(&b->mem, &b->diag, &b->root, path, 1 << 20, &text))
			add(b, text);
	}
}

int
main(int argc, char **argv)
{
	struct bench *b = calloc(1, sizeof *b);
	struct arena names = {0};
	struct file_entry *issue;
	int n;

	arena_large(); /* as in a worker */
	if (argc != 2 || !b)
		return 1;
	diag_init(&b->diag, &names);
	if (!root_open(&b->root, &b->diag, argv[1]) ||
	    !file_list(&names, &b->diag, &b->root, STR("content"), &issue, &n))
		return 1;
	for (int i = 0; i < n; i++) {
		if (issue[i].kind != FILE_FOLDER)
			continue;
		if (b->n > VOLUME - 64)
			end_volume(b);
		add_folder(b, str_fmt(&names, "content/" STR_FMT, STR_ARG(issue[i].name)));
	}
	end_volume(b);
	printf("%d articles, %.1f million letters: folded in %.2f s, indexed in %.2f s\n",
	       b->articles, (double)b->text / 1e6, b->fold, b->index);
	printf("%d volumes, %d shards, %.1f MB, the largest shard %zu bytes\n", b->volumes,
	       b->shards, (double)b->bytes / 1e6, b->largest);
	root_close(&b->root);
	arena_free(&names);
	free(b);
	return 0;
}
