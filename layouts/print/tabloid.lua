-- tabloid.lua - 四开小报: lays out any page without a plan of its own.
--
-- A page is cut like a tree: a node is one story, two nodes on top of each other, or two nodes side
-- by side. plan() tries the ways to cut it with the stories in order, asks the composer how high
-- each story would be, and keeps the tree that leaves least white and sets the lead widest.
-- grow() then gives the lines that are left to larger heads and pictures, place() puts all down.

local GAP = 1       -- lines between stacked nodes; a rule stands in it
local MASTHEAD = 9  -- lines
local BEAM = 16     -- trees that are kept of each range of stories and width: as many as
local WORK = 96     -- this by the number of stories, at most
local STORIES = 24  -- of a page; the composer names those that are left out

-- Looks ----------------------------------------------------------------------------------------

-- The sizes of type, in points.
local SCALE = {9, 10.5, 12, 14, 16, 18, 22, 26, 32, 38, 44, 52}

-- By width in columns: points of a headline (lead, other), text columns (usual, other).
local looks = {
	[2] = {lead = 26, other = 22, text = {1, 2}},
	[3] = {lead = 32, other = 22, text = {2, 3}},
	[4] = {lead = 38, other = 26, text = {3, 2}},
	[6] = {lead = 44, other = 32, text = {4, 3}},
}

-- A page that is too full is set smaller (below 0), a story that has room larger: a step of the
-- scale for each level. Pictures are cut by this.
local SMALLEST, LARGEST = -3, 2
local pictures = {[-3] = 0.8, [-2] = 0.8, [-1] = 0.9, [0] = 1, [1] = 1, [2] = 1}
local ROLL_MOST = 1.5    -- of the lines it needs
local PICTURE_MOST = 1.2 -- of its own proportions: beyond, too much of its sides is cut

-- The ways to cut a width in two.
local cuts = {[6] = {{4, 2}, {3, 3}, {2, 4}}, [4] = {{2, 2}}, [3] = {}, [2] = {}}

