#include "base/test.h"
#include "emit/darkroom.c" /* the .c: its statics are in reach */

/* What a program does with its end of the socket instead of lilong-pictures. */
static void
answers(int fd)
{
	struct arena mem = {0};
	struct out o = {.mem = &mem};
	struct code read = {.mem = &mem, .ok = true}, write = {.out = &o, .ok = true};
	struct darkroom_order order = {0};
	struct darkroom_made made[2] = {{STR_INIT("small"), 0}, {STR_INIT("inks"), 231}};
	struct darkroom_result r = {.ok = true, .made = made, .n = 2};

	if (!darkroom_receive(fd, &mem, &read.in))
		return;
	darkroom_code_order(&read, &order);
	r.ok = read.ok && order.task == DARKROOM_MAKE && order.picture.format == PICTURE_PNG &&
	       order.picture.width == 70 && order.picture.height == 50 &&
	       str_eq(order.bytes, STR("by\0tes")) && order.n == 2 && order.want[0].width == 30 &&
	       order.want[0].cover && order.want[0].lossless && order.want[1].ink == PICTURE_CMYK &&
	       order.want[1].press->ink == 240 &&
	       str_eq(order.want[1].press->profile, STR("profile"));
	r.why = STR("坏了");
	darkroom_code_result(&write, &r);
	darkroom_send(fd, out_text(&o));
	arena_free(&mem);
}

static void
dies(int fd)
{
	(void)fd;
	kill(getpid(), SIGSEGV);
}

static void
leaves(int fd)
{
	(void)fd;
	_exit(3);
}

static void
talks_nonsense(int fd)
{
	darkroom_send(fd, STR("\x01\0\0\0 no record"));
	pause();
}

static void
promises_too_much(int fd)
{
	send_all(fd, STR("\xFF\xFF\xFF\xFF"));
	_exit(0);
}

static void
stops_in_the_middle(int fd)
{
	send_all(fd, STR("\x10\0\0\0 abc"));
	_exit(0);
}

static struct darkroom
room_with(void (*program)(int fd))
{
	struct darkroom room = {0};
	int ends[2];

	assert_false(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends));
	room.pid = fork();
	if (room.pid == 0) {
		close(ends[0]);
		signal(SIGSEGV, SIG_DFL);
		program(ends[1]);
		_exit(0);
	}
	assert_true(room.pid > 0);
	close(ends[1]);
	room.fd = ends[0];
	return room;
}

/* An order that holds all there is. */
static bool
ask_all(struct darkroom *room, struct arena *a, str out[2], int *ink, str *why)
{
	struct picture_press press = {STR("profile"), 240};
	struct picture p = {
	    .path = STR("photo.png"), .format = PICTURE_PNG, .width = 70, .height = 50};
	struct picture_want want[2] = {
	    {.width = 30, .height = 20, .cover = true, .quality = 80, .lossless = true},
	    {.width = 10, .quality = 80, .ink = PICTURE_CMYK, .press = &press, .ink_found = ink},
	};

	return darkroom_make(room, a, &p, STR("by\0tes"), want, 2, out, why);
}

static void
orders_and_results_arrive(void **state)
{
	struct arena mem = {0};
	struct darkroom room = room_with(answers);
	str out[2], why = {0};
	int ink = 0;

	(void)state;
	assert_true(ask_all(&room, &mem, out, &ink, &why));
	assert_str(out[0], "small");
	assert_str(out[1], "inks");
	assert_int_equal(ink, 231);
	darkroom_close(&room);
	assert_int_equal(room.pid, 0);
	arena_free(&mem);
}

static void
a_program_that_fails_is_told(void **state)
{
	static const struct {
		void (*program)(int fd);
		const char *why;
		bool closed; /* and can be started anew */
	} cases[] = {
	    {dies, "lilong-pictures: Segmentation fault", true},
	    {leaves, "lilong-pictures: exit 3", true},
	    {promises_too_much, "lilong-pictures: exit 0", true},
	    {stops_in_the_middle, "lilong-pictures: exit 0", true},
	    {talks_nonsense, "", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena mem = {0};
		struct darkroom room = room_with(cases[i].program);
		str out[2], why = {0};
		int ink;

		assert_false(ask_all(&room, &mem, out, &ink, &why));
		assert_str(why, cases[i].why);
		assert_int_equal(room.pid == 0, cases[i].closed);
		darkroom_close(&room);
		arena_free(&mem);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(orders_and_results_arrive),
	    cmocka_unit_test(a_program_that_fails_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
