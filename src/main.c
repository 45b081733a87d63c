/*
 * lilong - from a folder of Markdown to a community newspaper.
 *
 * Prefixes: plan_ what a run works on; worker_ jobs in processes; issue_, site_ what
 * a worker does; links_ links inside the output; publish_ staging and the swap;
 * report_ what the user is told; stream_, engine_ conversion; diag_ messages.
 */
#include "build/issue.h"
#include "build/links.h"
#include "build/publish.h"
#include "build/report.h"
#include "convert/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_FINE, EXIT_FINDINGS, EXIT_COULD_NOT };
enum { LIMIT_MAX = 3600 };

static const str version = STR_INIT("lilong 0.1\n");

static const str usage[] = {
    STR_INIT("用法：lilong build [选项]          检查稿件，发布网站和印刷版\n"
	     "      lilong check [选项]          只检查，不写任何文件\n"
	     "      lilong explain [消息名]      解释一条消息，或全部\n"
	     "      lilong convert [选项]        简繁转换：从标准输入读，写到标准输出\n"
	     "\n"
	     "  -C 文件夹        报纸所在的文件夹（默认：当前文件夹）\n"
	     "  -j 数            同时处理几期（默认：处理器的数目）\n"
	     "  -q               只输出发现的问题\n"
	     "  -W 级别          从这一级起算失败：note 提示，warning 警告，error 错误（默认）\n"
	     "  --lang zh|en     消息的语言\n"
	     "  --limit 秒       每一期最多处理多久（默认 60）\n"
	     "  --layouts 文件夹 版式（默认：layouts，没有时用随程序安装的）\n"
	     "  --fonts 文件夹   思源宋体、黑体（fonts-noto-cjk）所在的文件夹\n"
	     "  --out 文件夹     build：输出到哪里（默认：out）\n"
	     "  --from 字形  --to 字形\n"
	     "                   convert：hans（默认）、hant（默认）、hant-tw、hant-hk\n"
	     "  -c 名称          convert：按 OpenCC 的名称，例如 s2twp 或 s2twp.json\n"
	     "  --help  --version\n"
	     "\n"
	     "退出码：0 正常，1 发现问题（没有发布），2 无法运行\n"),
    STR_INIT("usage: lilong build [options]        check the content, publish site and print\n"
	     "       lilong check [options]        check only, write nothing\n"
	     "       lilong explain [message]      explain one message, or all\n"
	     "       lilong convert [options]      Simplified and Traditional: standard input to "
	     "output\n"
	     "\n"
	     "  -C DIR          the folder of the paper (default: the working folder)\n"
	     "  -j N            issues worked on at a time (default: the number of processors)\n"
	     "  -q              print findings only\n"
	     "  -W LEVEL        fail from this level on: note, warning, error (default)\n"
	     "  --lang zh|en    language of messages\n"
	     "  --limit N       seconds for an issue at most (default 60)\n"
	     "  --layouts DIR   layouts (default: layouts, else the installed ones)\n"
	     "  --fonts DIR     folder of the Noto CJK fonts (fonts-noto-cjk)\n"
	     "  --out DIR       build: where to (default: out)\n"
	     "  --from SCRIPT  --to SCRIPT\n"
	     "                  convert: hans (default), hant (default), hant-tw, hant-hk\n"
	     "  -c NAME         convert: by OpenCC's name, such as s2twp or s2twp.json\n"
	     "  --help  --version\n"
	     "\n"
	     "exit status: 0 fine, 1 findings (nothing published), 2 could not run\n"),
};

struct options {
	const char *command, *word; /* explain WORD */
	const char *folder, *out, *fonts, *layouts, *config;
	enum script from, to;
	int jobs, limit;
	bool quiet, help, version;
	enum diag_level fail;
	enum lang lang;
};

/* Data of a run, from the plan to the report. */
struct run {
	const struct options *o;
	struct arena mem;
	struct diag diag;
	struct plan plan;
	struct publish publish;
	struct report report;
	int signals;
};

static void
work(struct run *r, void (*what)(void *, int, struct sender *), struct job *job, int n)
{
	struct pool pool = {&r->mem, r->o->jobs, r->o->limit,	  r->signals,
			    what,    &r->plan,	 report_progress, &r->report};

	if (!worker_run(&pool, job, n))
		diag(&r->diag, D_INTERRUPTED, ((struct pos){0}));
}

/* Follow-up errors are spared: links are looked at when all files are there. */
static void
check_links(struct run *r)
{
	struct plan *p = &r->plan;
	struct files_entry *all;
	int n = 0;

	if (r->diag.worst >= DIAG_ERROR)
		return;
	for (int i = 0; i <= p->nissue; i++)
		n += p->job[i].got.nfile;
	all = NEW(&r->mem, struct files_entry, (size_t)n + 1);
	n = 0;
	for (int i = 0; i <= p->nissue; i++)
		for (int k = 0; k < p->job[i].got.nfile; k++)
			all[n++] = p->job[i].got.file[k];
	links_check(&r->mem, &r->diag, all, n);
}

