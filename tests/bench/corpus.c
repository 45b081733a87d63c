/*
 * corpus FOLDER N - N articles of a newspaper that does not exist, eight an issue, as a paper of
 * Lilong in FOLDER/lilong and as a site of Hugo in FOLDER/hugo: the same texts, and for Hugo, which
 * makes a page of each file, a file for each page of an issue. The same N makes the same bytes.
 * About 1,300 characters an article, of words that are as often in it as words are in a text
 * (Zipf), from the dictionaries of the project.
 */
#include "base/file.h"
#include "base/out.h"
#include "base/utf8.h"
#include "base/write.h"
#include "content/date.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	PER_ISSUE = 8,
	PAGES = 4,
	WORDS_MAX = 60 * 1000,
	FREQUENT = 600,	  /* words that make up half of a text */
	CHARACTERS = 1300 /* an article */
};

static const char *const leaves[PAGES] = {"要闻", "社区", "生活", "副刊"};

struct corpus {
	struct arena mem;
	uint64_t random;
	str word[WORDS_MAX];
	int nword;
	int lilong, hugo; /* the folders */
};

/* xorshift64* */
static uint32_t
draw(struct corpus *c, uint32_t below)
{
	c->random ^= c->random >> 12;
	c->random ^= c->random << 25;
	c->random ^= c->random >> 27;
	return (uint32_t)((c->random * 0x2545F4914F6CDD1Dull) >> 32) % below;
}

static void
fail(const char *what)
{
	perror(what);
	exit(1);
}

/* Words that the proof-reader would ask about, and writing that costs time. */
static bool
doubted(str word)
{
	static const char *const odd = "乾扞夥麼拚騞顗潕廢舖鑪醣覆麽";

	for (ptrdiff_t i = 0; i < word.n;) {
		ptrdiff_t from = i;

		if (utf8_next(word, &i) < 0x4E00 ||
		    str_find(str_from(odd), str_sub(word, from, i)) >= 0)
			return true;
	}
	return false;
}

/* Words of two to four characters, in an order that is not that of the dictionary. */
static void
read_words(struct corpus *c)
{
	struct diag d;
	struct root root;
	str text;

	diag_init(&d, &c->mem);
	if (!root_open(&root, &d, "data/opencc") ||
	    !file_read(&c->mem, &d, &root, STR("STPhrases.txt"), 8 << 20, &text))
		fail("data/opencc/STPhrases.txt");
	root_close(&root);
	while (text.n > 0 && c->nword < WORDS_MAX) {
		str line = str_cut(&text, STR("\n")), word = str_cut(&line, STR("\t"));

		if (word.n >= 6 && word.n <= 12 && !doubted(word))
			c->word[c->nword++] = word;
	}
	for (int i = c->nword - 1; i > 0; i--) {
		int k = (int)draw(c, (uint32_t)i + 1);
		str t = c->word[i];

		c->word[i] = c->word[k];
		c->word[k] = t;
	}
}

static str
some_word(struct corpus *c)
{
	uint32_t kind = draw(c, 8);

	if (kind < 4)
		return c->word[draw(c, 1 + draw(c, FREQUENT))];
	return c->word[draw(c, 1 + draw(c, (uint32_t)c->nword))];
}

static void
phrase(struct corpus *c, struct out *o, int words)
{
	static const char *const joints[] = {"的", "的", "和", "在", "了", "是", "把",
					     "",   "",	 "",   "",   "",   "",	 ""};

	for (int i = 0; i < words; i++) {
		out_str(o, some_word(c));
		if (i + 1 < words)
			out_z(o, joints[draw(c, sizeof joints / sizeof *joints)]);
	}
}

static void
sentence(struct corpus *c, struct out *o)
{
	int clauses = 1 + (int)draw(c, 3);

	for (int i = 0; i < clauses; i++) {
		uint32_t kind = draw(c, 24);

		if (i > 0)
			out_z(o, "，");
		if (kind == 0)
			out_fmt(o, "%d年有%d人", 1980 + (int)draw(c, 46), (int)draw(c, 5000));
		else if (kind == 1)
			out_z(o, "**");
		else if (kind == 2)
			out_z(o, "“");
		phrase(c, o, 2 + (int)draw(c, 3));
		if (kind == 1)
			out_z(o, "**");
		else if (kind == 2)
			out_z(o, "”");
	}
	out_z(o, "。");
}

static str
body(struct corpus *c)
{
	struct out o = {.mem = &c->mem};
	int heads = 0;
	ptrdiff_t n;

	while (n = utf8_count(out_text(&o)), n < CHARACTERS) {
		int sentences = 2 + (int)draw(c, 4);

		if (heads < 3 && n > (heads + 1) * CHARACTERS / 4) {
			heads++;
			out_z(&o, "## ");
			phrase(c, &o, 2);
			out_z(&o, "\n\n");
		}
		if (draw(c, 12) == 0) {
			for (int i = 0; i < 4; i++) {
				out_z(&o, "- ");
				phrase(c, &o, 3);
				out_char(&o, '\n');
			}
			out_char(&o, '\n');
		}
		for (int i = 0; i < sentences; i++)
			sentence(c, &o);
		out_z(&o, "\n\n");
	}
	return out_text(&o);
}

