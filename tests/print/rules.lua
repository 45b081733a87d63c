-- rules.lua - tests of the rules that pages are made up by, with a page that is none: a story takes a
-- line for so many characters, and its heads what their size takes. Run by test-rules as a layout.

local looks, filling, memory = use("looks"), use("filling"), use("memory")

local tests, names = {}, {}
local function test(name, f)
	names[#names + 1] = name
	tests[name] = f
end

local function equal(a, b, what)
	if a ~= b then
		error((what or "value") .. ": " .. tostring(a) .. " is not " .. tostring(b), 2)
	end
end

local function story(title, length, pull)
	return {title = title, length = length, kicker = "", deck = "", pull = pull or "", pictures = {}, table = 0}
end

local function item(name, title, length, pull)
	return looks.item(name, story(title, length, pull))
end

-- A page that notes what is put on it.
local function page_of(columns, characters)
	local page = {number = 1, columns = columns, characters = characters, lines = 78, put = {}}
	function page:fit(m)
		local text = m.story.length * m.text_size * (m.text_pitch + m.text_loose * 0.75) // (9 * 12.75 * m.columns * characters) + 1
		local heads = m.headline.size * m.headline.max_lines // 10 + 2
		local pull = m.pull and 5 + m.pull.lines or 0
		local need = math.tointeger(text + heads + pull + (m.head_space or 0))
		local lines = m.lines or need
		return {
			lines = lines, overset = math.max(0, m.to_page and 0 or need - lines), hole = 0, jump = 0,
			characters = 0, head_lines = math.tointeger(heads), headline = m.headline.size,
		}
	end
	function page:story(m)
		self.put[#self.put + 1] = m
	end
	for _, what in ipairs{"note", "house", "rule_across", "rule_down"} do
		page[what] = function(self, area)
			area.what = what
			self.put[#self.put + 1] = area
		end
	end
	return page
end

local function leaf(page, it, width)
	local lines = looks.ask(page, it, {width = width, level = 0})
	return {item = it, width = width, lines = lines, most = math.max(lines, looks.most(page, it, width))}
end

local function stack(a, b)
	return {top = a, bottom = b, width = a.width, lines = a.lines + 1 + b.lines, most = a.most + 1 + b.most}
end

local function beside(a, b)
	local lines = math.max(a.lines, b.lines)
	return {left = a, right = b, width = a.width + b.width, lines = lines, most = math.min(a.most, b.most)}
end

-- No two things on the page over each other, none below LAST; the cells of the grid that are covered.
local function covered(page, last)
	local cells, n = {}, 0
	for _, m in ipairs(page.put) do
		if m.lines and m.columns then
			for x = m.column, m.column + m.columns - 1 do
				for y = m.line, m.line + m.lines - 1 do
					equal(cells[x * 1000 + y], nil, "column " .. x .. ", line " .. y)
					equal(y <= last, true, "line " .. y)
					cells[x * 1000 + y], n = true, n + 1
				end
			end
		end
	end
	return n
end

test("text is in fewer columns where it is large", function()
	local page, it = page_of(6, 11), item("a", "桨声桥", 600)
	equal(table.concat(looks.text_of(page, it, 6), " "), "4 3")
	it.type = #looks.TYPES
	equal(table.concat(looks.text_of(page, it, 6), " "), "3")
	equal(table.concat(looks.text_of(page, it, 2), " "), "1")
end)

test("text columns are as wide as a table needs", function()
	local page = page_of(8, 13)
	for table_em, columns in pairs{[0] = "8 7", [14] = "7", [20] = "5", [36] = "8 7"} do
		local it = item("a", "桨声桥", 600)
		it.table = table_em
		equal(table.concat(looks.text_of(page, it, 8), " "), columns, "table of " .. table_em)
	end
end)

test("heads are graded by what stands under them", function()
	local page, last = page_of(8, 13), 0
	for _, length in ipairs{100, 400, 900, 2000} do
		local it = item("a", "桨声桥通了", length)
		local size = looks.look(page, it, {width = 8, level = 2}).headline.size
		equal(size >= last, true, "size for " .. length)
		last = size
		it.lead = true
		equal(looks.look(page, it, {width = 8, level = 2}).headline.size >= size, true, "lead")
		it.lead = nil
		local smaller = looks.look(page, it, {width = 8, level = 2, smaller = true}).headline
		equal(smaller.size < size and smaller.face ~= "hei-bold", true, "smaller")
	end
	equal(last >= 60, true, "a head of a broadsheet")
end)

test("a head may run down, with or without others", function()
	local page, it = page_of(6, 11), item("a", "桨声桥通了", 500)
	local how = {width = 4, level = 0, text = 2, upright = true}
	equal(looks.look(page, it, how).headline.vertical > 5, true, "lines of the title")
	equal(looks.look(page, it, how).kicker, false, "kicker")
	it.kicker = "停了一年"
	equal(looks.look(page, it, how).kicker.vertical > 5, true, "lines of the kicker")
end)

test("words are set large in stories long enough", function()
	equal(looks.pull_of(item("a", "甲", 600, "“好，来。”"), 4), 2)
	equal(looks.pull_of(item("a", "甲", 600, "“好，来。”"), 3), 1)
	equal(looks.pull_of(item("a", "甲", 600, "“好，来。”"), 1), nil)
	equal(looks.pull_of(item("a", "甲", 100, "“好，来。”"), 4), nil)
	equal(looks.pull_of(item("a", "甲", 600), 4), nil)
end)

test("a page that can be filled is filled to its last line", function()
	local pages = 0
	for lines = 30, 75 do
		local page = page_of(6, 11)
		local a, b = item("a", "头条新闻", 800, "“好，来。”"), item("b", "二条", 500)
		local c, d = item("c", "三条也在", 500, "“走，去。”"), item("d", "四条", 300)
		a.lead = true
		local tree = stack(leaf(page, a, 6), beside(leaf(page, b, 2), stack(leaf(page, c, 4), leaf(page, d, 4))))
		if tree.lines <= lines and lines <= tree.most then
			filling.grow(page, tree, 0, lines)
			filling.place(page, tree, 1, 1, tree.used)
			equal(tree.used, lines, "lines of " .. lines)
			equal(covered(page, lines) >= 6 * (lines - 3), true, "cells of " .. lines)
			pages = pages + 1
		end
	end
	equal(pages > 5, true, "pages")
end)

test("what is too much is shared, and nothing is left out", function()
	local page = page_of(6, 11)
	local tree = stack(leaf(page, item("a", "甲", 3000), 6),
			stack(beside(leaf(page, item("b", "乙", 900), 3), leaf(page, item("c", "丙", 900), 3)),
			leaf(page, item("d", "丁", 2000), 6)))
	equal(tree.lines > 60, true, "too much")
	filling.shrink(tree, looks.SMALLEST, 60)
	filling.place(page, tree, 1, 1, 60)
	local stories = 0
	for _, m in ipairs(page.put) do
		stories = stories + (m.story and m.lines >= 5 and 1 or 0)
	end
	equal(stories, 4, "stories")
	covered(page, 60)
end)

test("heads side by side differ", function()
	for _, width in ipairs{2, 3, 4} do
		local page = page_of(6, 11)
		local a, b = leaf(page, item("a", "甲乙丙丁", 500), width), leaf(page, item("b", "子丑寅卯", 500), 6 - width)
		local tree = beside(a, b)
		filling.grow(page, tree, 0, tree.lines)
		filling.place(page, tree, 1, 1, tree.used)
		local one, two = page.put[1].headline, page.put[2].headline
		local ratio = math.max(one.size, two.size) / math.min(one.size, two.size)
		equal(one.face ~= two.face or ratio >= 1.15, true, "heads over " .. width .. " columns")
	end
end)

test("another edition is laid out alike", function()
	local page = page_of(6, 11)
	local a, b = item("a", "甲", 600), item("b", "乙", 500)
	local tree = beside(leaf(page, a, 4), leaf(page, b, 2))
	filling.grow(page, tree, 0, tree.lines)
	memory.keep(page, "a,b", tree, 0, 1, 9)
	local other = {a = item("a", "甲", 610), b = item("b", "乙", 490)}
	equal(memory.recall(page, "a,c", other, 70), nil, "other stories")
	equal(memory.recall(page, "a,b", other, 5), nil, "no room")
	local again, level = memory.recall(page, "a,b", other, tree.lines + 3)
	equal(level, 0)
	equal(again.left.item, other.a)
	equal(again.left.width, 4)
	equal(again.right.like.width, 2)
end)

local function front()
	for _, name in ipairs(names) do
		tests[name]()
		print("passed: " .. name)
	end
	print("passed all")
end

return {front = front, news = function() end, honours = function() end}
