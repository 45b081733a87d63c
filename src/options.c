#include "options.h"

#include "base/write.h"
#include "build/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { LIMIT_MAX = 3600 };

/* By enum lang. */
static const str usage[] = {
    STR_INIT("用法：lilong build [选项]            检查稿件，发布网站和印刷版\n"
	     "      lilong check [选项]            只检查，不写任何文件\n"
	     "      lilong print [期] [选项]       一期的版样：PDF 和每版一张图片\n"
	     "      lilong new 标题 [期]           在一期（默认：最新）里开一篇新稿件\n"
	     "      lilong explain [消息名]        解释一条消息，或全部\n"
	     "      lilong convert [选项] [文件…]  简繁转换；没有文件时从标准输入读\n"
	     "\n"
	     "  -C 文件夹        报纸所在的文件夹（默认：当前文件夹）\n"
	     "  -j 数            同时处理几期（默认：处理器的数目）\n"
	     "  -q               只输出发现的问题\n"
	     "  -W 级别          从这一级起算失败：note 提示，warning 警告，error 错误（默认）\n"
	     "  --lang zh|en     消息的语言\n"
	     "  --limit 秒       每一期最多处理多久（默认 60）\n"
	     "  --site           只做网站，不做印刷版\n"
	     "  --layouts 文件夹 版式（默认：layouts，没有时用随程序安装的）\n"
	     "  --fonts 文件夹   思源宋体、黑体（fonts-noto-cjk）所在的文件夹；楷体\n"
	     "                   （fonts-lxgw-wenkai，可以不装）在另一个文件夹，中间写冒号\n"
	     "  --out 文件夹     输出到哪里（build 默认：out，print 默认：proof）\n"
	     "  --no-cache       不用 .cache 里存着的，图片、字体和每一期全部重做\n"
	     "  -h  --help       用法；lilong convert --help 是转换的用法\n"
	     "  --version\n"
	     "\n"
	     "退出码：0 正常，1 发现问题（没有发布），2 无法运行\n"),
    STR_INIT("usage: lilong build [options]             check the content, publish site and print\n"
	     "       lilong check [options]             check only, write nothing\n"
	     "       lilong print [ISSUE] [options]     proofs of an issue: PDF, a picture of each "
	     "page\n"
	     "       lilong new TITLE [ISSUE]           begin an article, in the newest issue or "
	     "another\n"
	     "       lilong explain [message]           explain one message, or all\n"
	     "       lilong convert [options] [FILE…]   Simplified and Traditional; without files\n"
	     "                                          from standard input\n"
	     "\n"
	     "  -C DIR          the folder of the paper (default: the working folder)\n"
	     "  -j N            issues worked on at a time (default: the number of processors)\n"
	     "  -q              print findings only\n"
	     "  -W LEVEL        fail from this level on: note, warning, error (default)\n"
	     "  --lang zh|en    language of messages\n"
	     "  --limit N       seconds for an issue at most (default 60)\n"
	     "  --site          the site alone, no print edition\n"
	     "  --layouts DIR   layouts (default: layouts, else the installed ones)\n"
	     "  --fonts DIR     folder of the Noto CJK fonts (fonts-noto-cjk); after a colon,\n"
	     "                  if there is one, that of Kai (fonts-lxgw-wenkai)\n"
	     "  --out DIR       where to (build: out, print: proof)\n"
	     "  --no-cache      make pictures, fonts and issues anew, whatever .cache has\n"
	     "  -h  --help      this; lilong convert --help is about converting\n"
	     "  --version\n"
	     "\n"
	     "exit status: 0 fine, 1 findings (nothing published), 2 could not run\n"),
};

