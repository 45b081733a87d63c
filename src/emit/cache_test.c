#include "base/test.h"
#include "emit/cache.c" /* the .c: its statics are in reach */

struct fixture {
	struct arena mem;
	struct diag diag;
	struct root root;
	struct cache cache;
	char folder[TEST_FOLDER];
};

static const str key = STR_INIT("picture 1 of a test"), bytes = STR_INIT("bytes \0 of it\n");

static void
begin(struct fixture *f)
{
	*f = (struct fixture){0};
	diag_init(&f->diag, &f->mem);
	test_folder(f->folder);
	assert_true(root_open(&f->root, &f->diag, f->folder));
	f->cache = cache_open(&f->root);
	assert_true(f->cache.fd >= 0);
	cache_keep(&f->cache, key, bytes);
}

static void
end(struct fixture *f)
{
	assert_int_equal(system(str_fmt(&f->mem, "rm -r %s", f->folder).p), 0);
	cache_close(&f->cache);
	root_close(&f->root);
	arena_free(&f->mem);
}

static bool
found(struct fixture *f, str k)
{
	str got = {0};
	bool ok = cache_find(&f->cache, &f->mem, k, &got);

	if (ok)
		assert_true(str_eq(got, bytes));
	return ok;
}

/* The file of the entry: its whole, changed by the caller. */
static str
entry_of(struct fixture *f, char name[NAME_DIGITS + 1])
{
	int fd;
	str all;

	name_of(key, name);
	fd = openat(f->cache.fd, name, O_RDONLY);
	assert_true(fd >= 0);
	all = read_entry(&f->mem, fd);
	close(fd);
	return all;
}

static void
what_is_kept_is_found_by_its_key(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	assert_true(found(&f, key));
	assert_false(found(&f, STR("picture 1 of another")));
	cache_keep(&f.cache, key, bytes); /* twice does no harm */
	assert_true(found(&f, key));
	end(&f);
}

static void
damage_is_noticed(void **state)
{
	struct fixture f;
	char name[NAME_DIGITS + 1];
	str all;

	(void)state;
	begin(&f);
	all = entry_of(&f, name);
	for (ptrdiff_t i = 0; i < all.n; i++) {
		char *p = str_z(&f.mem, all);

		p[i] ^= 1;
		test_put(f.cache.fd, name, (str){p, all.n});
		assert_false(found(&f, key));
		test_put(f.cache.fd, name, str_sub(all, 0, i));
		assert_false(found(&f, key));
	}
	test_put(f.cache.fd, name, str_fmt(&f.mem, STR_FMT "x", STR_ARG(all)));
	assert_false(found(&f, key));
	cache_keep(&f.cache, key, bytes);
	assert_true(found(&f, key));
	end(&f);
}

/* Piece by piece, over more than a block, none of a round length. */
static void
a_large_entry_is_kept_whole(void **state)
{
	struct fixture f;
	struct cache_writer w;
	struct out all, used;
	str got;

	(void)state;
	begin(&f);
	all = used = (struct out){.mem = &f.mem};
	f.cache.used = &used;
	assert_true(cache_begin(&w, &f.cache, STR("large")));
	for (int i = 0; i < 5; i++) {
		str piece = {NEW(&f.mem, char, BLOCK), BLOCK / 3 + i};

		memset((char *)(uintptr_t)piece.p, 'a' + i, (size_t)piece.n);
		cache_add(&w, piece);
		out_str(&all, piece);
	}
	assert_false(cache_find(&f.cache, &f.mem, STR("large"), &got));
	cache_end(&w, true);
	assert_true(cache_find(&f.cache, &f.mem, STR("large"), &got));
	assert_true(str_eq(got, out_text(&all)));
	assert_int_equal(used.n, 2 * NAME_DIGITS); /* made and found */
	cache_touch(&f.cache, out_text(&used));
	end(&f);
}

static void
what_is_given_up_leaves_the_old(void **state)
{
	struct fixture f;
	struct cache_writer w;

	(void)state;
	begin(&f);
	assert_true(cache_begin(&w, &f.cache, key));
	cache_add(&w, STR("half"));
	cache_end(&w, false);
	assert_true(found(&f, key));
	assert_true(cache_begin(&w, &f.cache, key));
	for (int i = 0; i < 3; i++)
		cache_add(&w, (str){NEW(&f.mem, char, ENTRY_MAX / 2), ENTRY_MAX / 2});
	cache_end(&w, true);
	assert_true(found(&f, key));
	assert_int_equal(
	    system(str_fmt(&f.mem, "[ $(ls -A %s/.cache | wc -l) -eq 1 ]", f.folder).p), 0);
	end(&f);
}

/* The entry of another key under this name, a link, a pipe, a folder. */
static void
what_is_no_entry_is_none(void **state)
{
	struct fixture f;
	char name[NAME_DIGITS + 1], other[NAME_DIGITS + 1];

	(void)state;
	begin(&f);
	name_of(key, name);
	cache_keep(&f.cache, STR("another"), bytes);
	name_of(STR("another"), other);
	assert_int_equal(renameat(f.cache.fd, other, f.cache.fd, name), 0);
	assert_false(found(&f, key));
	cache_keep(&f.cache, key, bytes);
	assert_int_equal(renameat(f.cache.fd, name, f.cache.fd, "x"), 0);
	assert_int_equal(symlinkat("x", f.cache.fd, name), 0);
	assert_false(found(&f, key));
	assert_int_equal(unlinkat(f.cache.fd, name, 0), 0);
	assert_int_equal(mkfifoat(f.cache.fd, name, 0600), 0);
	assert_false(found(&f, key));
	assert_int_equal(unlinkat(f.cache.fd, name, 0), 0);
	assert_int_equal(mkdirat(f.cache.fd, name, 0700), 0);
	assert_false(found(&f, key));
	cache_keep(&f.cache, key, bytes);
	assert_false(found(&f, key));
	end(&f);
}

static void
without_a_folder_nothing_is_kept(void **state)
{
	struct cache none = CACHE_NONE;
	struct fixture f;

	(void)state;
	cache_keep(&none, key, bytes);
	begin(&f);
	assert_false(cache_find(&none, &f.mem, key, &(str){0}));
	cache_trim(&none);
	cache_close(&f.cache);
	assert_int_equal(
	    system(str_fmt(&f.mem, "cd %s && rm -r .cache && ln -s /tmp .cache", f.folder).p), 0);
	f.cache = cache_open(&f.root);
	assert_int_equal(f.cache.fd, -1);
	end(&f);
}

static void
what_no_build_asks_for_goes(void **state)
{
	struct fixture f;
	char name[NAME_DIGITS + 1];
	struct timespec old[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = time(NULL) - 31 * 24 * 3600}};

	(void)state;
	begin(&f);
	name_of(key, name);
	utimensat(f.cache.fd, name, old, 0);
	assert_true(found(&f, key)); /* it is of use */
	cache_trim(&f.cache);
	assert_true(found(&f, key));
	utimensat(f.cache.fd, name, old, 0);
	cache_trim(&f.cache);
	assert_false(found(&f, key));
	end(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_kept_is_found_by_its_key),
	    cmocka_unit_test(a_large_entry_is_kept_whole),
	    cmocka_unit_test(what_is_given_up_leaves_the_old),
	    cmocka_unit_test(damage_is_noticed),
	    cmocka_unit_test(what_is_no_entry_is_none),
	    cmocka_unit_test(without_a_folder_nothing_is_kept),
	    cmocka_unit_test(what_no_build_asks_for_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