static void
store(int at, str path, str bytes)
{
	struct arena mem = {0};
	str rest = path, done = {path.p, 0};
	int fd;

	while (str_find(rest, STR("/")) >= 0) {
		str_cut(&rest, STR("/"));
		done.n = rest.p - path.p - 1;
		mkdirat(at, str_z(&mem, done), 0777);
	}
	fd = openat(at, str_z(&mem, path), O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (fd < 0 || !write_all(fd, bytes) || close(fd) != 0)
		fail(str_z(&mem, path));
	arena_free(&mem);
}

static void
article(struct corpus *c, struct date day, int n)
{
	static const char *const sections[] = {"要闻", "民生", "人物", "副刊", "健康", "文化"};
	static const char *const names[] = {"林小满", "郭其", "沈若禾", "陶一帆", "柏青", "顾岚"};
	struct arena *a = &c->mem;
	struct out title = {.mem = a}, kicker = {.mem = a};
	const char *section = sections[draw(c, 6)], *name = names[draw(c, 6)];
	str path = str_fmt(a, "content/" STR_FMT "/story-%d.md", STR_ARG(date_iso(a, day)), n + 1);
	str text = body(c), head;
	int page = n / (PER_ISSUE / PAGES) + 1;

	phrase(c, &title, 3);
	phrase(c, &kicker, 2);
	head = str_fmt(a, "title: " STR_FMT "\nkicker: " STR_FMT "\nsection: %s\npage: %d\n",
		       STR_ARG(out_text(&title)), STR_ARG(out_text(&kicker)), section, page);
	store(c->lilong, path,
	      str_fmt(a, "---\n" STR_FMT "byline: 记者 %s\norder: %d\n---\n\n" STR_FMT,
		      STR_ARG(head), name, n + 1, STR_ARG(text)));
	store(c->hugo, path,
	      str_fmt(a,
		      "---\n" STR_FMT "byline: 记者 %s\nweight: %d\ndate: " STR_FMT
		      "\ntype: article\n---\n\n" STR_FMT,
		      STR_ARG(head), name, n + 1, STR_ARG(date_iso(a, day)), STR_ARG(text)));
}

static void
leaf(struct corpus *c, str day, int n)
{
	struct arena *a = &c->mem;

	store(c->hugo, str_fmt(a, "content/" STR_FMT "/%d.md", STR_ARG(day), n),
	      str_fmt(a, "---\ntitle: 第%d版：%s\nleaf: %d\ndate: " STR_FMT "\ntype: leaf\n---\n",
		      n, leaves[n - 1], n, STR_ARG(day)));
}

static void
issue(struct corpus *c, struct date day, int number, int articles)
{
	struct arena_mark m = arena_mark(&c->mem);
	struct arena *a = &c->mem;
	struct out pages = {.mem = a};
	str iso = date_iso(a, day);

	for (int i = 0; i < PAGES; i++) {
		out_fmt(&pages, "  - %d %s: %s\n", i + 1, leaves[i], i > 0 ? "news" : "front");
		leaf(c, iso, i + 1);
	}
	store(c->lilong, str_fmt(a, "content/" STR_FMT "/issue.md", STR_ARG(iso)),
	      str_fmt(a, "---\nnumber: %d\npages:\n" STR_FMT "---\n", number,
		      STR_ARG(out_text(&pages))));
	store(c->hugo, str_fmt(a, "content/" STR_FMT "/_index.md", STR_ARG(iso)),
	      str_fmt(a, "---\ntitle: 第%d期\nnumber: %d\ndate: " STR_FMT "\n---\n", number, number,
		      STR_ARG(iso)));
	for (int i = 0; i < articles; i++)
		article(c, day, i);
	arena_rewind(&c->mem, m);
}

static int
days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static struct date
later(struct date d, int days)
{
	for (; days > 0; days--) {
		if (++d.day <= days_in(d.year, d.month))
			continue;
		d.day = 1;
		if (++d.month > 12) {
			d.month = 1;
			d.year++;
		}
	}
	return d;
}

static const str paper = STR_INIT("---\nname: 测量日报\ncn: CN99-0909\npublisher: 测量社\n"
				  "url: https://example.org/\nscript: hans\neditions: hans\n"
				  "---\n\n测量用的报纸。\n");

static int
open_below(const char *folder, const char *name)
{
	struct arena mem = {0};
	char *path = str_z(&mem, str_fmt(&mem, "%s/%s", folder, name));
	int fd;

	mkdir(folder, 0777);
	mkdir(path, 0777);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		fail(path);
	arena_free(&mem);
	return fd;
}

int
main(int argc, char **argv)
{
	struct corpus *c = calloc(1, sizeof *c);
	struct date day = {2001, 1, 3};
	int n = argc == 3 ? atoi(argv[2]) : 0, number = 0;

	if (n <= 0 || !c) {
		fputs("usage: corpus FOLDER N\n", stderr);
		return 1;
	}
	c->random = 88172645463325252ull;
	c->lilong = open_below(argv[1], "lilong");
	c->hugo = open_below(argv[1], "hugo");
	read_words(c);
	store(c->lilong, STR("content/paper.md"), paper);
	for (int left = n; left > 0; left -= PER_ISSUE) {
		issue(c, day, ++number, left < PER_ISSUE ? left : PER_ISSUE);
		day = later(day, n > 20000 ? 1 : 7);
	}
	arena_free(&c->mem);
	free(c);
	return 0;
}
