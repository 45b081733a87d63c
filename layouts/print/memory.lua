-- memory.lua - how a page was laid out is kept for the issue's next edition: its text is of nearly the
-- same length, and what was decided for one should be decided for the other.

local looks = use("looks")
local cutting = use("cutting")
local GAP, HOLE = cutting.GAP, cutting.HOLE

local TIGHT = 4  -- steps by which pictures are cropped, where a few lines are missing
local pages = {} -- by number

-- What of a tree is the same in each edition: items by their names, widths, looks.
local function shape(node)
	if node.item then
		return {
			name = node.item.name, width = node.width, text = node.text, share = node.share, how = node.how,
			house = node.item.house, most = node.most, lines = node.lines, to = node.item.to,
		}
	end
	local first, second = shape(node.top or node.left), shape(node.bottom or node.right)
	local hole = node.left and node.lines - math.min(node.left.most, node.right.most)
	return {stacked = node.top ~= nil, first = first, second = second, hole = hole}
end

-- The leaf of S again; nil: its story does not fit as it did.
local function leaf(page, s, items, level)
	if s.house then
		local item = looks.item(s.name)
		item.house = s.house
		return {item = item, width = s.width, lines = s.lines, most = s.most}
	end
	local item = items[s.name]
	item.to = s.to
	for _, node in ipairs(cutting.leaves(page, item, s.width, level)) do
		if node.share == s.share then
			node.text, node.like = s.text, s.how
			return node
		end
	end
	return nil
end

local function build(page, s, items, level)
	if s.name then
		return leaf(page, s, items, level)
	end
	local a, b = build(page, s.first, items, level), build(page, s.second, items, level)
	if not a or not b then
		return nil
	elseif s.stacked then
		return {
			top = a, bottom = b, width = a.width, lines = a.lines + GAP + b.lines,
			most = a.most + GAP + b.most,
		}
	end
	local lines, both = math.max(a.lines, b.lines), math.min(a.most, b.most)
	if lines - both > math.max(HOLE, s.hole) then
		return nil
	end
	return {
		left = a, right = b, width = a.width + b.width, lines = lines,
		most = math.max(lines, both),
	}
end

-- Keep how the items, of names NAMES, stand in TREE at LEVEL and with text of TYPE; HOLE: lines of LINES
-- that are empty then.
local function keep(page, names, tree, level, type, hole)
	pages[page.number] = {names = names, shape = shape(tree), level = level, type = type, hole = hole}
end

-- The tree of an earlier edition and its level, for ITEMS by name, of names NAMES, in LINES; nil: there is
-- none, or it does not fit.
local function recall(page, names, items, lines)
	local kept = pages[page.number]
	if not kept or kept.names ~= names then
		return nil
	end
	for tight = 0, TIGHT do
		for _, item in pairs(items) do
			item.type, item.tight = kept.type, tight
		end
		local tree = build(page, kept.shape, items, kept.level)
		if tree and tree.lines <= lines and lines - tree.most <= math.max(HOLE, kept.hole) then
			return tree, kept.level
		end
	end
	for _, item in pairs(items) do
		item.type, item.tight, item.to = nil, nil, nil
	end
	return nil
end

return {keep = keep, recall = recall}