static void
make_pages(struct run *r)
{
	struct plan *p = &r->plan;

	report_progress(&r->report, 0, p->nissue);
	work(r, issue_work, p->job, p->nissue);
	if (r->diag.worst < DIAG_FATAL && plan_ended(p, p->nissue))
		work(r, site_work, p->job + p->nissue, 1);
	plan_collect(p);
	check_links(r);
}

static int
status(const struct diag *d, enum diag_level fail)
{
	return d->worst == DIAG_FATAL ? EXIT_COULD_NOT
	       : d->worst >= fail     ? EXIT_FINDINGS
				      : EXIT_FINE;
}

static enum report_end
build(struct run *r)
{
	struct publish *pub = &r->publish;
	bool done;

	if (!publish_begin(pub, &r->mem, &r->diag, r->o->out, r->plan.root.fd))
		return REPORT_FAILED;
	r->plan.staging = pub->staging;
	make_pages(r);
	if (worker_interrupted(r->signals))
		diag(&r->diag, D_INTERRUPTED, ((struct pos){0}));
	done = status(&r->diag, r->o->fail) == EXIT_FINE && publish_commit(pub);
	publish_end(pub);
	return done ? REPORT_PUBLISHED : REPORT_FAILED;
}

static enum report_end
check(struct run *r)
{
	make_pages(r);
	return status(&r->diag, r->o->fail) == EXIT_FINE ? REPORT_CHECKED : REPORT_FAILED;
}

static int
run(const struct options *o, enum report_end (*command)(struct run *), const char *out)
{
	struct run r = {.o = o};
	enum report_end end = REPORT_FAILED;
	int exit_status;

	diag_init(&r.diag, &r.mem);
	report_begin(&r.report, o->lang, o->quiet);
	r.signals = worker_signals();
	verify_init();
	if (plan_open(&r.plan, &r.mem, &r.diag, o->layouts, o->fonts))
		end = command(&r);
	plan_close(&r.plan);
	report_messages(&r.report, &r.mem, &r.diag);
	report_summary(&r.report, &r.plan, end, out);
	exit_status = status(&r.diag, o->fail);
	arena_free(&r.mem);
	return exit_status;
}

static int
run_build(const struct options *o)
{
	return run(o, build, o->out);
}

static int
run_check(const struct options *o)
{
	return run(o, check, NULL);
}

static int
run_explain(const struct options *o)
{
	struct arena mem = {0};
	struct out text = {.mem = &mem};
	bool found = true;

	if (o->word)
		found = diag_explain(&text, str_from(o->word), o->lang);
	else
		diag_manual(&text, o->lang);
	if (!found)
		fprintf(stderr,
			o->lang == LANG_ZH ? "lilong：没有消息 %s\n" : "lilong: no message %s\n",
			o->word);
	found = report_say(STDOUT_FILENO, out_text(&text)) && found;
	arena_free(&mem);
	return found ? EXIT_FINE : EXIT_COULD_NOT;
}

static int
run_convert(const struct options *o)
{
	const struct engine *e = o->config ? engine_find(str_from(o->config))
					   : stream_engine(o->from, o->to);
	struct arena mem = {0};
	struct diag d;
	struct report report;

	if (!e) {
		fprintf(stderr,
			o->lang == LANG_ZH ? "lilong：没有转换 %s。用 lilong --help 看用法\n"
					   : "lilong: no conversion %s; see lilong --help\n",
			o->config ? o->config : "--from … --to …");
		return EXIT_COULD_NOT;
	}
	diag_init(&d, &mem);
	report_begin(&report, o->lang, o->quiet);
	stream_convert(&d, e, STR("-"), STDIN_FILENO, STDOUT_FILENO);
	report_messages(&report, &mem, &d);
	arena_free(&mem);
	return status(&d, o->fail);
}

