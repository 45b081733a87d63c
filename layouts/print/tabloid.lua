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

-- Looks ----------------------------------------------------------------------------------------

-- By width in columns: points of a headline (lead, other), text columns (usual, other).
local looks = {
	[2] = {lead = 26, other = 22, text = {1, 2}},
	[3] = {lead = 34, other = 27, text = {2, 3}},
	[4] = {lead = 42, other = 32, text = {3, 2}},
	[6] = {lead = 52, other = 38, text = {4, 3}},
}

-- A page that is too full is set smaller (below 0), a story that has room larger. Heads shrink and
-- grow by this, pictures by that.
local heads = {[-3] = 0.6, [-2] = 0.72, [-1] = 0.86, [0] = 1, [1] = 1.12, [2] = 1.25, [3] = 1.4}
local pictures = {[-3] = 0.66, [-2] = 0.76, [-1] = 0.88, [0] = 1, [1] = 1, [2] = 1, [3] = 1}
local SMALLEST, LARGEST = -3, 3
local ROLL_MOST = 1.4     -- of the lines it needs
local PICTURE_MOST = 1.35 -- of its own proportions: beyond, too much of its sides is cut

-- The ways to cut a width in two.
local cuts = {[6] = {{4, 2}, {3, 3}, {2, 4}}, [4] = {{2, 2}}, [3] = {}, [2] = {}}

local function points_of(page, width)
	return (width * (page.characters + 1) - 1) * 9
end