static const str convert_usage[] = {
    STR_INIT("用法：lilong convert [选项] [文件…]\n"
	     "\n"
	     "两种转换：\n"
	     "  --from 字形  --to 字形\n"
	     "                   按报纸的办法，和发布的版本一样：-{…}- 锁定，词库，内地习惯。\n"
	     "                   hans、hant、hant-tw、hant-hk（默认：从 hans 到 hant）\n"
	     "  -c 名称          按 OpenCC 的办法，结果一个字节不差，例如 s2twp、s2twp.json\n"
	     "\n"
	     "从哪里到哪里：\n"
	     "  文件…  -i 文件   读这些文件（默认：标准输入，也写作 -）\n"
	     "  -o 文件          写到一个文件（默认：标准输出）\n"
	     "  --out 文件夹     每个文件写到这个文件夹里，名字不变\n"
	     "  --in-place       写回原来的文件\n"
	     "\n"
	     "用 --from、--to 时还可以：\n"
	     "  --glossary 文件  报社的用语（content/glossary.tsv）\n"
	     "  --phrases        也换成当地的说法：软件变成軟體\n"
	     "  --quotes 引号    keep 不变，curly “‘’”，corner 「『』」\n"
	     "                   （默认：到台湾、香港用 corner，从那里来用 curly）\n"
	     "  --markdown       文件是稿件：只转换读者看到的文字，其余一个字节不变\n"
	     "\n"
	     "  --explain        不转换，而是说明每个词由哪本词典、哪条规则决定\n"
	     "  -q  -C 文件夹  -W 级别  --lang zh|en  --help  --version\n"
	     "\n"
	     "退出码：0 正常，1 有不是 UTF-8 的字节（照抄）或别的错误，2 无法运行\n"),
    STR_INIT(
	"usage: lilong convert [options] [FILE…]\n"
	"\n"
	"two ways:\n"
	"  --from SCRIPT  --to SCRIPT\n"
	"                  as editions are made: -{…}- locks, the lexicon, Mainland habits.\n"
	"                  hans, hant, hant-tw, hant-hk (default: from hans to hant)\n"
	"  -c NAME         as OpenCC does, byte for byte: s2twp, s2twp.json\n"
	"\n"
	"where from, where to:\n"
	"  FILE…  -i FILE  read these (default: standard input, also called -)\n"
	"  -o FILE         write one file (default: standard output)\n"
	"  --out DIR       write each file into this folder, under its name\n"
	"  --in-place      write each file back\n"
	"\n"
	"with --from and --to also:\n"
	"  --glossary FILE house terms (content/glossary.tsv)\n"
	"  --phrases       the words of the region as well: 软件 becomes 軟體\n"
	"  --quotes WHICH  keep, curly “‘’”, corner 「『』」 (default: corner to Taiwan and Hong\n"
	"                  Kong, curly from there)\n"
	"  --markdown      the files are articles: convert what a reader sees, keep every\n"
	"                  other byte\n"
	"\n"
	"  --explain       do not convert; show which dictionary and which rule decide\n"
	"  -q  -C DIR  -W LEVEL  --lang zh|en  --help  --version\n"
	"\n"
	"exit status: 0 fine, 1 bytes that are not UTF-8 (copied) or other errors, 2 could not "
	"run\n"),
};

/* ORDER LEVEL, from DIAG_NOTE on; ORDER of enum lang, of enum quotes. */
static const char *const level_names[] = {"note", "warning", "error"};
static const char *const lang_names[] = {"zh", "en"};
static const char *const quotes_names[] = {"keep", "curly", "corner"};

enum id {
	OPT_FOLDER,
	OPT_JOBS,
	OPT_QUIET,
	OPT_LEVEL,
	OPT_LANG,
	OPT_LIMIT,
	OPT_SITE,
	OPT_LAYOUTS,
	OPT_FONTS,
	OPT_OUT,
	OPT_NO_CACHE,
	OPT_FROM,
	OPT_TO,
	OPT_CONFIG,
	OPT_IN,
	OPT_OUT_FILE,
	OPT_IN_PLACE,
	OPT_GLOSSARY,
	OPT_PHRASES,
	OPT_QUOTES,
	OPT_MARKDOWN,
	OPT_EXPLAIN,
	OPT_HELP,
	OPT_VERSION,
};

