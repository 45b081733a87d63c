/*
 * least ARTICLES SITE COPY - what the system and cmark alone take of a build, seconds of the
 * processor: every file of Markdown below ARTICLES is read and parsed as CommonMark, and the files
 * of SITE, which are in memory by then, are written to COPY, which must not be there. Nothing is
 * checked, laid out or indexed.
 */
#include "base/arena.h"
#include "base/str.h"

#include <cmark.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct file {
	struct file *next;
	const char *path; /* below its folder */
	bool folder;
	str bytes;
};

struct files {
	struct file *first, **last;
	int n;
};

_Noreturn static void
fail(const char *path)
{
	perror(path);
	exit(1);
}

static double
seconds(void)
{
	struct rusage r;

	getrusage(RUSAGE_SELF, &r);
	return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) +
	       (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static void
add_file(struct arena *a, struct files *all, const char *path, bool folder)
{
	struct file *f = NEW(a, struct file, 1);

	f->path = str_z(a, str_from(path));
	f->folder = folder;
	*all->last = f;
	all->last = &f->next;
	all->n++;
}

/* Folders before what is in them; of files, those whose names end in SUFFIX. */
static struct files *
list(struct arena *a, char *folder, str suffix)
{
	struct files *all = NEW(a, struct files, 1);
	char *of[] = {folder, NULL};
	size_t skip = strlen(folder);
	FTS *walk = fts_open(of, FTS_PHYSICAL | FTS_NOCHDIR, NULL);

	all->last = &all->first;
	if (!walk)
		fail(folder);
	for (FTSENT *e; (e = fts_read(walk));) {
		const char *below = e->fts_path + skip;

		if (e->fts_info == FTS_D && *below)
			add_file(a, all, below + 1, true);
		else if (e->fts_info == FTS_F && str_ends(str_from(below), suffix))
			add_file(a, all, below + 1, false);
	}
	fts_close(walk);
	return all;
}

static void
read_file(struct arena *a, int folder, struct file *f)
{
	struct stat is;
	int fd = openat(folder, f->path, O_RDONLY | O_CLOEXEC);
	char *bytes;

	if (fd < 0 || fstat(fd, &is) != 0)
		fail(f->path);
	bytes = NEW(a, char, (size_t)is.st_size + 1);
	if (read(fd, bytes, (size_t)is.st_size) != is.st_size)
		fail(f->path);
	close(fd);
	f->bytes = (str){bytes, is.st_size};
}

static void
read_files(struct arena *a, const char *path, struct files *all)
{
	int folder = open(path, O_DIRECTORY | O_CLOEXEC);

	if (folder < 0)
		fail(path);
	for (struct file *f = all->first; f; f = f->next)
		if (!f->folder)
			read_file(a, folder, f);
	close(folder);
}

static void
parse_files(const struct files *all)
{
	for (const struct file *f = all->first; f; f = f->next)
		if (!f->folder)
			cmark_node_free(cmark_parse_document(f->bytes.p, (size_t)f->bytes.n,
							     CMARK_OPT_SOURCEPOS));
}

static void
write_file(int folder, const struct file *f)
{
	int fd = openat(folder, f->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

	if (fd < 0 || write(fd, f->bytes.p, (size_t)f->bytes.n) != f->bytes.n)
		fail(f->path);
	close(fd);
}

static void
write_files(const char *path, const struct files *all)
{
	int folder;

	if (mkdir(path, 0755) != 0 || (folder = open(path, O_DIRECTORY | O_CLOEXEC)) < 0)
		fail(path);
	for (const struct file *f = all->first; f; f = f->next) {
		if (!f->folder)
			write_file(folder, f);
		else if (mkdirat(folder, f->path, 0755) != 0)
			fail(f->path);
	}
	close(folder);
}

int
main(int argc, char **argv)
{
	struct arena mem = {0};
	struct files *article, *site;
	double began, read, parsed, written;

	if (argc != 4)
		return 1;
	arena_large(); /* as in a worker */
	article = list(&mem, argv[1], STR(".md"));
	began = seconds();
	read_files(&mem, argv[1], article);
	read = seconds() - began;
	began = seconds();
	parse_files(article);
	parsed = seconds() - began;
	site = list(&mem, argv[2], STR(""));
	read_files(&mem, argv[2], site);
	began = seconds();
	write_files(argv[3], site);
	written = seconds() - began;
	printf("%.2f s: read %.2f, cmark %.2f, the same files and folders written %.2f\n",
	       read + parsed + written, read, parsed, written);
	arena_free(&mem);
	return 0;
}
