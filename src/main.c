/*
 * lilong - from a folder of Markdown to a community newspaper.
 *
 * The program that a user calls. It reads the command line and converts text itself: that takes
 * nothing but the C library, and is over in a millisecond. What makes a newspaper loads a hundred
 * libraries; it is a program of its own (paper.c), by which this one replaces itself.
 *
 * Prefixes: options_ the command line; command_ files of `lilong convert`; diag_ messages.
 */
#include "options.h"

#include "base/write.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

static const str version = STR_INIT("lilong 0.1\n");

/* -- the other program ----------------------------------------------------- */

/* Where it may be, seen from the folder of this one: as it was built, and as it is installed. */
static const char *const places[] = {"lilong-paper", "../libexec/lilong/lilong-paper"};

/* The folder of this program, with "/" at its end; empty if the system does not tell. */
static str
own_folder(char path[PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX);

	while (n > 0 && path[n - 1] != '/')
		n--;
	return (str){path, n > 0 ? n : 0};
}

/* Only returns where it fails. */
static int
run_paper(const struct options *o, char **argv)
{
	char exe[PATH_MAX], path[PATH_MAX + 64];
	str folder = own_folder(exe);
	int why = ENOENT;

	for (size_t i = 0; i < sizeof places / sizeof *places && why == ENOENT; i++) {
		snprintf(path, sizeof path, STR_FMT "%s", STR_ARG(folder), places[i]);
		execv(path, argv);
		why = errno;
	}
	fprintf(stderr,
		o->lang == LANG_ZH
		    ? "lilong：缺少程序的另一半 lilong-paper，应在 " STR_FMT "：%s。请重新安装\n"
		    : "lilong: lilong-paper, the other half of this program, should be in " STR_FMT
		      ": %s; install it again\n",
		STR_ARG(folder), strerror(why));
	return EXIT_COULD_NOT;
}

/* -- commands -------------------------------------------------------------- */

static int
explain(const struct options *o)
{
	struct arena mem = {0};
	struct out text = {.mem = &mem};
	bool found = true;

	if (o->noperand > 0)
		found = diag_explain(&text, str_from(o->operand[0]), o->lang);
	else
		diag_manual(&text, o->lang);
	if (!found)
		fprintf(stderr,
			o->lang == LANG_ZH ? "lilong：没有消息 %s\n" : "lilong: no message %s\n",
			o->operand[0]);
	found = write_say(STDOUT_FILENO, out_text(&text)) && found;
	arena_free(&mem);
	return found ? EXIT_FINE : EXIT_COULD_NOT;
}

static int
convert(const struct options *o)
{
	struct arena mem = {0};
	struct out messages = {.mem = &mem};
	struct diag d;
	int status = EXIT_COULD_NOT;

	diag_init(&d, &mem);
	if (command_text(&o->convert, &d, NULL)) {
		diag_print(&messages, &d, o->lang);
		write_say(STDERR_FILENO, out_text(&messages));
		status = options_status(o, &d);
	} else {
		fprintf(stderr,
			o->lang == LANG_ZH ? "lilong：没有转换 %s，有 " STR_FMT "\n"
					   : "lilong: no conversion %s; there are " STR_FMT "\n",
			o->convert.config, STR_ARG(command_names(&mem)));
	}
	arena_free(&mem);
	return status;
}

static int
run_convert(const struct options *o, char **argv)
{
	const str *fault = command_fault(&o->convert);

	if (fault) {
		fprintf(stderr,
			o->lang == LANG_ZH ? "lilong：" STR_FMT "\n" : "lilong: " STR_FMT "\n",
			STR_ARG(fault[o->lang]));
		return EXIT_COULD_NOT;
	}
	if (o->convert.markdown || o->convert.glossary)
		return run_paper(o, argv);
	return options_enter(o) ? convert(o) : EXIT_COULD_NOT;
}

static int
run_explain(const struct options *o, char **argv)
{
	(void)argv;
	return explain(o);
}

static const struct {
	const char *name;
	int (*run)(const struct options *o, char **argv);
	int operands; /* at most */
} commands[] = {
    {"new", run_paper, 2},   {"build", run_paper, 0},	  {"check", run_paper, 0},
    {"print", run_paper, 1}, {"explain", run_explain, 1}, {"convert", run_convert, INT_MAX},
};

static int
run_command(const struct options *o, char **argv)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(o->command, commands[i].name) != 0)
			continue;
		if (o->noperand > commands[i].operands)
			return options_misused(o, o->operand[commands[i].operands]);
		return commands[i].run(o, argv);
	}
	return options_misused(o, o->command);
}

int
main(int argc, char **argv)
{
	struct arena mem = {0};
	struct options o;
	int status;

	options_begin();
	if (!options_read(&mem, &o, argc, argv))
		status = EXIT_COULD_NOT;
	else if (o.help)
		status = options_help(&o, STDOUT_FILENO);
	else if (o.version)
		status = write_say(STDOUT_FILENO, version) ? EXIT_FINE : EXIT_COULD_NOT;
	else if (!o.command)
		status = options_help(&o, STDERR_FILENO);
	else
		status = run_command(&o, argv);
	arena_free(&mem);
	return status;
}