-- The largest size of the scale up to POINTS, or STEPS from it.
local function scaled(points, steps)
	local at = 1
	while at < #SCALE and SCALE[at + 1] <= points do
		at = at + 1
	end
	return SCALE[math.max(1, math.min(#SCALE, at + (steps or 0)))]
end

-- Characters of the grid in WIDTH columns.
local function ems_of(page, width)
	return width * (page.characters + 1) - 1
end

-- How wide TEXT is in ems, nearly: Western letters are about half as wide.
local function ems(text)
	local n = 0
	for _, c in utf8.codes(text) do
		n = n + (c < 0x2000 and 0.55 or 1)
	end
	return math.max(1, n)
end

-- One line where the title allows it without getting small, else two.
local function headline(page, item, how)
	local l, width = looks[how.width], ems_of(page, how.width) * 9
	local steps = item.lead and how.level < 0 and how.level + 1 or how.level
	local size = scaled(item.lead and l.lead or l.other, steps - (how.smaller and 1 or 0))
	local one = width / ems(item.story.title)
	if how.two then -- so large that one line cannot hold it
		size = math.max(size, math.min(scaled(one, 1), l.other))
	end
	local lines = one >= size * (how.two and 1 or 0.7) and 1 or 2
	return {
		size = math.max(14, scaled(lines == 1 and math.min(size, one) or size)), max_lines = lines,
		face = how.smaller and "song-bold" or "hei-bold",
		align = how.width == 6 and "center" or "left",
	}
end

-- A kicker of at most PART of the headline, and no wider than that where it can be.
local function kicker(page, item, head)
	local long = ems(item.story.kicker)
	local beside = head.size * ems(item.story.title) / head.max_lines / long
	return {
		size = math.max(10.5, scaled(math.min(head.size * 0.6, beside, 18))), face = "song",
		align = head.align, max_lines = 2,
	}
end

local function deck(item, head)
	local size = head.size < 22 and 10.5 or head.size < 32 and 12 or head.size < 38 and 14 or 16
	return {size = size, face = "hei", align = head.align, max_lines = 2}
end

-- Text columns under the first picture: all of two, two of more; fewer where room is short.
local function span_of(how, text)
	return math.max(1, math.min(text, how.span or 2) - (how.level == SMALLEST and 1 or 0))
end

-- The pictures of a story; without a height they keep their own proportions.
local function pictures_of(page, item, how, text)
	local list = {}
	local factor = how.factor or pictures[how.level]
	for i = 1, math.min(#item.story.pictures, 4) do
		local p = item.story.pictures[i]
		local span = i == 1 and span_of(how, text) or 1
		local ratio = p.width > 0 and p.height / p.width or 0.67
		local em = (ems_of(page, how.width) + 1) / text * span - 1
		local lines = factor ~= 1 and math.max(5, em * 9 * ratio * factor // 12.75) or 0
		list[i] = {index = i, columns = span, right = i % 2 == 1, lines = math.tointeger(lines)}
	end
	return list
end

-- How a story is set. how: width (columns), level; text (how many text columns), span (of its first
-- picture, in these), factor (height of its pictures against their proportions), smaller (than the
-- head at its left), two (lines of a headline that one would hold).
local function look(page, item, how)
	local head = headline(page, item, how)
	local text = how.text or looks[how.width].text[1]
	return {
		story = item.story, columns = how.width, text_columns = text, headline = head,
		kicker = kicker(page, item, head), deck = deck(item, head),
		byline = {size = 9, face = "hei", align = head.align, max_lines = 2},
		picture = pictures_of(page, item, how, text),
	}
end

-- The lines a story takes, and those it leaves empty; the composer is asked once for each look.
local function ask(page, item, how)
	local key = table.concat({how.width, how.level, how.text or "", how.span or "", how.factor or "",
			how.smaller and 1 or 0, how.two and 1 or 0}, " ")
	if not item.known[key] then
		if item.note then
			item.known[key] = {page:note_lines{columns = how.width}, 0}
		else
			local fit = page:fit(look(page, item, how))
			item.known[key] = {fit.lines + fit.overset, fit.hole}
		end
	end
	return item.known[key][1], item.known[key][2]
end

-- The most lines that a story can be made to take.
local function most(page, item, width)
	local how = {width = width, level = LARGEST}
	if item.story and #item.story.pictures > 0 then
		how.factor = PICTURE_MOST
	end
	return (ask(page, item, how))
end

-- Trees ------------------------------------------------------------------------------------------

-- How much a story of this shape is disliked: the lead too narrow, text too flat or too tall.
local function shape_cost(item, width, lines)
	if item.note then
		return width == 2 and 0 or width == 3 and 10 or 40
	end
	local flat, tall = 2 * width + 5, 12 * width + 14
	local cost = math.max(0, lines - tall) * width + math.max(0, flat - lines) * width
	if item.lead then
		cost = cost + (width == 2 and 300 or width == 3 and 80 or width == 6 and lines < 24 and 40 or 0)
	elseif width == 6 then
		cost = cost + 15
	end
	return cost
end

-- A front page lives from its picture: the story that has one should be wide, its picture not small.
local function picture_cost(item, width, level)
	if item.note or #item.story.pictures == 0 then
		return 0
	end
	local narrow = width == 2 and 60 or width == 3 and 25 or 0
	return (narrow + (level == SMALLEST and 150 or 0)) * (item.lead and 2 or 1)
end

-- Where room is short, the number of text columns that saves some; but not at the picture's cost.
local function leaf(page, item, width, level)
	local lines, hole = ask(page, item, {width = width, level = level})
	local text
	if level < 0 and not item.note and #item.story.pictures == 0 then
		for _, n in ipairs(looks[width].text) do
			local other, empty = ask(page, item, {width = width, level = level, text = n})
			if other < lines then
				lines, hole, text = other, empty, n
			end
		end
	end
	return {
		item = item, width = width, lines = lines, text = text,
		most = math.max(lines, most(page, item, width)),
		cost = shape_cost(item, width, lines) + picture_cost(item, width, level) + hole,
	}
end

local function stack(a, b)
	return {
		top = a, bottom = b, width = a.width, lines = a.lines + GAP + b.lines,
		most = a.most + GAP + b.most, cost = a.cost + b.cost,
	}
end

-- The story at the upper left (LEFT) or upper right corner of a node.
local function corner(node, left)
	while not node.item do
		node = node.top or (left and node.left or node.right)
	end
	return node
end

-- What the lower node cannot grow by stays white: that is disliked most.
local function beside(a, b)
	local low, high = a, b
	if a.lines > b.lines then
		low, high = b, a
	end
	local cost = a.cost + b.cost + (high.lines - low.lines) * low.width * 0.5
		+ math.max(0, high.lines - low.most) * low.width * 3
	if corner(a, false).width == corner(b, true).width then
		cost = cost + 10 -- heads of one size side by side (碰题)
	end
	return {
		left = a, right = b, width = a.width + b.width, lines = high.lines,
		most = math.max(high.lines, math.min(a.most, b.most)), cost = cost,
	}
end

-- Only the cheapest tree of each height is kept, and not too many of those.
local function prune(trees, dear, beam)
	table.sort(trees, function(a, b)
		local x, y = a.cost + a.lines * dear, b.cost + b.lines * dear
		if x ~= y then
			return x < y
		end
		return a.lines < b.lines
	end)
	local kept, seen = {}, {}
	for _, tree in ipairs(trees) do
		if not seen[tree.lines] and #kept < beam then
			seen[tree.lines] = true
			kept[#kept + 1] = tree
		end
	end
	return kept
end

-- The trees of stories FROM to TO in WIDTH. search: items, level, limit (lines), dear (what a line
-- costs), known.
local function trees(page, search, from, to, width)
	local key = (from * 100 + to) * 10 + width
	if search.known[key] then
		return search.known[key]
	end
	local all = {}
	local function add(tree)
		if tree.lines <= search.limit then
			all[#all + 1] = tree
		end
	end
	if from == to then
		add(leaf(page, search.items[from], width, search.level))
	end
	for cut = from, to - 1 do
		for _, a in ipairs(trees(page, search, from, cut, width)) do
			for _, b in ipairs(a.top and {} or trees(page, search, cut + 1, to, width)) do
				add(stack(a, b))
			end
		end
		for _, wide in ipairs(cuts[width]) do
			for _, a in ipairs(trees(page, search, from, cut, wide[1])) do
				for _, b in ipairs(a.left and {} or trees(page, search, cut + 1, to, wide[2])) do
					add(beside(a, b))
				end
			end
		end
	end
	search.known[key] = prune(all, search.dear, math.max(3, math.min(BEAM, WORK // #search.items)))
	return search.known[key]
end

-- The orders that are tried, the editor's first: all of a few stories behind the lead, of more those
-- with one story moved up, of many the editor's alone. cost: of leaving it.
local function orders(items)
	local all = {}
	local function permute(done, rest, cost)
		if #rest == 0 then
			all[#all + 1] = {items = done, cost = cost}
		end
		for i = 1, #rest do
			if i == 1 or #items <= 5 or (#items <= 7 and cost == 0 and i <= 3) then
				local d = table.move(done, 1, #done, 1, {})
				local r = table.move(rest, 1, #rest, 1, {})
				d[#d + 1] = table.remove(r, i)
				permute(d, r, cost + 4 * (i - 1))
			end
		end
	end
	permute({items[1]}, table.move(items, 2, #items, 1, {}), 0)
	return all
end

-- The best tree for ITEMS in LINES at LEVEL; nil: none is low enough.
local function best_at(page, items, lines, level)
	local best, least
	for _, order in ipairs(orders(items)) do
		local search = {items = order.items, level = level, limit = lines, dear = 0, known = {}}
		for _, tree in ipairs(trees(page, search, 1, #items, 6)) do
			local foot = math.max(0, lines - tree.most) * 4 + (lines - tree.lines) * 0.3
			local cost = tree.cost + order.cost + foot
			if not best or cost < least then
				best, least = tree, cost
			end
		end
	end
	return best, least
end

-- The best of all levels from 0 down to LOWEST; setting the page smaller has its price.
local function plan(page, items, lines, lowest)
	local best, least, level
	for l = 0, lowest, -1 do
		local tree, cost = best_at(page, items, lines, l)
		if tree and (not best or cost - l * 15 < least) then
			best, least, level = tree, cost - l * 15, l
		end
	end
	return best, level
end

-- Filling ------------------------------------------------------------------------------------------

-- Heads side by side at one height are graded: the right one is of another face, a step smaller.
local function grade(node, smaller)
	if node.item then
		node.smaller = smaller
	elseif node.left then
		grade(node.left, smaller)
		grade(node.right, corner(node.left, false).width == corner(node.right, true).width)
	else
		grade(node.top, smaller)
		grade(node.bottom, false)
	end
end

-- Looks that may fill more lines: larger pictures, then larger heads. try(how, cost) is called.
local function larger(node, level, try)
	local width, pictured = node.width, #node.item.story.pictures > 0
	for l = level, math.min(LARGEST, level + (node.item.lead and 2 or 1)) do
		for _, text in ipairs(pictured and {false} or looks[width].text) do
			local other = text and text ~= looks[width].text[1]
			local cost = (l - level) * 3 + (other and 12 or 0)
			try({level = l, text = text or nil}, cost)
			try({level = l, text = text or nil, two = true}, cost + 6)
		end
		for span = 2, pictured and 3 or 0 do
			for factor = 80, PICTURE_MOST * 100 // 1, 5 do
				try({level = l, span = span, factor = factor / 100},
						(l - level) * 3 + math.abs(factor - 100) / 10)
			end
		end
	end
end

-- The look that fills LINES best: a line left white costs most.
local function grow_leaf(page, node, level, lines)
	local item, least = node.item, nil
	node.how = {width = node.width, level = level, text = node.text}
	node.used = node.lines
	if item.note then
		return
	end
	local function try(how, cost)
		how.width, how.smaller = node.width, node.smaller
		local n, hole = ask(page, item, how)
		cost = cost + (lines - n) * 5 + hole
		if n <= lines and (not least or cost < least) then
			node.used, node.how, least = n, how, cost
		end
	end
	try({level = level, text = node.text}, 0)
	larger(node, level, try)
end

-- Grow NODE to at most LINES; node.used is what it takes then.
local function grow(page, node, level, lines)
	if node.item then
		grow_leaf(page, node, level, lines)
	elseif node.left then
		grow(page, node.left, level, lines)
		grow(page, node.right, level, lines)
		node.used = math.max(node.left.used, node.right.used)
	else
		local left = lines - node.lines
		local can, top = node.most - node.lines, node.top.most - node.top.lines
		local share = can > 0 and math.min(top, left * top // can) or 0
		grow(page, node.top, level, node.top.lines + share)
		grow(page, node.bottom, level, lines - GAP - node.top.used)
		node.used = node.top.used + GAP + node.bottom.used
	end
end

-- Nodes of a stack, from top to bottom.
local function stacked(node, list)
	if node.top then
		stacked(node.top, list)
		stacked(node.bottom, list)
	else
		list[#list + 1] = node
	end
	return list
end

local place

-- What is left of LINES widens the gaps; more than two lines a gap stay at the foot.
local function place_stack(page, node, column, line, lines)
	local list = stacked(node, {})
	local left, last = lines - node.used, line + lines - 1
	for i, n in ipairs(list) do
		local room = i == #list and last - line + 1 or n.used
		place(page, n, column, line, math.min(room, n.used, last - line + 1))
		line = line + n.used
		if i < #list and line < last then
			local extra = math.max(0, math.min(2, left // (#list - i)))
			page:rule_across{column = column, columns = node.width, line = line + extra // 2}
			line, left = line + GAP + extra, left - extra
		end
	end
end

-- Put NODE at COLUMN and LINE, LINES high.
function place(page, node, column, line, lines)
	if lines < 1 then
		return
	elseif node.top then
		place_stack(page, node, column, line, lines)
	elseif node.left then
		place(page, node.left, column, line, lines)
		place(page, node.right, column + node.left.width, line, lines)
		page:rule_down{column = column + node.left.width, line = line, lines = lines}
	elseif node.item.note then
		page:note{column = column, columns = node.width, line = line, lines = math.min(lines, node.used)}
	else
		local m = look(page, node.item, node.how)
		m.column, m.line, m.lines = column, line, math.min(lines, node.used)
		page:story(m)
	end
end

-- Too much for the page: all as small as it gets, and the composer says what is over.
local function squeeze(page, items, first, last)
	local tree
	for _, order in ipairs(orders(items)) do
		local search = {items = order.items, level = SMALLEST, limit = math.huge, dear = 100,
				known = {}}
		local lowest = trees(page, search, 1, #items, 6)[1]
		if not tree or lowest.lines < tree.lines then
			tree = lowest
		end
	end
	grade(tree, false)
	grow(page, tree, SMALLEST, math.min(tree.lines, last - first + 1))
	place(page, tree, 1, first, last - first + 1)
end

-- The pages -------------------------------------------------------------------------------------------

local function items_of(page, with_note)
	local items = {}
	for i = 1, math.min(#page.stories, STORIES) do
		items[i] = {story = page.stories[i], lead = i == 1, known = {}}
	end
	if with_note then
		items[#items + 1] = {note = true, known = {}}
	end
	return items
end

-- Stories in the lines from FIRST to LAST; the line below the lowest. Where the note of the issue
-- has no room, it is left to the next page, if there is one.
local function stories(page, first, last, with_note)
	local items, lines = items_of(page, with_note), last - first + 1
	if #items == 0 then
		return first
	end
	local tree, level = plan(page, items, lines, SMALLEST)
	if tree then
		grade(tree, false)
		grow(page, tree, level, lines)
		place(page, tree, 1, first, tree.used)
		return first + tree.used + GAP
	elseif with_note and not page.last then
		return stories(page, first, last, false)
	end
	squeeze(page, items, first, last)
	return last + 1
end

-- Cells in a row of the roll: four, or what is lower where ROOM is short.
local function across_of(page, room)
	local best = 4
	for _, across in ipairs{5, 3} do
		if page:honours_lines{across = best} > room
			and page:honours_lines{across = across} < page:honours_lines{across = best} then
			best = across
		end
	end
	return best
end

-- The roll stands at the foot of the page and is stretched a little into what is left above it.
local function honours(page, first, last)
	local room, alone = last - first + 1, #page.stories == 0 and not page.has_note
	local across = across_of(page, room - (alone and 0 or 20))
	local lines = math.min(page:honours_lines{across = across}, room)
	local line = first
	if not alone then
		line = stories(page, first, last - lines - GAP, page.has_note)
	end
	lines = math.tointeger(math.min(last - line + 1, lines * ROLL_MOST // 1))
	if not alone then
		line = last - lines + 1
	end
	page:honours{line = line, lines = lines, across = across}
end

local function compose(page)
	local first = 3
	if page.first then
		page:masthead{lines = MASTHEAD}
		first = MASTHEAD + 1
	else
		page:folio{lines = 2}
	end
	if page.roll then
		honours(page, first, page.lines)
	else
		stories(page, first, page.lines, page.has_note)
	end
end

return {front = compose, news = compose, honours = compose}
