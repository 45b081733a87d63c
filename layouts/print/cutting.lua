-- cutting.lua - which story stands where on a page.
--
-- A page is cut like a tree: a node is one story, two nodes on top of each other, or two nodes side
-- by side. plan() asks the composer how high each story would be, says what it dislikes in each look,
-- and takes the tree that page:cut finds: it leaves least white and sets the lead widest.

local looks = use("looks")
local ask, most = looks.ask, looks.most
local SMALLEST = looks.SMALLEST

local GAP = 1       -- lines between stacked nodes; a rule stands in it
local HOLE = 3      -- lines that may stay white
local SHARE_LEAST, SHARE_MOST, SHARES = 45, 90, 4 -- % of a story that stay where it is parted, ways to
local STEP, STEP_NEAR = 15, 3 -- % between them; where what goes has just so much room
local PART_LEAST = 10           -- lines of it that go, over its columns
local GONE_MOST = 75            -- % of its text
local JUMP = 40                 -- what it costs to send a reader to another page
local SMALLER = 15              -- and to set a page a level smaller
local ROOM = 8                  -- lines at the foot: no need to set it smaller

-- The ways to cut a width in two, by the columns that stand left; the widths that come of it.
local ways = {[8] = {5, 4, 3, 6}, [6] = {4, 3, 2}, [5] = {3, 2}, [4] = {2}}
local widths = {[8] = {2, 3, 4, 5, 6, 8}, [6] = {2, 3, 4, 6}, [5] = {2, 3, 5}}

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
	if not item.story or #item.pictures == 0 then
		return 0
	end
	local narrow = width == 2 and 60 or width == 3 and 25 or 0
	return (narrow + (level == SMALLEST and 150 or 0)) * (item.lead and 2 or 1)
end

-- Where room is short, the number of text columns that saves some; but not at the picture's cost.
local function leaf(page, item, width, level)
	local lines, hole = ask(page, item, {width = width, level = level})
	local text
	if level < 0 and item.story and #item.pictures == 0 then
		local texts = looks.text_of(page, item, width)
		for i = 2, #texts do
			local other, empty = ask(page, item, {width = width, level = level, text = texts[i]})
			if other < lines then
				lines, hole, text = other, empty, texts[i]
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
	local most = math.min(item.length * GONE_MOST // 100, item.room or item.length)
	whole = math.min(whole, page.lines)
	for share = SHARE_LEAST, SHARE_MOST, item.room and STEP_NEAR or STEP do
		if #list == SHARES then
			break
		end
		local lines = whole * share // 100
		local n, hole, jump, gone = ask(page, item, {width = width, level = level, lines = lines})
		if n == lines and jump >= PART_LEAST and gone <= most then
			list[#list + 1] = {
				item = item, width = width, lines = lines, most = whole - PART_LEAST // 2, parted = true,
				share = share,
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

-- The story at the upper left (LEFT) or upper right corner of a node.
local function corner(node, left)
	while not node.item do
		node = node.top or (left and node.left or node.right)
	end
	return node
end

-- The looks of ITEMS at LEVEL in all widths that the page can be cut into, for page:cut.
local function looks_of_all(page, items, level)
	local list = {}
	for i, item in ipairs(items) do
		list[i] = {}
		for _, width in ipairs(#items == 1 and {page.columns} or widths[page.columns]) do
			list[i][width] = leaves(page, item, width, level)
		end
	end
	return list
end

-- The best of all levels from 0 down to LOWEST, its level and cost; setting the page smaller has its
-- price, and is of no use where there is room.
local function plan(page, items, lines, lowest)
	local best, least, level
	for l = 0, lowest, -1 do
		local tree, cost = page:cut{
			stories = looks_of_all(page, items, l), ways = ways, lines = lines,
			below = best and least + l * SMALLER,
		}
		if tree then
			best, least, level = tree, cost - l * SMALLER, l
		end
		if best and (lines - best.lines > ROOM or least <= (1 - l) * SMALLER) then
			break
		end
	end
	return best, level, least
end

-- The lowest tree of ITEMS there is at LEVEL.
local function lowest(page, items, level)
	return (page:cut{stories = looks_of_all(page, items, level), ways = ways, lowest = true})
end

return {plan = plan, lowest = lowest, leaves = leaves, corner = corner, GAP = GAP, HOLE = HOLE}
