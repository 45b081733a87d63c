#include "base/test.h"
#include "emit/ticket.c" /* the .c: its statics are in reach */

static void
a_ticket_names_pages_files_and_findings(void **state)
{
	static const struct grid grid = {779528, 1105512, 70500, 51000, 9000, 12750, 6, 11, 1, 78};
	struct arena a = {0};
	struct diag d;
	struct issue issue = {.date = {2026, 11, 13}, .number = 128};
	struct paper paper = {.name = STR("汀浦晚报"), .cn = STR("CN99-0101")};
	struct issue_page spec = {1, STR("要闻"), STR("front"), {STR("issue.md"), 0, 0, 0}, false};
	struct article art = {.slug = STR("qiao"), .title = STR("“桥”通了")};
	struct print_fit fit = {
	    .article = &art,
	    .fit = {.lines = 40, .overset = 3, .characters = 33, .hole = 2, .room = 34}};
	struct ticket_page page = {&spec, STR("page-1.xhtml"), &fit, 4};
	struct emit e = {.mem = &a, .diag = &d, .issue = &issue, .paper = &paper};
	struct ticket_font font = {"Lilong Song", "fonts/song.otf"};
	struct ticket t = {&e, &grid, STR("print/x"), &page, 1, &font, 1, 1, {0}};
	struct out o = {.mem = &a};

	(void)state;
	diag_init(&d, &a);
	diag(&d, D_PICTURE_COARSE, ((struct pos){.file = STR("a.jpg")}), STR("90"), STR("150"));
	d.scopes = 1u << SCRIPT_HANT; /* not this one */
	diag(&d, D_PICTURE_COARSE, ((struct pos){.file = STR("b.jpg")}), STR("90"), STR("150"));
	e.files = files_new(&a, &d, -1);
	assert_true(files_write(e.files, STR("site/other.txt"), STR("x")));
	assert_true(files_write(e.files, STR("print/x/edition.css"), STR("abc")));
	ticket_write(&o, &t);
	assert_str(
	    out_text(&o),
	    "{\n\t\"paper\": \"汀浦晚报\",\n\t\"variant\": \"\",\n\t\"cn\": \"CN99-0101\",\n"
	    "\t\"date\": \"2026-11-13\",\n\t\"number\": 128,\n\t\"edition\": \"hans\",\n"
	    "\t\"language\": \"zh-Hans\",\n\t\"size_mm\": {\n\t\t\"width\": 275,\n"
	    "\t\t\"height\": 390\n\t},\n\t\"grid\": {\n\t\t\"left_mpt\": 70500,\n"
	    "\t\t\"top_mpt\": 51000,\n\t\t\"size_mpt\": 9000,\n\t\t\"pitch_mpt\": 12750,\n"
	    "\t\t\"columns\": 6,\n\t\t\"characters\": 11,\n\t\t\"gutter\": 1,\n"
	    "\t\t\"lines\": 78\n\t},\n\t\"pages\": [\n\t\t{\n\t\t\t\"number\": 1,\n"
	    "\t\t\t\"name\": \"要闻\",\n\t\t\t\"file\": \"page-1.xhtml\",\n\t\t\t\"inks\": "
	    "\"K\",\n\t\t\t\"empty_lines\": 4,\n\t\t\t\"empty_characters\": 44,\n"
	    "\t\t\t\"stories\": [\n\t\t\t\t{\n\t\t\t\t\t\"slug\": \"qiao\",\n"
	    "\t\t\t\t\t\"title\": \"“桥”通了\",\n\t\t\t\t\t\"lines\": 40,\n"
	    "\t\t\t\t\t\"overset\": 3,\n\t\t\t\t\t\"overset_characters\": 33,\n"
	    "\t\t\t\t\t\"hole\": 2,\n\t\t\t\t\t\"hole_characters\": 34\n\t\t\t\t}\n\t\t\t]\n\t\t}\n"
	    "\t],\n\t\"fonts\": [\n\t\t{\n\t\t\t\"family\": \"Lilong Song\",\n"
	    "\t\t\t\"file\": \"fonts/song.otf\"\n\t\t}\n\t],\n\t\"files\": "
	    "[\n\t\t{\n\t\t\t\"file\": \"edition.css\",\n"
	    "\t\t\t\"bytes\": 3,\n\t\t\t\"sha256\": "
	    "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"\n\t\t}\n"
	    "\t],\n\t\"findings\": [\n\t\t{\n\t\t\t\"level\": \"warning\",\n"
	    "\t\t\t\"id\": \"picture-coarse\",\n\t\t\t\"file\": \"a.jpg\",\n"
	    "\t\t\t\"line\": 0,\n\t\t\t\"text\": "
	    "\"图片太小，印出来只有90 ppi，会发虚（应不低于150 ppi）\"\n\t\t}\n\t]\n}\n");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_ticket_names_pages_files_and_findings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
