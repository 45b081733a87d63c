#include "emit/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/sum.h"
#include "base/write.h"
#include "emit/files.h"

/*
 * An entry is a file named by the digest of its key: this head, the key and a line feed, then the
 * bytes. The sum is one of key and bytes: a disk that fails is noticed, a person who means harm
 * could write to the project as well.
 */
#define HEAD_FORMAT "lilong cache 1 %016llx %08x %08x\n"

enum { HEAD = 50, ENTRY_MAX = 64 << 20, NAME_DIGITS = 40 };

struct cache
cache_open(const struct root *r)
{
	struct cache c = CACHE_NONE;

	if (mkdirat(r->fd, ".cache", 0777) == 0 || errno == EEXIST)
		c.fd = openat(r->fd, ".cache", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return c;
}

void
cache_close(struct cache *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}

static void
write_head(char head[HEAD + 1], str key, str bytes)
{
	unsigned long long sum = sum_add(sum_add((uint64_t)bytes.n, key), bytes);

	snprintf(head, HEAD + 1, HEAD_FORMAT, sum, (unsigned)key.n, (unsigned)bytes.n);
}

static void
name_of(str key, char name[NAME_DIGITS + 1])
{
	char hex[FILES_DIGEST];

	files_digest(key, hex);
	memcpy(name, hex, NAME_DIGITS);
	name[NAME_DIGITS] = '\0';
}

/* All of an entry, in A; empty if it cannot be one. */
static str
read_entry(struct arena *a, int fd)
{
	struct stat st;
	ssize_t got = 1;
	ptrdiff_t n = 0;
	char *p;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > ENTRY_MAX)
		return (str){0};
	p = NEW(a, char, (size_t)st.st_size + 1);
	while (n < st.st_size && got > 0) {
		got = read(fd, p + n, (size_t)(st.st_size - n));
		if (got > 0)
			n += got;
	}
	return (str){p, n};
}

/* True if FILE is the entry of KEY, whole. */
static bool
parse_entry(str file, str key, str *bytes)
{
	char head[HEAD + 1];
	str rest;

	if (file.n < HEAD + key.n + 1)
		return false;
	rest = str_from_at(file, HEAD);
	if (!str_eq(str_sub(rest, 0, key.n), key) || rest.p[key.n] != '\n')
		return false;
	*bytes = str_from_at(rest, key.n + 1);
	write_head(head, key, *bytes);
	return memcmp(head, file.p, HEAD) == 0;
}

bool
cache_find(const struct cache *c, struct arena *a, str key, str *out)
{
	char name[NAME_DIGITS + 1];
	int fd;
	bool ok;

	if (!c || c->fd < 0)
		return false;
	name_of(key, name);
	fd = openat(c->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return false;
	ok = parse_entry(read_entry(a, fd), key, out);
	if (ok)
		futimens(fd, NULL); /* it was of use: cache_trim() */
	close(fd);
	return ok;
}

void
cache_keep(const struct cache *c, str key, str bytes)
{
	char name[NAME_DIGITS + 1], temporary[NAME_DIGITS + 16], head[HEAD + 1];
	int fd;

	if (!c || c->fd < 0 || bytes.n + key.n + HEAD >= ENTRY_MAX)
		return;
	name_of(key, name);
	snprintf(temporary, sizeof temporary, "%s.%d", name, (int)getpid());
	fd = openat(c->fd, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		return;
	write_head(head, key, bytes);
	if (!write_all(fd, (str){head, HEAD}) || !write_all(fd, key) || !write_all(fd, STR("\n")) ||
	    !write_all(fd, bytes) || renameat(c->fd, temporary, c->fd, name) != 0)
		unlinkat(c->fd, temporary, 0);
	close(fd);
}

static bool
is_old(int folder, const char *name, time_t now)
{
	struct stat st;

	return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
	       st.st_mtime < now - (time_t)CACHE_DAYS * 24 * 3600;
}

void
cache_trim(const struct cache *c)
{
	time_t now = time(NULL);
	int fd = c->fd < 0 ? -1 : openat(c->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *e;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((e = readdir(dir)))
		if (is_old(c->fd, e->d_name, now))
			unlinkat(c->fd, e->d_name, 0);
	closedir(dir);
}
