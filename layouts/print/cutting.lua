-- cutting.lua - which story stands where on a page.
--
-- A page is cut like a tree: a node is one story, two nodes on top of each other, or two nodes side
-- by side. plan() tries the ways to cut it with the stories in order, asks the composer how high
-- each story would be, and keeps the tree that leaves least white and sets the lead widest.

local looks = use("looks")
local ask, most = looks.ask, looks.most
local SMALLEST = looks.SMALLEST

local GAP = 1       -- lines between stacked nodes; a rule stands in it
local BEAM = 16     -- trees that are kept of each range of stories and width: as many as
local WORK = 96     -- this by the number of stories, at most
local SHARES = {45, 60, 75, 90} -- % of a story that is parted
local PART_LEAST = 10           -- lines of it that go, over its columns
local GONE_MOST = 75            -- % of its text
local JUMP = 40                 -- what it costs to send a reader to another page

-- The ways to cut a width in two.
local cuts = {[8] = {{5, 3}, {4, 4}, {3, 5}, {6, 2}}, [6] = {{4, 2}, {3, 3}, {2, 4}}, [5] = {{3, 2}, {2, 3}},
	 [4] = {{2, 2}}, [3] = {}, [2] = {}}

-- How much a story of this shape is disliked: the lead too narrow, text too flat or too tall.
local function shape_cost(page, item, width, lines)
	if item.house then
		return width == page.columns and 0 or 20
	elseif item.note then
		return width == 2 and 0 or width == 3 and 10 or 40
	end
	local flat, tall = 2 * width + 5, 12 * width + 14
	local cost = math.max(0, lines - tall) * width + math.max(0, flat - lines) * width
	if item.lead then
		cost = cost + (width == 2 and 300 or width == 3 and 80 or width == page.columns and lines < 24 and 40 or 0)
	elseif width == page.columns then
		cost = cost + 15
	end
	return cost
end

-- A front page lives from its picture: the story that has one should be wide, its picture not small.
local function picture_cost(item, width, level)
	if not item.story or #item.story.pictures == 0 then
		return 0
	end
	local narrow = width == 2 and 60 or width == 3 and 25 or 0
	return (narrow + (level == SMALLEST and 150 or 0)) * (item.lead and 2 or 1)
end

-- Where room is short, the number of text columns that saves some; but not at the picture's cost.
local function leaf(page, item, width, level)
	local lines, hole = ask(page, item, {width = width, level = level})
	local text
	if level < 0 and item.story and #item.story.pictures == 0 then
		for _, n in ipairs(looks.text_of(page, item, width)) do
			local other, empty = ask(page, item, {width = width, level = level, text = n})
			if other < lines then
				lines, hole, text = other, empty, n
			end
		end
	end
	return {
		item = item, width = width, lines = lines, text = text,
		most = math.max(lines, most(page, item, width)),
		cost = shape_cost(page, item, width, lines) + picture_cost(item, width, level) + hole,
	}
end

-- The ways to part a story, of which the rest stands on another page: what stays is high enough to be
-- read, what goes is worth the way.
local function parted(page, item, width, level)
	local whole, list = ask(page, item, {width = width, level = level}), {}
	whole = math.min(whole, page.lines)
	for _, share in ipairs(SHARES) do
		local lines = whole * share // 100
		local n, hole, jump, gone = ask(page, item, {width = width, level = level, lines = lines})
		if n == lines and jump >= PART_LEAST and gone <= item.story.length * GONE_MOST // 100 then
			list[#list + 1] = {
				item = item, width = width, lines = lines, most = whole - PART_LEAST // 2, parted = true,
				cost = shape_cost(page, item, width, lines) + picture_cost(item, width, level) + hole
					+ JUMP + (100 - share) // 4,
			}
		end
	end
	return list
end

local function leaves(page, item, width, level)
	if item.to then
		return parted(page, item, width, level)
	end
	return {leaf(page, item, width, level)}
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
		for _, tree in ipairs(leaves(page, search.items[from], width, search.level)) do
			add(tree)
		end
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
		for _, tree in ipairs(trees(page, search, 1, #items, page.columns)) do
			local foot = math.max(0, lines - tree.most) * 4 + (lines - tree.lines) * 0.3
			local cost = tree.cost + order.cost + foot
			if not best or cost < least then
				best, least = tree, cost
			end
		end
	end
	return best, least
end

-- The best of all levels from 0 down to LOWEST, its level and cost; setting the page smaller has its
-- price.
local function plan(page, items, lines, lowest)
	local best, least, level
	for l = 0, lowest, -1 do
		local tree, cost = best_at(page, items, lines, l)
		if tree and (not best or cost - l * 15 < least) then
			best, least, level = tree, cost - l * 15, l
		end
	end
	return best, level, least
end

-- The lowest tree of ITEMS there is: all as small as it gets.
local function lowest(page, items)
	local tree
	for _, order in ipairs(orders(items)) do
		local search = {items = order.items, level = SMALLEST, limit = math.huge, dear = 100,
				known = {}}
		local low = trees(page, search, 1, #items, page.columns)[1]
		if not tree or low.lines < tree.lines then
			tree = low
		end
	end
	return tree
end

return {plan = plan, lowest = lowest, corner = corner, GAP = GAP}
