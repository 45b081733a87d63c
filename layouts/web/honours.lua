-- Organisations in the order of an index, each with what it was awarded in all issues.
local frame, parts = use("frame"), use("parts")

local function won(ctx, entry)
	return h.li{
		parts.won(entry),
		h.p{class = "in", h.a{href = ctx.link(entry.issue.path .. "#honours"),
			parts.issue_label(entry.issue)},
			entry.sponsored and h.span{class = "sponsored", t"广告"}},
	}
end

local function organisation(ctx, one)
	local list = h.ul{}
	for i, entry in ipairs(one.won) do
		list[i] = won(ctx, entry)
	end
	return h.li{class = "honour", h.h3(one.name), list}
end

return function(ctx)
	local page = {kind = "honours-page", title = t"荣誉榜", h.h1(t"荣誉榜")}
	if not ctx.letters[1] then
		page[2] = h.p(t"还没有荣誉榜。")
		return frame(ctx, page)
	end
	page[2] = parts.letters(ctx.letters)
	local index = h.div{class = "index"}
	for i, letter in ipairs(ctx.letters) do
		local list = h.ul{class = "honours"}
		for k, one in ipairs(letter.organisations) do
			list[k] = organisation(ctx, one)
		end
		index[i] = h.section{class = "letter", parts.letter(letter, i), list}
	end
	page[3] = index
	return frame(ctx, page)
end