-- One line where the title allows it without getting small, else two.
local function headline(page, item, width, level)
	local l = looks[width]
	local size = (item.lead and l.lead or l.other) * heads[level]
	local one = points_of(page, width) / math.max(1, utf8.len(item.story.title))
	local lines = one >= size * 0.72 and 1 or 2
	if lines == 1 then
		size = math.min(size, one)
	end
	return {
		size = math.max(12, size // 1), max_lines = lines, face = "hei-bold",
		align = width == 6 and "center" or "left",
	}
end

-- How a story looks WIDTH columns wide; text: how many text columns; factor: height of its
-- pictures against their proportions.
local function look(page, item, width, level, text, factor)
	local head = headline(page, item, width, level)
	local function small(part, face, max_lines)
		return {
			size = math.max(10, head.size * part // 1), face = face, align = head.align,
			max_lines = max_lines,
		}
	end
	local m = {
		story = item.story, columns = width, text_columns = text or looks[width].text[1],
		headline = head, kicker = small(0.5, "song", 1), deck = small(0.45, "hei", 2),
		byline = {size = 9, face = "hei", align = head.align, max_lines = 2},
		picture = {},
	}
	local em = (width * (page.characters + 1) - 1) / m.text_columns
	factor = factor or pictures[level]
	for i = 1, math.min(#item.story.pictures, 4) do
		local p = item.story.pictures[i]
		local span = i == 1 and level > -2 and m.text_columns >= 3 and 2 or 1
		local ratio = p.width > 0 and p.height / p.width or 0.67
		local lines = factor ~= 1 and math.max(5, em * span * 9 * ratio * factor // 12.75) or 0
		m.picture[i] = {index = i, columns = span, right = i % 2 == 1,
				lines = math.tointeger(lines)}
	end
	return m
end

-- The lines a story takes; the composer is asked once for each look.
local function ask(page, item, width, level, text, factor)
	local key = width .. " " .. level .. " " .. (text or "") .. " " .. (factor or "")
	if not item.known[key] then
		if item.note then
			item.known[key] = page:note_lines{columns = width}
		else
			local fit = page:fit(look(page, item, width, level, text, factor))
			item.known[key] = fit.lines + fit.overset
		end
	end
	return item.known[key]
end

-- The most lines that a story can be made to take.
local function most(page, item, width)
	local factor = item.story and #item.story.pictures > 0 and PICTURE_MOST or nil
	return ask(page, item, width, LARGEST, nil, factor)
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
		cost = cost + (width == 2 and 300 or width == 3 and 80 or 0)
	elseif width == 6 then
		cost = cost + 15
	end
	return cost
end

local function leaf(page, item, width, level)
	local lines, text = ask(page, item, width, level), nil
	if level < 0 and not item.note then -- where room is short, the number of columns that saves some
		for _, n in ipairs(looks[width].text) do
			local other = ask(page, item, width, level, n)
			if other < lines then
				lines, text = other, n
			end
		end
	end
	return {
		item = item, width = width, lines = lines, text = text,
		most = math.max(lines, most(page, item, width)), cost = shape_cost(item, width, lines),
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
		if tree and (not best or cost - l * 10 < least) then
			best, least, level = tree, cost - l * 10, l
		end
	end
	return best, level
end

-- Filling ------------------------------------------------------------------------------------------

-- The look that makes a story as high as it can be within LINES.
local function grow_leaf(page, node, level, lines)
	local item, width = node.item, node.width
	node.how = {level = level, text = node.text}
	node.used = node.lines
	if item.note then
		return
	end
	local function try(l, text, factor)
		local n = ask(page, item, width, l, text, factor)
		if n <= lines and n > node.used then
			node.used, node.how = n, {level = l, text = text, factor = factor}
		end
	end
	for l = level, LARGEST do
		for _, text in ipairs(looks[width].text) do
			try(l, text)
		end
		if #item.story.pictures > 0 then
			for factor = 90, PICTURE_MOST * 100 // 1, 5 do
				try(l, nil, factor / 100)
			end
		end
	end
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

-- Put NODE at COLUMN and LINE, LINES high. beside: a head of its size stands at its left.
function place(page, node, column, line, lines, beside_same)
	if lines < 1 then
		return
	elseif node.top then
		place_stack(page, node, column, line, lines)
	elseif node.left then
		local same = corner(node.left, false).width == corner(node.right, true).width
		place(page, node.left, column, line, lines, beside_same)
		place(page, node.right, column + node.left.width, line, lines, same)
		page:rule_down{column = column + node.left.width, line = line, lines = lines}
	elseif node.item.note then
		page:note{column = column, columns = node.width, line = line, lines = math.min(lines, node.used)}
	else
		local how = node.how
		local m = look(page, node.item, node.width, how.level, how.text, how.factor)
		m.column, m.line, m.lines = column, line, math.min(lines, node.used)
		m.headline.face = beside_same and "song-bold" or "hei-bold"
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
	grow(page, tree, SMALLEST, math.min(tree.lines, last - first + 1))
	place(page, tree, 1, first, last - first + 1)
end

-- The pages -------------------------------------------------------------------------------------------

local function items_of(page, with_note)
	local items = {}
	for i, story in ipairs(page.stories) do
		items[i] = {story = story, lead = i == 1, known = {}}
	end
	if with_note and page:note_lines{columns = 2} > 0 then
		items[#items + 1] = {note = true, known = {}}
	end
	return items
end

-- Stories in the lines from FIRST to LAST; the line below the lowest. The note is left out where it
-- would cost too much.
local function stories(page, first, last, with_note)
	local items = items_of(page, with_note)
	if #items == 0 then
		return first
	end
	local has_note = items[#items].note
	local tree, level = plan(page, items, last - first + 1, has_note and -1 or SMALLEST)
	if tree then
		grow(page, tree, level, last - first + 1)
		place(page, tree, 1, first, tree.used)
		return first + tree.used + GAP
	elseif has_note and #items > 1 then
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
	local room = last - first + 1
	local story_room = #page.stories > 0 and 20 or 0
	local across = across_of(page, room - story_room)
	local lines = math.min(page:honours_lines{across = across}, room)
	local line = first
	if #page.stories > 0 then
		line = stories(page, first, last - lines - GAP, page.first)
	end
	lines = math.min(last - line + 1, lines * ROLL_MOST // 1)
	if #page.stories > 0 then
		line = last - lines + 1
	end
	page:honours{line = line, lines = math.tointeger(lines), across = across}
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
		stories(page, first, page.lines, page.first)
	end
end

return {front = compose, news = compose, honours = compose}
