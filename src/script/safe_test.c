#include "base/test.h"
#include "script/safe.c" /* the .c: its statics are in reach */

static void
elements_are_those_of_the_list(void **state)
{
	(void)state;
	assert_true(safe_element(STR("a")));
	assert_true(safe_element(STR("wbr")));
	assert_true(safe_element(STR("blockquote")));
	assert_false(safe_element(STR("")));
	assert_false(safe_element(STR("iframe")));
	assert_false(safe_element(STR("style")));
	assert_false(safe_element(STR("quote")));
	assert_false(safe_element(STR("a abbr")));
	assert_false(safe_element(STR("DIV")));
	assert_true(safe_void(STR("img")));
	assert_false(safe_void(STR("p")));
}

static const struct {
	const char *name, *value;
	bool ok;
} cases[] = {
    {"href", "../index.html", true},
    {"href", "#正文", true},
    {"href", "https://example.org/a:b", true},
    {"href", "mailto:a@example.org", true},
    {"href", "", true},
    {"href", "javascript:alert(1)", false},
    {"href", "JavaScript:alert(1)", false},
    {"href", "java\nscript:alert(1)", false},
    {"href", " javascript:alert(1)", false},
    {"href", "\x01javascript:alert(1)", false},
    {"href", "data:text/html,<script>", false},
    {"href", "feed:javascript:alert(1)", false},
    {"href", "//example.org/", false},
    {"href", "\\\\example.org", false},
    {"href", ":", false},
    {"href", "a/b:c", true},
    {"href", "2024-07-17/shequ-xinwen/index.html#p1", true},
    {"href", "2024-07-17/sheq\\", false},
    {"href", "2024-07-17/shequ-xinwen/\x7F", false},
    {"href", "2024-07-17/shequ-xinwen/index .html", false},
    {"src", "photo-480.jpg", true},
    {"src", "https://example.org/a.jpg", false},
    {"srcset", "a.webp 480w, b.webp 960w", true},
    {"srcset", "a.webp 480w, data:image/png;base64 960w", false},
    {"srcset", "a.webp 480w, https://example.org/b 960w", false},
    {"onerror", "x", false},
    {"onx", "x", false},
    {"OnError", "x", false},
    {"style", "color:red", false},
    {"class", "a b", true},
    {"aria-label", "a", true},
    {"xml:lang", "zh-Hans", true},
    {"xlink:href", "javascript:x", false},
    {"a b", "x", false},
    {"a=\"", "x", false},
    {"", "x", false},
    {"id", "第一", true},
    {"id", "", false},
    {"id", "a b", false},
    {"http-equiv", "Content-Security-Policy", true},
    {"http-equiv", "refresh", false},
    {"formaction", "x", false},
};

static void
attributes_neither_run_nor_style_nor_load(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *fault = safe_value(safe_name(str_from(cases[i].name)),
					       str_from(cases[i].value));

		if (!fault != cases[i].ok)
			fail_msg("%s=\"%s\": %s", cases[i].name, cases[i].value,
				 fault ? fault : "accepted");
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(elements_are_those_of_the_list),
	    cmocka_unit_test(attributes_neither_run_nor_style_nor_load),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
