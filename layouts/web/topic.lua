-- What was printed in a section, under a tag, by an author: newest first.
local frame, parts = use("frame"), use("parts")

return function(ctx)
	local topic = ctx.topic
	local several = topic.work and topic.work[2]
	local list = h.div{class = "list", not several and each(topic.articles, parts.dated)}
	for i, article in ipairs(several and topic.articles or {}) do
		list[i] = parts.dated_story(article, several)
	end
	return frame(ctx, {
		kind = "topic",
		title = topic.name .. " - " .. parts.kinds[ctx.kind],
		h.p{class = "crumbs", h.a{href = ctx.link(ctx.kind .. "/"), parts.kinds[ctx.kind]}},
		h.h1(topic.name),
		topic.work and h.p{class = "work", parts.work(topic.work)},
		list,
		topic.more and h.p{class = "more", h.a{href = ctx.link("archive/"),
			t"更早的还有%d篇，在往期里":format(topic.more)}},
	})
end