static const struct command {
	const char *name;
	int (*run)(const struct options *o);
} commands[] = {
    {"build", run_build},
    {"check", run_check},
    {"explain", run_explain},
    {"convert", run_convert},
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

/* ORDER LEVEL, from DIAG_NOTE on; ORDER of enum lang. */
static const char *const level_names[] = {"note", "warning", "error"};
static const char *const lang_names[] = {"zh", "en"};

static const struct option {
	const char *name;
	bool flag; /* takes no value */
} known[] = {
    {"-C", false},     {"-j", false},	    {"-q", true},	  {"-W", false},
    {"--lang", false}, {"--limit", false},  {"--layouts", false}, {"--fonts", false},
    {"--out", false},  {"--from", false},   {"--to", false},	  {"-c", false},
    {"--help", true},  {"--version", true},
};

/* Take VALUE for the option NAME. False if it is none that NAME can have. */
static bool
set_option(struct options *o, const char *name, const char *value)
{
	int n = 0;
	bool ok = true;

	if (strcmp(name, "-C") == 0)
		o->folder = value;
	else if (strcmp(name, "--out") == 0)
		o->out = value;
	else if (strcmp(name, "--fonts") == 0)
		o->fonts = value;
	else if (strcmp(name, "--layouts") == 0)
		o->layouts = value;
	else if (strcmp(name, "-q") == 0)
		o->quiet = true;
	else if (strcmp(name, "--help") == 0)
		o->help = true;
	else if (strcmp(name, "--version") == 0)
		o->version = true;
	else if (strcmp(name, "-c") == 0)
		o->config = value;
	else if (strcmp(name, "--from") == 0)
		ok = script_parse(str_from(value), &o->from);
	else if (strcmp(name, "--to") == 0)
		ok = script_parse(str_from(value), &o->to);
	else if (strcmp(name, "-j") == 0)
		ok = number(value, 1, WORKER_JOBS_MAX, &o->jobs);
	else if (strcmp(name, "--limit") == 0)
		ok = number(value, 1, LIMIT_MAX, &o->limit);
	else if (strcmp(name, "-W") == 0 && (ok = choice(value, level_names, 3, &n)))
		o->fail = (enum diag_level)(DIAG_NOTE + n);
	else if (strcmp(name, "--lang") == 0 && (ok = choice(value, lang_names, 2, &n)))
		o->lang = (enum lang)n;
	return ok;
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
		bool exact = strcmp(arg, known[i].name) == 0;

		*value = NULL;
		if (exact)
			return &known[i];
		if (known[i].flag || strncmp(arg, known[i].name, n) != 0 ||
		    (n > 2 && arg[n] != '='))
			continue;
		*value = arg + n + (n > 2);
		return &known[i];
	}
	return NULL;
}

static bool
misused(const struct options *o, const char *arg)
{
	fprintf(stderr,
		o->lang == LANG_ZH ? "lilong：不明白“%s”。用 lilong --help 看用法\n"
				   : "lilong: \"%s\" is not understood; see lilong --help\n",
		arg);
	return false;
}

/* The words of the command line. False, with a message, if they make no sense. */
static bool
read_options(struct options *o, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *value = NULL;
		const struct option *option = find_option(argv[i], &value);

		if (option) {
			const char *word = argv[i];

			if (!option->flag && !value)
				value = i + 1 < argc ? argv[++i] : "";
			if (!set_option(o, option->name, value) || (value && !*value))
				return misused(o, word);
		} else if (argv[i][0] == '-' || o->word) {
			return misused(o, argv[i]);
		} else if (o->command) {
			o->word = argv[i];
		} else {
			o->command = argv[i];
		}
	}
	return true;
}

static int
processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > WORKER_JOBS_MAX ? WORKER_JOBS_MAX : (int)n;
}

static int
run_command(const struct options *o)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(o->command, commands[i].name) != 0)
			continue;
		if (o->word && commands[i].run != run_explain)
			return misused(o, o->word), EXIT_COULD_NOT;
		if (o->folder && chdir(o->folder) < 0) {
			fprintf(stderr, "lilong: %s: %s\n", o->folder, strerror(errno));
			return EXIT_COULD_NOT;
		}
		return commands[i].run(o);
	}
	misused(o, o->command);
	return EXIT_COULD_NOT;
}

/* Descriptors 0 to 2 are taken, so that no folder of ours is opened as one of them. */
static void
hold_standard_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int
main(int argc, char **argv)
{
	struct options o = {
	    .out = "out",
	    .jobs = processors(),
	    .limit = WORKER_SECONDS,
	    .fail = DIAG_ERROR,
	    .from = SCRIPT_HANS,
	    .to = SCRIPT_HANT,
	};

	hold_standard_descriptors();
	/* write() says EPIPE, EFBIG instead. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	umask(022);
	if (!read_options(&o, argc, argv))
		return EXIT_COULD_NOT;
	if (o.help)
		return report_say(STDOUT_FILENO, usage[o.lang]) ? EXIT_FINE : EXIT_COULD_NOT;
	if (o.version)
		return report_say(STDOUT_FILENO, version) ? EXIT_FINE : EXIT_COULD_NOT;
	if (!o.command) {
		report_say(STDERR_FILENO, usage[o.lang]);
		return EXIT_COULD_NOT;
	}
	return run_command(&o);
}
