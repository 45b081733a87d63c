#include "emit/cache.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/sum.h"
#include "base/write.h"

/*
 * An entry is a file named by the digest of its key: this head, the key and a line feed, then the
 * bytes. The sum is one of key and bytes: a disk that fails is noticed, a person who means harm
 * could write to the project as well.
 */
#define HEAD_FORMAT "lilong cache 2 %016llx %08x %08x\n"

enum { HEAD = 50, ENTRY_MAX = 64 << 20, NAME_DIGITS = 40, BLOCK = 1 << 16 };

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

/* Of an entry: in blocks, since large ones are never in memory whole. */
static uint64_t
sum_blocks(uint64_t h, str s)
{
	for (; s.n > BLOCK; s = str_from_at(s, BLOCK))
		h = sum_add(h, str_sub(s, 0, BLOCK));
	return sum_add(h, s);
}

/* Of an entry of N bytes: what it begins with. */
static uint64_t
sum_begin(ptrdiff_t n, str key)
{
	return sum_add((uint64_t)n, key);
}

static void
write_head(char head[HEAD + 1], uint64_t sum, str key, ptrdiff_t n)
{
	snprintf(head, HEAD + 1, HEAD_FORMAT, (unsigned long long)sum, (unsigned)key.n,
		 (unsigned)n);
}

static void
name_of(str key, char name[NAME_DIGITS + 1])
{
	char hex[DIGEST_HEX];

	digest_hex(key, hex);
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
	write_head(head, sum_blocks(sum_begin(bytes->n, key), *bytes), key, bytes->n);
	return memcmp(head, file.p, HEAD) == 0;
}

static void
note(const struct cache *c, const char *name)
{
	if (c->used)
		out_z(c->used, name);
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
	if (ok) {
		futimens(fd, NULL); /* it was of use: cache_trim() */
		note(c, name);
	}
	close(fd);
	return ok;
}

void
cache_touch(const struct cache *c, str names)
{
	for (; names.n >= NAME_DIGITS; names = str_from_at(names, NAME_DIGITS)) {
		char name[NAME_DIGITS + 1] = {0};

		memcpy(name, names.p, NAME_DIGITS);
		utimensat(c->fd, name, NULL, AT_SYMLINK_NOFOLLOW);
	}
}

bool
cache_begin(struct cache_writer *w, const struct cache *c, str key)
{
	static const char no_head[HEAD];

	if (!c || c->fd < 0)
		return false;
	*w = (struct cache_writer){.cache = c, .key = key, .whole = true};
	static_assert(sizeof w->name == NAME_DIGITS + 1, "the name of an entry");
	name_of(key, w->name);
	snprintf(w->temporary, sizeof w->temporary, "%s.%d", w->name, (int)getpid());
	w->fd = openat(c->fd, w->temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		       0666);
	if (w->fd < 0)
		return false;
	w->whole = write_all(w->fd, (str){no_head, HEAD}) && write_all(w->fd, key) &&
		   write_all(w->fd, STR("\n"));
	return true;
}

void
cache_add(struct cache_writer *w, str bytes)
{
	w->bytes += bytes.n;
	w->whole = w->whole && w->bytes + w->key.n + HEAD < ENTRY_MAX && write_all(w->fd, bytes);
}

/* The bytes that were written are read for their sum. */
static bool
put_head(struct cache_writer *w)
{
	uint64_t sum = sum_begin(w->bytes, w->key);
	char head[HEAD + 1], block[BLOCK];

	for (ptrdiff_t at = 0; at < w->bytes;) {
		size_t want = w->bytes - at < BLOCK ? (size_t)(w->bytes - at) : BLOCK;
		ssize_t n = pread(w->fd, block, want, HEAD + w->key.n + 1 + at);

		if (n != (ssize_t)want)
			return false;
		sum = sum_add(sum, (str){block, n});
		at += n;
	}
	write_head(head, sum, w->key, w->bytes);
	return pwrite(w->fd, head, HEAD, 0) == HEAD;
}

void
cache_end(struct cache_writer *w, bool keep)
{
	int folder = w->cache->fd;

	if (keep && w->whole && put_head(w) && renameat(folder, w->temporary, folder, w->name) == 0)
		note(w->cache, w->name);
	else
		unlinkat(folder, w->temporary, 0);
	close(w->fd);
}

void
cache_keep(const struct cache *c, str key, str bytes)
{
	struct cache_writer w;

	if (!cache_begin(&w, c, key))
		return;
	cache_add(&w, bytes);
	cache_end(&w, true);
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