/* OpenCC's own spelling of its options is understood as well. */
static const struct option {
	const char *name;
	enum id id;
	bool flag; /* takes no value */
} known[] = {
    {"-C", OPT_FOLDER, false},
    {"-j", OPT_JOBS, false},
    {"-q", OPT_QUIET, true},
    {"-W", OPT_LEVEL, false},
    {"--lang", OPT_LANG, false},
    {"--limit", OPT_LIMIT, false},
    {"--site", OPT_SITE, true},
    {"--layouts", OPT_LAYOUTS, false},
    {"--fonts", OPT_FONTS, false},
    {"--out", OPT_OUT, false},
    {"--no-cache", OPT_NO_CACHE, true},
    {"--from", OPT_FROM, false},
    {"--to", OPT_TO, false},
    {"-c", OPT_CONFIG, false},
    {"--config", OPT_CONFIG, false},
    {"-i", OPT_IN, false},
    {"--input", OPT_IN, false},
    {"-o", OPT_OUT_FILE, false},
    {"--output", OPT_OUT_FILE, false},
    {"--in-place", OPT_IN_PLACE, true},
    {"--glossary", OPT_GLOSSARY, false},
    {"--phrases", OPT_PHRASES, true},
    {"--quotes", OPT_QUOTES, false},
    {"--markdown", OPT_MARKDOWN, true},
    {"--explain", OPT_EXPLAIN, true},
    {"-h", OPT_HELP, true},
    {"--help", OPT_HELP, true},
    {"--version", OPT_VERSION, true},
};

static bool
number(const char *z, int least, int most, int *out)
{
	return str_number(str_from(z), out) && least <= *out && *out <= most;
}

static bool
choice(const char *z, const char *const *names, int n, int *out)
{
	for (*out = 0; *out < n; ++*out)
		if (strcmp(z, names[*out]) == 0)
			return true;
	return false;
}

static bool
set_level(struct options *o, const char *value)
{
	int n;
	bool ok = choice(value, level_names, 3, &n);

	o->fail = ok ? (enum diag_level)(DIAG_NOTE + n) : o->fail;
	return ok;
}

static bool
set_lang(struct options *o, const char *value)
{
	int n;
	bool ok = choice(value, lang_names, 2, &n);

	o->lang = ok ? (enum lang)n : o->lang;
	return ok;
}

static bool
set_quotes(struct options *o, const char *value)
{
	int n;
	bool ok = choice(value, quotes_names, 3, &n);

	o->convert.quotes = ok ? (enum quotes)n : o->convert.quotes;
	o->convert.has_quotes = true;
	return ok;
}

/* -i reads one file more. */
static bool
add_operand(struct options *o, const char *word)
{
	o->operand[o->noperand++] = word;
	return true;
}

static void
set_flag(struct options *o, enum id id)
{
	o->quiet |= id == OPT_QUIET;
	o->site |= id == OPT_SITE;
	o->help |= id == OPT_HELP;
	o->version |= id == OPT_VERSION;
	o->no_cache |= id == OPT_NO_CACHE;
	o->convert.in_place |= id == OPT_IN_PLACE;
	o->convert.phrases |= id == OPT_PHRASES;
	o->convert.markdown |= id == OPT_MARKDOWN;
	o->convert.explain |= id == OPT_EXPLAIN;
}

