#include "build/proof.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

/* 110 ppi: 小五 can be read, a page is 1,191 pixels wide. "%": the PDF's name without ".pdf". */
static const char *const programs[][8] = {
    {"mutool", "draw", "-q", "-r110", "-o", "%/proof-%d.png", "%.pdf", NULL},
    {"pdftoppm", "-png", "-r", "110", "%.pdf", "%/proof", NULL}, /* takes seven times as long */
};

/* ARG with what "%" at its beginning stands for. */
static char *
argument(struct arena *a, const char *arg, str name)
{
	return str_z(a, arg[0] == '%' ? str_fmt(a, STR_FMT "%s", STR_ARG(name), arg + 1)
				      : str_from(arg));
}

/* Run ARGV in FOLDER, silent, and wait for it. 0, or why it did not run, or EIO if it failed. */
static int
run(int folder, char *const *argv)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none;
	pid_t pid;
	int why, status = -1;

	sigemptyset(&none); /* worker_signals() holds back what the user may send */
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addfchdir_np(&files, folder);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
	why = posix_spawnp(&pid, argv[0], &files, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	while (why == 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return why ? why : status == 0 ? 0 : EIO;
}

/* The first program that is installed draws the pages of NAME.pdf. 0 or why none could. */
static int
draw(struct plan *p, str name)
{
	int why = ENOENT;

	for (size_t i = 0; i < sizeof programs / sizeof *programs && why == ENOENT; i++) {
		char *argv[sizeof *programs / sizeof **programs] = {NULL};

		for (size_t k = 0; programs[i][k]; k++)
			argv[k] = argument(p->mem, programs[i][k], name);
		why = run(p->staging, argv);
	}
	return why;
}

bool
proof_draw(struct plan *p)
{
	for (int i = 0; i < p->nissue; i++)
		for (int k = 0; k < p->job[i].got.links.nfile; k++) {
			str name = p->job[i].got.links.file[k].path;
			int why;

			if (!str_ends(name, STR(".pdf")))
				continue;
			name.n -= STR(".pdf").n;
			why = draw(p, name);
			if (why == ENOENT)
				diag(p->diag, D_PROOF_PROGRAM, ((struct pos){0}));
			else if (why)
				diag(p->diag, D_PROOF_FAILED, ((struct pos){.file = name}),
				     str_from(strerror(why)));
			if (why)
				return false;
		}
	return true;
}
