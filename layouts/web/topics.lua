-- All sections, tags or authors, in the order of an index.
local frame, parts = use("frame"), use("parts")

return function(ctx)
	local title = parts.kinds[ctx.kind]
	local page = {kind = "topics", title = title, h.h1(title), parts.kind_list(ctx)}
	if not ctx.letters[1] then
		page[#page + 1] = h.p(t"还没有。")
		return frame(ctx, page)
	end
	page[#page + 1] = parts.letters(ctx.letters)
	for i, letter in ipairs(ctx.letters) do
		local list = h.ul{class = "names"}
		for k, topic in ipairs(letter.topics) do
			list[k] = h.li{h.a{href = ctx.link(topic.path), topic.name}, " ",
				h.span{t"%d篇":format(topic.articles)}}
		end
		page[#page + 1] = h.section{class = "letter", parts.letter(letter, i), list}
	end
	return frame(ctx, page)
end