/* Take VALUE for the option ID. False if it is none that it can have. */
static bool
set_value(struct options *o, enum id id, const char *value)
{
	const char **to = id == OPT_FOLDER     ? &o->folder
			  : id == OPT_OUT      ? &o->out
			  : id == OPT_FONTS    ? &o->fonts
			  : id == OPT_LAYOUTS  ? &o->layouts
			  : id == OPT_CONFIG   ? &o->convert.config
			  : id == OPT_OUT_FILE ? &o->convert.out
			  : id == OPT_GLOSSARY ? &o->convert.glossary
					       : NULL;

	if (to)
		*to = value;
	switch (id) {
	case OPT_JOBS:
		return number(value, 1, WORKER_JOBS_MAX, &o->jobs);
	case OPT_LIMIT:
		return number(value, 1, LIMIT_MAX, &o->limit);
	case OPT_LEVEL:
		return set_level(o, value);
	case OPT_QUOTES:
		return set_quotes(o, value);
	case OPT_LANG:
		return set_lang(o, value);
	case OPT_FROM:
		o->convert.has_from = true;
		return script_parse(str_from(value), &o->convert.from);
	case OPT_TO:
		o->convert.has_to = true;
		return script_parse(str_from(value), &o->convert.to);
	case OPT_IN:
		return add_operand(o, value);
	default:
		return true;
	}
}

/*
 * The option that ARG is, NULL if none. *VALUE: what stands in the same word ("--out=DIR",
 * "-j4"), NULL if nothing does.
 */
static const struct option *
find_option(const char *arg, const char **value)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t n = strlen(known[i].name);

		*value = NULL;
		if (strcmp(arg, known[i].name) == 0)
			return &known[i];
		if (known[i].flag || strncmp(arg, known[i].name, n) != 0 ||
		    (n > 2 && arg[n] != '='))
			continue;
		*value = arg + n + (n > 2);
		return &known[i];
	}
	return NULL;
}

int
options_misused(const struct options *o, const char *arg)
{
	fprintf(stderr,
		o->lang == LANG_ZH ? "lilong：不明白“%s”。用 lilong --help 看用法\n"
				   : "lilong: \"%s\" is not understood; see lilong --help\n",
		arg);
	return EXIT_COULD_NOT;
}

static int
processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > WORKER_JOBS_MAX ? WORKER_JOBS_MAX : (int)n;
}

/* What `lilong convert` needs to know of it all. */
static void
share(struct options *o)
{
	o->convert.file = o->operand;
	o->convert.nfile = o->noperand;
	o->convert.folder = o->out;
	o->convert.lang = o->lang;
}

bool
options_read(struct arena *a, struct options *o, int argc, char **argv)
{
	bool ended = false; /* by "--" */

	*o = (struct options){.jobs = processors(), .limit = WORKER_SECONDS, .fail = DIAG_ERROR};
	o->operand = NEW(a, const char *, (size_t)argc);
	for (int i = 1; i < argc; i++) {
		const char *value = NULL, *word = argv[i];
		const struct option *option = ended ? NULL : find_option(word, &value);

		if (!ended && strcmp(word, "--") == 0) {
			ended = true;
		} else if (option && option->flag) {
			set_flag(o, option->id);
		} else if (option) {
			if (!value)
				value = i + 1 < argc ? argv[++i] : "";
			if (!*value || !set_value(o, option->id, value))
				return options_misused(o, word), false;
		} else if (!ended && word[0] == '-' && word[1]) {
			return options_misused(o, word), false;
		} else if (!o->command) {
			o->command = word;
		} else {
			add_operand(o, word);
		}
	}
	share(o);
	return true;
}

int
options_help(const struct options *o, int fd)
{
	bool convert = o->command && strcmp(o->command, "convert") == 0;
	bool said = write_say(fd, (convert ? convert_usage : usage)[o->lang]);

	return said && fd == STDOUT_FILENO ? EXIT_FINE : EXIT_COULD_NOT;
}

int
options_status(const struct options *o, const struct diag *d)
{
	return d->worst == DIAG_FATAL ? EXIT_COULD_NOT
	       : d->worst >= o->fail  ? EXIT_FINDINGS
				      : EXIT_FINE;
}

bool
options_enter(const struct options *o)
{
	if (!o->folder || chdir(o->folder) == 0)
		return true;
	fprintf(stderr, "lilong: %s: %s\n", o->folder, strerror(errno));
	return false;
}

void
options_begin(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}
